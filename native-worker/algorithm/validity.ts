import type { OutputKind } from './output-kind.ts';
import { instructionCount, type Program } from './program.ts';
import { FEATURES, LABEL, NO_REGISTER, PREDICTION, RegisterNumbering } from './register-numbering.ts';
import { addRegisters } from './register-set.ts';
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
  /** By instruction: 1 if its result depends on nothing. */
  #constant: Uint8Array = new Uint8Array(0);
  /** By instruction: 0, for `#constant` while zeros are not looked for. */
  #noConstant = new Uint8Array(0);
  /** By register: 1 if its value is needed at the point that a walk has reached. */
  #live = new Uint8Array(0);
  /** By register: 1 if the prediction depends on what it holds when the step starts. */
  #inputs = new Uint8Array(0);
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
    this.#constant = this.#zeroValues.analyse(program);
    if (!this.#findInputs(program) || !this.#dependsOnLabel(program, this.#inputs, NO_REGISTER)) return 'invalid';
    return this.#hasAccumulator(program) ? 'strict' : 'weak';
  }

  /**
   * Quick test of Predict alone: whether the data flow to the prediction starts at the features and at some other
   * register. Whatever fails it is invalid, with any Setup and any Learn.
   */
  predictMayPass(program: Program, outputs: OutputKind): boolean {
    this.#prepare(program, outputs);
    return this.#findInputs(program);
  }

  /** Quick test of Predict and Learn: also, the label flows there. Whatever fails it is invalid, with any Setup. */
  stepMayPass(program: Program, outputs: OutputKind): boolean {
    if (!this.predictMayPass(program, outputs)) return false;
    this.#findWrites(program);
    return this.#dependsOnLabel(program, this.#inputs, NO_REGISTER);
  }

  #prepare(program: Program, outputs: OutputKind): void {
    this.#numbering.number(program, outputs);
    const instructions = instructionCount(program);
    if (instructions > this.#noConstant.length) this.#noConstant = new Uint8Array(2 * instructions);
    this.#constant = this.#noConstant;
    const registers = this.#numbering.count;
    if (registers <= this.#live.length) return;
    this.#live = new Uint8Array(2 * registers);
    this.#inputs = new Uint8Array(2 * registers);
    this.#reached = new Uint8Array(2 * registers);
    this.#visited = new Uint8Array(2 * registers);
    this.#writtenByPredict = new Uint8Array(2 * registers);
  }

  /** Fills `#inputs`; says whether it holds anything and the prediction depends on the features, too. */
  #findInputs({ lengths: [setup, predict] }: Program): boolean {
    const live = this.#live.fill(0, 0, this.#numbering.count);
    live[PREDICTION] = 1;
    this.#walkBack(setup, setup + predict);
    const usesFeatures = live[FEATURES] === 1;
    this.#leaveFunction();
    return addRegisters(live, this.#inputs.fill(0, 0, this.#numbering.count), this.#numbering.count) && usesFeatures;
  }

  #findWrites({ lengths: [setup, predict] }: Program): void {
    const { count, written } = this.#numbering;
    this.#writtenByPredict.fill(0, 0, count);
    for (let i = setup; i < setup + predict; i++) this.#writtenByPredict[written[i]!] = 1;
  }

  /** Whether an input of the prediction depends on the label and on itself. */
  #hasAccumulator(program: Program): boolean {
    const seed = new Uint8Array(this.#numbering.count);
    for (let register = PREDICTION; register < seed.length; register++) {
      if (this.#inputs[register] === 0) continue;
      seed[register] = 1;
      if (this.#dependsOnLabel(program, seed, register)) return true;
      seed[register] = 0;
    }
    return false;
  }

  /**
   * Whether the next values of some registers depend, over any number of steps, on the label, and on what an earlier
   * step wrote to the register `itself`, unless that is `NO_REGISTER`. A step is Predict, then Learn in training.
   */
  #dependsOnLabel({ lengths: [setup, predict, learn] }: Program, registers: Uint8Array, itself: number): boolean {
    const { count } = this.#numbering;
    const live = this.#live;
    const reached = this.#reached.fill(0, 0, count);
    let wanted = registers;
    let usesLabel = false;
    let usesItself = itself === NO_REGISTER;
    let grew: boolean;
    do {
      const visited = this.#visited.fill(0, 0, count);
      live.set(wanted);
      this.#walkBack(setup + predict, setup + predict + learn);
      usesLabel ||= live[LABEL] === 1;
      this.#leaveFunction();
      // In validation no Learn comes between, so what Predict wrote can be a next value. What it left alone is none.
      for (let register = 0; register < count; register++) {
        live[register]! |= wanted[register]! & this.#writtenByPredict[register]!;
      }
      this.#walkBack(setup, setup + predict);
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
    for (let i = end - 1; i >= start; i--) {
      const out = written[i]!;
      if (live[out] === 0) continue;
      live[out] = 0;
      this.#visited[out] = 1;
      if (this.#constant[i] === 1) continue;
      live[firstRead[i]!] = 1;
      live[secondRead[i]!] = 1;
      live[NO_REGISTER] = 0;
    }
  }

  /** What is needed of features and label comes from the protocol, not from what ran before. */
  #leaveFunction(): void {
    this.#live[FEATURES] = 0;
    this.#live[LABEL] = 0;
  }
}

/** How far one program looks like a learner; see `ValidityFilter`, which is for many. */
export function validity(program: Program, outputs: OutputKind): Validity {
  return new ValidityFilter().judge(program, outputs);
}
