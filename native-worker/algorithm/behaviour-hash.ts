import { type Formula, FEATURES_FORMULA, FormulaTable, LABEL_FORMULA, mix, ZERO_FORMULA } from './formula-table.ts';
import { Liveness } from './liveness.ts';
import { OPS } from './op-table.ts';
import type { OutputKind } from './output-kind.ts';
import { type Program, WORDS_PER_INSTRUCTION } from './program.ts';
import { FEATURES, LABEL, PREDICTION } from './register-numbering.ts';

/** What a program does, by hash. */
export interface BehaviourHash {
  /** Equal where programs predict alike. */
  readonly behaviour: number;
  /** Equal also where they differ in constants only. */
  readonly structure: number;
}

const RANDOM: ArrayLike<number> = Uint8Array.from(OPS, ({ random }) => Number(random));

/** Tags of what is not computed: training's sigmoid or softmax, what a step starts from, and what Predict leaves. */
const NORMALISED = 0x2b3e6c1f;
const START = 0x510e527f;
const KEPT = 0x1b873593;
/** Steps that are told apart; what shows only later is not. */
const DEPTH = 6;

/**
 * Hashes what a program does rather than how: names, order, dead code, repeated work and arithmetic that comes to
 * nothing all vanish. For telling duplicates in a population; `contentHash` is for whatever must be exact.
 *
 * The program is run on formulas. A register that a step leaves as Setup made it stands for that value; any other one
 * is a parameter, known by how it starts and by how a step changes it, unfolded over several steps. The hash is that
 * of the prediction's formula. Folding takes for granted that nothing overflows, and hashes have 32 bits, so once in
 * a while programs that differ have equal hashes: a caller must not take them for equal in earnest.
 *
 * Holds scratch memory: make one for each search and use it for every candidate.
 */
export class BehaviourHasher implements BehaviourHash {
  /** Of the program hashed last. */
  behaviour = 0;
  structure = 0;
  readonly #liveness = new Liveness();
  readonly #formulas = new FormulaTable();
  /** By register: the formula that it holds now, when a step starts, after Setup, and after Predict. */
  #now = new Int32Array(0);
  #start = new Int32Array(0);
  #initial = new Int32Array(0);
  #predicted = new Int32Array(0);
  /** The registers whose values matter when a step starts, and by place there, 1 if a step may change it. */
  #carried = new Int32Array(0);
  #isParameter = new Uint8Array(0);
  #carriedCount = 0;
  /** By place in `#carried`: the hashes that a parameter gets next. */
  #nextExact = new Int32Array(0);
  #nextStructure = new Int32Array(0);
  /** Formulas with parameters in them that Predict makes; Learn makes the others. */
  #predictDerives = 0;
  /** What training makes of the prediction. */
  #normalised: Formula = ZERO_FORMULA;
  #live: Uint8Array = new Uint8Array(0);

  /** Hashes what a program does. What it gives back is this object itself, which holds the hashes until the next call. */
  hash(program: Program, outputs: OutputKind): BehaviourHash {
    this.#live = this.#liveness.analyse(program, outputs);
    this.#reserve(program);
    this.#findCarried();
    const formulas = this.#formulas;
    const randomInSetup = this.#setUp(program);
    const known = formulas.count;
    do {
      formulas.truncate(known);
      this.#nameParameters();
      this.#step(program, randomInSetup);
    } while (this.#findParameters());
    this.#forgetNames();
    for (let depth = 0; depth < DEPTH; depth++) this.#unfold(program);
    formulas.workOut(program, 0, this.#predictDerives);
    this.behaviour = formulas.exact[this.#predicted[PREDICTION]!]!;
    this.structure = formulas.structure[this.#predicted[PREDICTION]!]!;
    return this;
  }

  #reserve({ lengths }: Program): void {
    const { count } = this.#liveness.numbering;
    // Setup's, Predict's and Learn's instructions make one each, and registers may be unknown; one is normalised.
    this.#formulas.begin(lengths[0] + lengths[1] + lengths[2] + count + 1);
    if (count <= this.#now.length) return;
    this.#now = new Int32Array(2 * count);
    this.#start = new Int32Array(2 * count);
    this.#initial = new Int32Array(2 * count);
    this.#predicted = new Int32Array(2 * count);
    this.#carried = new Int32Array(2 * count);
    this.#isParameter = new Uint8Array(2 * count);
    this.#nextExact = new Int32Array(2 * count);
    this.#nextStructure = new Int32Array(2 * count);
  }

  #findCarried(): void {
    const { carried, numbering } = this.#liveness;
    this.#carriedCount = 0;
    for (let register = PREDICTION; register < numbering.count; register++) {
      if (carried[register] === 0) continue;
      this.#isParameter[this.#carriedCount] = 0;
      this.#carried[this.#carriedCount++] = register;
    }
  }

  /** Gives how many live instructions of Setup draw random numbers. */
  #setUp(program: Program): number {
    const { count } = this.#liveness.numbering;
    for (let register = 0; register < count; register++) this.#now[register] = ZERO_FORMULA;
    const random = this.#run(program, 0, program.lengths[0], 0);
    copyFormulas(this.#now, this.#initial, count);
    copyFormulas(this.#now, this.#start, count);
    return random;
  }

  /** Parameters have names of their own until all are found. */
  #nameParameters(): void {
    for (let place = 0; place < this.#carriedCount; place++) {
      if (this.#isParameter[place] === 0) continue;
      const register = this.#carried[place]!;
      this.#start[register] = this.#formulas.unknown(mix(START, register));
    }
  }

  /** Predict, then Learn. */
  #step(program: Program, randomInSetup: number): void {
    const { count } = this.#liveness.numbering;
    const formulas = this.#formulas;
    const { lengths } = program;
    const predictStart = lengths[0];
    const learnStart = predictStart + lengths[1];
    const now = this.#now;
    copyFormulas(this.#start, now, count);
    now[FEATURES] = FEATURES_FORMULA;
    now[LABEL] = ZERO_FORMULA;
    const random = this.#run(program, predictStart, learnStart, randomInSetup);
    copyFormulas(now, this.#predicted, count);
    this.#predictDerives = formulas.derivedCount;
    this.#normalised = formulas.tagged(NORMALISED, now[PREDICTION]!);
    now[PREDICTION] = this.#normalised;
    now[FEATURES] = FEATURES_FORMULA;
    now[LABEL] = LABEL_FORMULA;
    this.#run(program, learnStart, learnStart + lengths[2], random);
  }

  /**
   * Runs the live instructions from `start` to `end`.
   *
   * @param firstRandom how many live instructions before `start` draw random numbers
   * @returns how many live instructions before `end` do
   */
  #run(program: Program, start: number, end: number, firstRandom: number): number {
    const { firstRead, secondRead, written } = this.#liveness.numbering;
    const { words } = program;
    const live = this.#live;
    const now = this.#now;
    let ordinal = firstRandom;
    for (let i = start; i < end; i++) {
      if (live[i] === 0) continue;
      const first = firstRead[i]!;
      const second = secondRead[i]!;
      now[written[i]!] = this.#formulas.apply(program, i, now[first]!, now[second]!, first === second, ordinal);
      ordinal += RANDOM[words[i * WORDS_PER_INSTRUCTION]!]!;
    }
    return ordinal;
  }

  /** Marks what the step changed, and says whether that is more than before. */
  #findParameters(): boolean {
    const { exact } = this.#formulas;
    let found = false;
    for (let place = 0; place < this.#carriedCount; place++) {
      if (this.#isParameter[place] === 1) continue;
      const register = this.#carried[place]!;
      const before = exact[this.#start[register]!];
      if (exact[this.#predicted[register]!] === before && exact[this.#now[register]!] === before) continue;
      this.#isParameter[place] = 1;
      found = true;
    }
    return found;
  }

  /** Parameters are known by what Setup made them. */
  #forgetNames(): void {
    const { exact, structure } = this.#formulas;
    for (let place = 0; place < this.#carriedCount; place++) {
      if (this.#isParameter[place] === 0) continue;
      const register = this.#carried[place]!;
      const initial = this.#initial[register]!;
      exact[this.#start[register]!] = mix(START, exact[initial]!);
      structure[this.#start[register]!] = mix(START, structure[initial]!);
    }
  }

  /** Lets every parameter be known by one more step. */
  #unfold(program: Program): void {
    const formulas = this.#formulas;
    const { exact, structure } = formulas;
    formulas.workOut(program, 0, this.#predictDerives);
    formulas.retag(this.#normalised, NORMALISED, this.#predicted[PREDICTION]!);
    formulas.workOut(program, this.#predictDerives, formulas.derivedCount);
    for (let place = 0; place < this.#carriedCount; place++) {
      if (this.#isParameter[place] === 0) continue;
      const register = this.#carried[place]!;
      const initial = this.#initial[register]!;
      const start = this.#start[register]!;
      const predicted = this.#predicted[register]!;
      const now = this.#now[register]!;
      this.#nextExact[place] = unfolded(exact[initial]!, exact[start]!, exact[predicted]!, exact[now]!);
      this.#nextStructure[place] = unfolded(
        structure[initial]!,
        structure[start]!,
        structure[predicted]!,
        structure[now]!,
      );
    }
    for (let place = 0; place < this.#carriedCount; place++) {
      if (this.#isParameter[place] === 0) continue;
      const start = this.#start[this.#carried[place]!]!;
      exact[start] = this.#nextExact[place]!;
      structure[start] = this.#nextStructure[place]!;
    }
  }
}

/** The hash of a parameter, by hashes: of what Setup made it, and of what it is before, between and after a step. */
function unfolded(initial: number, before: number, predicted: number, after: number): number {
  return mix(mix(mix(START, initial), after), predicted === before ? KEPT : predicted);
}

function copyFormulas(from: Int32Array, to: Int32Array, count: number): void {
  for (let register = 0; register < count; register++) to[register] = from[register]!;
}
