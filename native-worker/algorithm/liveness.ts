import type { OutputKind } from './output-kind.ts';
import type { Program } from './program.ts';
import { FEATURES, LABEL, NO_REGISTER, PREDICTION, RegisterNumbering } from './register-numbering.ts';
import { addRegisters, clearRegisters, copyRegisters } from './register-set.ts';

/** As a word: the registers that the protocol writes before it runs a function of a step. */
const PROTOCOL_WRITES = (1 << FEATURES) | (1 << LABEL);

/**
 * Finds the instructions that can make a difference to a prediction. Holds scratch memory: make one and use it often.
 *
 * A backward fixed point over the order in which an evaluation runs the functions: Setup; then Predict, each followed
 * by Learn (training) or by another Predict (validation); Learn is followed by Predict. Features and label are written
 * by the protocol before Predict and before Learn, so what the program writes there dies with the function. The
 * prediction is read after every Predict; that training turns it into its sigmoid or softmax reads it, too. A partial
 * write (ops 57, 58) reads its output, so it ends no life.
 */
export class Liveness {
  readonly numbering: RegisterNumbering;
  /** By instruction: 1 if it is live. */
  #needed = new Uint8Array(0);
  /** By register: 1 if its value is needed at the point that the analysis has reached. */
  #live = new Uint8Array(0);
  /** By register: 1 if its value is needed where Predict starts. */
  #beforePredict = new Uint8Array(0);

  /** @param numbering scratch memory to share with other analyses; its content is overwritten */
  constructor(numbering = new RegisterNumbering()) {
    this.numbering = numbering;
  }

  /** The mask of the program analysed last: see `analyse`. */
  get needed(): Uint8Array {
    return this.#needed;
  }

  /**
   * By register of the program analysed last: 1 if its value is needed where Predict starts, so that steps may hand it
   * on. Features and label are none, since the protocol writes them. Scratch memory, as for `analyse`.
   */
  get carried(): Uint8Array {
    return this.#beforePredict;
  }

  /**
   * Numbers a program's registers and marks its live instructions: 1 at the index of each one. NO_OPs are never live.
   * The mask is scratch memory, valid until the next call and possibly longer than the program.
   */
  analyse(program: Program, outputs: OutputKind): Uint8Array {
    this.numbering.number(program, outputs);
    const { lengths } = program;
    const predictStart = lengths[0];
    const learnStart = predictStart + lengths[1];
    const end = learnStart + lengths[2];
    const { count } = this.numbering;
    this.#reserve(end);
    if (this.numbering.fitsWord) {
      this.#analyseWords(predictStart, learnStart, end);
      return this.#needed;
    }
    const live = this.#live;
    const beforePredict = this.#beforePredict;
    clearRegisters(beforePredict, count);
    do {
      copyRegisters(beforePredict, live, count);
      this.#sweep(learnStart, end);
      this.#endLives();
      // Here `live` is what Learn needs: Predict hands it on, beside what the next Predict needs.
      addRegisters(beforePredict, live, count);
      live[PREDICTION] = 1;
      this.#sweep(predictStart, learnStart);
      this.#endLives();
    } while (addRegisters(live, beforePredict, count));
    copyRegisters(beforePredict, live, count);
    this.#sweep(0, predictStart);
    return this.#needed;
  }

  /** The same on sets of registers as words, for programs with few registers: the common case, several times as fast. */
  #analyseWords(predictStart: number, learnStart: number, end: number): void {
    let carried = 0;
    let before: number;
    do {
      before = carried;
      // What Learn needs is handed on by Predict, beside what the next Predict needs.
      const afterPredict = carried | this.#sweepWord(learnStart, end, carried) | (1 << PREDICTION);
      carried |= this.#sweepWord(predictStart, learnStart, afterPredict);
    } while (carried !== before);
    this.#sweepWord(0, predictStart, carried);
    const { count } = this.numbering;
    for (let register = 0; register < count; register++) this.#beforePredict[register] = (carried >>> register) & 1;
  }

  /** Walks back over a function as `#sweep` and `#endLives` do, from the set needed after it to the one before it. */
  #sweepWord(start: number, end: number, neededAfter: number): number {
    const { readSet, written } = this.numbering;
    const needed = this.#needed;
    let live = neededAfter;
    for (let i = end - 1; i >= start; i--) {
      const out = written[i]!;
      const isNeeded = (live >>> out) & 1;
      needed[i] = isNeeded;
      live = (live & ~(1 << out)) | (readSet[i]! & -isNeeded);
    }
    return live & ~PROTOCOL_WRITES;
  }

  /**
   * Walks back over the instructions of a function, from what is needed after it to what is needed before it. More is
   * needed from one walk to the next, so the last one marks all that are live.
   */
  #sweep(start: number, end: number): void {
    const { firstRead, secondRead, written } = this.numbering;
    const live = this.#live;
    const needed = this.#needed;
    // Without branches: which instructions are needed cannot be predicted.
    for (let i = end - 1; i >= start; i--) {
      const out = written[i]!;
      const isNeeded = live[out]!;
      needed[i] = isNeeded;
      live[out] = 0;
      live[firstRead[i]!]! |= isNeeded;
      live[secondRead[i]!]! |= isNeeded;
      live[NO_REGISTER] = 0;
    }
  }

  /** The protocol is about to write features and label. */
  #endLives(): void {
    this.#live[FEATURES] = 0;
    this.#live[LABEL] = 0;
  }

  #reserve(instructions: number): void {
    const registers = this.numbering.count;
    if (instructions > this.#needed.length) this.#needed = new Uint8Array(2 * instructions);
    if (registers > this.#live.length) {
      this.#live = new Uint8Array(2 * registers);
      this.#beforePredict = new Uint8Array(2 * registers);
    }
  }
}

/** A mask of a program's live instructions, for listings that mark dead code: 1 at the index of each live one. */
export function liveInstructions(program: Program, outputs: OutputKind): Uint8Array {
  const [setup, predict, learn] = program.lengths;
  return new Liveness().analyse(program, outputs).slice(0, setup + predict + learn);
}
