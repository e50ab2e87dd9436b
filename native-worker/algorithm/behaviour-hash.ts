import { AbstractRegisters, mix, ZERO } from './abstract-registers.ts';
import { Liveness } from './liveness.ts';
import type { OutputKind } from './output-kind.ts';
import type { Program } from './program.ts';
import { FEATURES, LABEL, NO_REGISTER, PREDICTION } from './register-numbering.ts';

/** What a program does, by hash. */
export interface BehaviourHash {
  /** Equal where programs predict alike. */
  readonly behaviour: number;
  /** Equal also where they differ in constants only. */
  readonly structure: number;
}

/** Tags of what is not computed: the features, the label, training's sigmoid or softmax, and what a step starts from. */
const TAG = { features: 0x1f83d9ab, label: 0x5be0cd19, normalised: 0x2b3e6c1f, start: 0x510e527f, kept: 0x1b873593 };
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
export class BehaviourHasher {
  readonly #liveness = new Liveness();
  readonly #now = new AbstractRegisters(this.#liveness);
  /** What registers hold when a step starts. */
  readonly #start = new AbstractRegisters(this.#liveness);
  /** What Setup left in them. */
  readonly #initial = new AbstractRegisters(this.#liveness);
  /** What Predict left in them. */
  readonly #predicted = new AbstractRegisters(this.#liveness);
  /** By register: 1 if a step may change it. */
  #isParameter = new Uint8Array(0);
  #live: Uint8Array = new Uint8Array(0);
  #randomInSetup = 0;

  /** Hashes what a program does. */
  hash(program: Program, outputs: OutputKind): BehaviourHash {
    this.#live = this.#liveness.analyse(program, outputs);
    this.#setUp(program);
    while (this.#findParameters(program));
    for (let depth = 0; depth < DEPTH; depth++) this.#unfold(program);
    this.#predict(program);
    return { behaviour: this.#now.exact[PREDICTION]!, structure: this.#now.structure[PREDICTION]! };
  }

  #setUp(program: Program): void {
    for (const registers of [this.#now, this.#start, this.#initial, this.#predicted]) registers.clear();
    const { count } = this.#liveness.numbering;
    if (count > this.#isParameter.length) this.#isParameter = new Uint8Array(2 * count);
    this.#isParameter.fill(0, 0, count);
    this.#randomInSetup = this.#now.run(program, this.#live, 0, program.lengths[0], 0);
    this.#initial.copyFrom(this.#now);
    this.#start.copyFrom(this.#now);
  }

  /** Marks what a step changes, and says whether that is more than before. */
  #findParameters(program: Program): boolean {
    this.#step(program);
    let found = false;
    for (let register = PREDICTION; register < this.#liveness.numbering.count; register++) {
      if (this.#isParameter[register] === 1) continue;
      const before = this.#start.exact[register];
      if (this.#predicted.exact[register] === before && this.#now.exact[register] === before) continue;
      this.#isParameter[register] = 1;
      // A name of its own, until all are found.
      this.#start.set(register, mix(TAG.start, register), mix(TAG.start, register));
      found = true;
    }
    if (!found) this.#forgetNames();
    return found;
  }

  /** Parameters are known by what Setup made them. */
  #forgetNames(): void {
    const { exact, structure } = this.#initial;
    for (let register = PREDICTION; register < this.#liveness.numbering.count; register++) {
      if (this.#isParameter[register] === 0) continue;
      this.#start.set(register, mix(TAG.start, exact[register]!), mix(TAG.start, structure[register]!));
    }
  }

  /** Lets every parameter be known by one more step. */
  #unfold(program: Program): void {
    this.#step(program);
    const known = (
      initial: Int32Array,
      before: Int32Array,
      predicted: Int32Array,
      after: Int32Array,
      register: number,
    ): number => {
      const kept = predicted[register] === before[register];
      return mix(mix(mix(TAG.start, initial[register]!), after[register]!), kept ? TAG.kept : predicted[register]!);
    };
    for (let register = PREDICTION; register < this.#liveness.numbering.count; register++) {
      if (this.#isParameter[register] === 0) continue;
      const [initial, start, predicted, now] = [this.#initial, this.#start, this.#predicted, this.#now];
      start.set(
        register,
        known(initial.exact, start.exact, predicted.exact, now.exact, register),
        known(initial.structure, start.structure, predicted.structure, now.structure, register),
      );
    }
  }

  /** Predict, then Learn. */
  #step(program: Program): void {
    const { lengths } = program;
    const learn = lengths[0] + lengths[1];
    const random = this.#predict(program);
    this.#predicted.copyFrom(this.#now);
    const { exact, structure } = this.#now;
    this.#now.set(PREDICTION, mix(TAG.normalised, exact[PREDICTION]!), mix(TAG.normalised, structure[PREDICTION]!));
    this.#show(TAG.label);
    this.#now.run(program, this.#live, learn, learn + lengths[2], random);
  }

  #predict(program: Program): number {
    const [setup, predict] = program.lengths;
    this.#now.copyFrom(this.#start);
    this.#show(ZERO);
    return this.#now.run(program, this.#live, setup, setup + predict, this.#randomInSetup);
  }

  /** What the protocol writes before a function runs. */
  #show(label: number): void {
    this.#now.set(NO_REGISTER, ZERO, ZERO);
    this.#now.set(FEATURES, TAG.features, TAG.features);
    this.#now.set(LABEL, label, label);
  }
}
