import type { Program } from './program.ts';
import { FEATURES, LABEL, NO_REGISTER, PREDICTION, type RegisterNumbering } from './register-numbering.ts';
import { addRegisters, clearRegisters, copyRegisters } from './register-set.ts';
import type { StepFlow } from './step-flow.ts';

/** The flow of data in programs of however many registers. Holds scratch memory. See `WordStepFlow` for few. */
export class WideStepFlow implements StepFlow {
  readonly #numbering: RegisterNumbering;
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
  /** Registers that had numbers when `#inputs` was filled. */
  #inputsCount = 0;

  /** @param numbering the registers' numbers, for the program that is asked about */
  constructor(numbering: RegisterNumbering) {
    this.#numbering = numbering;
  }

  /** Makes room for the registers that have numbers. What is known of them is kept. */
  #reserve(): void {
    const registers = this.#numbering.count;
    if (registers <= this.#live.length) return;
    this.#live = larger(this.#live, 2 * registers);
    this.#inputs = larger(this.#inputs, 2 * registers);
    this.#input = larger(this.#input, 2 * registers);
    this.#reached = larger(this.#reached, 2 * registers);
    this.#visited = larger(this.#visited, 2 * registers);
    this.#writtenByPredict = larger(this.#writtenByPredict, 2 * registers);
  }

  findInputs({ lengths }: Program): boolean {
    this.#reserve();
    const { count } = this.#numbering;
    const live = this.#live;
    clearRegisters(live, count);
    live[PREDICTION] = 1;
    this.#walkBack(lengths[0], lengths[0] + lengths[1]);
    const usesFeatures = live[FEATURES] === 1;
    this.#leaveFunction();
    clearRegisters(this.#inputs, count);
    this.#inputsCount = count;
    return addRegisters(live, this.#inputs, count) && usesFeatures;
  }

  inputsDependOnLabel(program: Program): boolean {
    const known = this.#inputsCount;
    this.#reserve();
    // Functions that were numbered since then may have brought more registers.
    for (let register = known; register < this.#numbering.count; register++) this.#inputs[register] = 0;
    this.#inputsCount = this.#numbering.count;
    this.#findWrites(program);
    return this.#dependsOnLabel(program, this.#inputs, NO_REGISTER);
  }

  #findWrites({ lengths }: Program): void {
    const { count, written } = this.#numbering;
    clearRegisters(this.#writtenByPredict, count);
    const end = lengths[0] + lengths[1];
    for (let i = lengths[0]; i < end; i++) this.#writtenByPredict[written[i]!] = 1;
  }

  hasAccumulator(program: Program): boolean {
    const { count } = this.#numbering;
    const input = this.#input;
    clearRegisters(input, count);
    for (let register = PREDICTION; register < this.#inputsCount; register++) {
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
    // Without branches: which instructions are needed cannot be predicted.
    for (let i = end - 1; i >= start; i--) {
      const out = written[i]!;
      const isNeeded = live[out]!;
      live[out] = 0;
      visited[out]! |= isNeeded;
      live[firstRead[i]!]! |= isNeeded;
      live[secondRead[i]!]! |= isNeeded;
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
