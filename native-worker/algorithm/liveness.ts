import type { OutputKind } from './output-kind.ts';
import type { Program } from './program.ts';
import { FEATURES, LABEL, NO_REGISTER, PREDICTION, RegisterNumbering } from './register-numbering.ts';
import { addRegisters, clearRegisters, copyRegisters } from './register-set.ts';

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
