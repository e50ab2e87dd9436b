import type { Program } from './program.ts';
import { FEATURES, LABEL, NO_REGISTER, PREDICTION, type RegisterNumbering } from './register-numbering.ts';
import type { StepFlow } from './step-flow.ts';

const FEATURES_BIT = 1 << FEATURES;
const LABEL_BIT = 1 << LABEL;
const PREDICTION_BIT = 1 << PREDICTION;

/**
 * The flow of data in programs of so few registers that a word holds a set of them (`RegisterNumbering.fitsWord`): says
 * what `WideStepFlow` says, in a fraction of the time.
 */
export class WordStepFlow implements StepFlow {
  readonly #numbering: RegisterNumbering;
  /** The registers that the prediction depends on when a step starts. */
  #inputs = 0;
  /** The registers that Predict writes. */
  #writtenByPredict = 0;
  /** The registers to which a walk back finds something written that is needed; gathered over walks. */
  #visited = 0;

  /** @param numbering the registers' numbers, for the program that is asked about */
  constructor(numbering: RegisterNumbering) {
    this.#numbering = numbering;
  }

  findInputs({ lengths }: Program): boolean {
    const needed = this.#walkBack(lengths[0], lengths[0] + lengths[1], PREDICTION_BIT);
    this.#inputs = needed & ~(FEATURES_BIT | LABEL_BIT);
    return this.#inputs !== 0 && (needed & FEATURES_BIT) !== 0;
  }

  inputsDependOnLabel(program: Program): boolean {
    this.#writtenByPredict = this.#writes(program.lengths[0], program.lengths[0] + program.lengths[1]);
    return this.#dependsOnLabel(program, this.#inputs, NO_REGISTER);
  }

  hasAccumulator(program: Program): boolean {
    for (let left = this.#inputs; left !== 0; left &= left - 1) {
      const lowest = left & -left;
      if (this.#dependsOnLabel(program, lowest, 31 - Math.clz32(lowest))) return true;
    }
    return false;
  }

  #writes(start: number, end: number): number {
    const { written } = this.#numbering;
    let set = 0;
    for (let i = start; i < end; i++) set |= 1 << written[i]!;
    return set;
  }

  /**
   * Whether the next values of some registers depend, over any number of steps, on the label, and on what an earlier
   * step wrote to the register `itself`, unless that is `NO_REGISTER`. A step is Predict, then Learn in training.
   */
  #dependsOnLabel({ lengths }: Program, registers: number, itself: number): boolean {
    const predictStart = lengths[0];
    const learnStart = predictStart + lengths[1];
    const end = learnStart + lengths[2];
    let reached = 0;
    let wanted = registers;
    let usesLabel = false;
    let usesItself = itself === NO_REGISTER;
    for (let isFirst = true; ; isFirst = false) {
      this.#visited = 0;
      const beforeLearn = this.#walkBack(learnStart, end, wanted);
      usesLabel ||= (beforeLearn & LABEL_BIT) !== 0;
      // In validation no Learn comes between, so what Predict wrote can be a next value. What it left alone is none.
      const afterPredict = (beforeLearn & ~(FEATURES_BIT | LABEL_BIT)) | (wanted & this.#writtenByPredict);
      const atStart = this.#walkBack(predictStart, learnStart, afterPredict) & ~(FEATURES_BIT | LABEL_BIT);
      // The first round visits the registers' own last updates; every later one, what earlier steps did for them.
      if (!isFirst) usesItself ||= ((this.#visited >>> itself) & 1) === 1;
      if (usesLabel && usesItself) return true;
      if ((atStart & ~reached) === 0) return false;
      reached |= atStart;
      wanted = reached;
    }
  }

  /** Walks back over the instructions of a function, from what is needed after it to what is needed before it. */
  #walkBack(start: number, end: number, neededAfter: number): number {
    const { readSet, written } = this.#numbering;
    let live = neededAfter;
    let visited = this.#visited;
    // Without branches: which instructions are needed cannot be predicted.
    for (let i = end - 1; i >= start; i--) {
      const out = 1 << written[i]!;
      visited |= live & out;
      const isNeeded = (live >>> written[i]!) & 1;
      live = (live & ~out) | (readSet[i]! & -isNeeded);
    }
    this.#visited = visited;
    return live;
  }
}
