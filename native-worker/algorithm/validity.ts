import type { OutputKind } from './output-kind.ts';
import { instructionCount, type Program } from './program.ts';
import { FEATURES, LABEL, NO_REGISTER, PREDICTION, RegisterNumbering } from './register-numbering.ts';
import { addRegisters, clearRegisters, copyRegisters } from './register-set.ts';
import { ZeroValues } from './zero-values.ts';

/** How far a program looks like a learner; each includes the one before. See `ValidityFilter`. */
export type Validity = 'invalid' | 'weak' | 'strict';

/**
 * Tells programs that might learn from those that cannot, without running them. It brings prior knowledge into a
 * search, namely what a learner has to look like:
 *
 * - *weak*: the prediction depends on the features of the same example and on a register that comes from earlier steps
 *   and whose update depends on the label, if need be by way of other registers and over several steps;
 * - *strict*: and the update of one such register depends on that register itself, in the same sense: it accumulates.
 *   The way may lead through the prediction, so that every update driven by an error qualifies.
 *
 * Dependence is read off the flow of data, except that a result which is always zero depends on nothing (`ZeroValues`);
 * so nothing is refused that could qualify, but for programs that live on overflow. Refused by design are predictions
 * from features alone or without features and, by *strict*, from parameters that each step makes anew without regard
 * to error and past.
 *
 * Holds scratch memory: make one for each search and use it for every candidate.
 */
export class ValidityFilter {
  readonly #numbering = new RegisterNumbering();
  readonly #zeroValues = new ZeroValues(this.#numbering);
  /** By instruction: 1 if its result is known to depend on nothing. */
  #constant: Uint8Array = new Uint8Array(0);
  /** By instruction: 0, for `#constant` while zeros are not looked for. */
  #noConstant = new Uint8Array(0);
  /** By register: 1 if its value is needed at the point that a walk has reached. */
  #live = new Uint8Array(0);
  /** By register: 1 if the prediction depends on what it holds when the step starts. */
  #inputs = new Uint8Array(0);
  /** By register: 1 for the one input that is asked about. */
  #input = new Uint8Array(0);
  /** By register: 1 if what is asked for depends on what it holds when some step starts. */
  #reached = new Uint8Array(0);
  /** By register: 1 if a result that is asked for is written to it. */
  #visited = new Uint8Array(0);
  /** By register: 1 if Predict writes it. */
  #writtenByPredict = new Uint8Array(0);

  /** How far a program looks like a learner. */
  judge(program: Program, outputs: OutputKind): Validity {
    // Zeros are looked for only where data flow alone does not refuse the program: nearly all random ones are.
    if (!this.stepMayPass(program, outputs)) return 'invalid';
    this.#numbering.numberRange(program, 0, program.lengths[0]);
    this.#reserveRegisters();
    if (this.#zeroValues.analyse(program)) {
      this.#constant = this.#zeroValues.results;
      if (!this.#findInputs(program) || !this.#dependsOnLabel(program, this.#inputs, NO_REGISTER)) return 'invalid';
    }
    return this.#hasAccumulator(program) ? 'strict' : 'weak';
  }

  /**
   * Quick test of Predict alone: whether the data flow to the prediction starts at the features and at some other
   * register. Whatever fails it is invalid, with any Setup and any Learn.
   */
  predictMayPass(program: Program, outputs: OutputKind): boolean {
    const { lengths } = program;
    const instructions = instructionCount(program);
    if (instructions > this.#noConstant.length) this.#noConstant = new Uint8Array(2 * instructions);
    this.#constant = this.#noConstant;
    // Functions are numbered as they are needed: most programs are refused for their Predict.
    this.#numbering.begin(program, outputs);
    this.#numbering.numberRange(program, lengths[0], lengths[0] + lengths[1]);
    this.#reserveRegisters();
    return this.#findInputs(program);
  }

  /** Quick test of Predict and Learn: also, the label flows there. Whatever fails it is invalid, with any Setup. */
  stepMayPass(program: Program, outputs: OutputKind): boolean {
    if (!this.predictMayPass(program, outputs)) return false;
    const known = this.#numbering.count;
    this.#numbering.numberRange(program, program.lengths[0] + program.lengths[1], instructionCount(program));
    this.#reserveRegisters();
    for (let register = known; register < this.#numbering.count; register++) this.#inputs[register] = 0;
    this.#findWrites(program);
    return this.#dependsOnLabel(program, this.#inputs, NO_REGISTER);
  }

  /** Makes room for the registers that have numbers. What is known of them is kept. */
  #reserveRegisters(): void {
    const registers = this.#numbering.count;
    if (registers <= this.#live.length) return;
    this.#live = larger(this.#live, 2 * registers);
    this.#inputs = larger(this.#inputs, 2 * registers);
    this.#input = larger(this.#input, 2 * registers);
    this.#reached = larger(this.#reached, 2 * registers);
    this.#visited = larger(this.#visited, 2 * registers);
    this.#writtenByPredict = larger(this.#writtenByPredict, 2 * registers);
  }

  /** Fills `#inputs`; says whether it holds anything and the prediction depends on the features, too. */
  #findInputs({ lengths }: Program): boolean {
    const { count } = this.#numbering;
    const live = this.#live;
    clearRegisters(live, count);
    live[PREDICTION] = 1;
    this.#walkBack(lengths[0], lengths[0] + lengths[1]);
    const usesFeatures = live[FEATURES] === 1;
    this.#leaveFunction();
    clearRegisters(this.#inputs, count);
    return addRegisters(live, this.#inputs, count) && usesFeatures;
  }

  #findWrites({ lengths }: Program): void {
    const { count, written } = this.#numbering;
    clearRegisters(this.#writtenByPredict, count);
    const end = lengths[0] + lengths[1];
    for (let i = lengths[0]; i < end; i++) this.#writtenByPredict[written[i]!] = 1;
  }

  /** Whether an input of the prediction depends on the label and on itself. */
  #hasAccumulator(program: Program): boolean {
    const { count } = this.#numbering;
    const input = this.#input;
    clearRegisters(input, count);
    for (let register = PREDICTION; register < count; register++) {
      if (this.#inputs[register] === 0) continue;
      input[register] = 1;
      if (this.#dependsOnLabel(program, input, register)) return true;
      input[register] = 0;
    }
    return false;
  }

  /**
   * Whether the next values of some registers depend, over any number of steps, on the label, and on what an earlier
   * step wrote to the register `itself`, unless that is `NO_REGISTER`. A step is Predict, then Learn in training.
   */
  #dependsOnLabel({ lengths }: Program, registers: Uint8Array, itself: number): boolean {
    const { count } = this.#numbering;
    const predictStart = lengths[0];
    const learnStart = predictStart + lengths[1];
    const end = learnStart + lengths[2];
    const live = this.#live;
    const reached = this.#reached;
    const visited = this.#visited;
    clearRegisters(reached, count);
    let wanted = registers;
    let usesLabel = false;
    let usesItself = itself === NO_REGISTER;
    let grew: boolean;
    do {
      clearRegisters(visited, count);
      copyRegisters(wanted, live, count);
      this.#walkBack(learnStart, end);
      usesLabel ||= live[LABEL] === 1;
      this.#leaveFunction();
      // In validation no Learn comes between, so what Predict wrote can be a next value. What it left alone is none.
      for (let register = 0; register < count; register++) {
        live[register]! |= wanted[register]! & this.#writtenByPredict[register]!;
      }
      this.#walkBack(predictStart, learnStart);
      this.#leaveFunction();
      // The first round visits the registers' own last updates; every later one, what earlier steps did for them.
      if (wanted === reached) usesItself ||= visited[itself] === 1;
      grew = addRegisters(live, reached, count);
      wanted = reached;
    } while (grew && !(usesLabel && usesItself));
    return usesLabel && usesItself;
  }

  /** Walks back over the instructions of a function, from what is needed after it to what is needed before it. */
  #walkBack(start: number, end: number): void {
    const { firstRead, secondRead, written } = this.#numbering;
    const live = this.#live;
    const visited = this.#visited;
    const constant = this.#constant;
    // Without branches: which instructions are needed cannot be predicted.
    for (let i = end - 1; i >= start; i--) {
      const out = written[i]!;
      const isNeeded = live[out]!;
      live[out] = 0;
      visited[out]! |= isNeeded;
      const needsOperands = isNeeded & ~constant[i]!;
      live[firstRead[i]!]! |= needsOperands;
      live[secondRead[i]!]! |= needsOperands;
      live[NO_REGISTER] = 0;
    }
  }

  /** What is needed of features and label comes from the protocol, not from what ran before. */
  #leaveFunction(): void {
    this.#live[FEATURES] = 0;
    this.#live[LABEL] = 0;
  }
}

function larger(set: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(length);
  result.set(set);
  return result;
}

/** How far one program looks like a learner; see `ValidityFilter`, which is for many. */
export function validity(program: Program, outputs: OutputKind): Validity {
  return new ValidityFilter().judge(program, outputs);
}
