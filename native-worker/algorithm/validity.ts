import type { OutputKind } from './output-kind.ts';
import { instructionCount, type Program } from './program.ts';
import { RegisterNumbering } from './register-numbering.ts';
import type { StepFlow } from './step-flow.ts';
import { WideStepFlow } from './wide-step-flow.ts';
import { WordStepFlow } from './word-step-flow.ts';
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
  readonly #wordFlow = new WordStepFlow(this.#numbering);
  readonly #wideFlow = new WideStepFlow(this.#numbering);

  /** How far a program looks like a learner. */
  judge(program: Program, outputs: OutputKind): Validity {
    // Zeros are looked for only where data flow alone does not refuse the program: nearly all random ones are.
    if (!this.stepMayPass(program, outputs)) return 'invalid';
    const { fitsWord } = this.#numbering;
    this.#numbering.numberRange(program, 0, program.lengths[0]);
    const flow = this.#flow();
    if (this.#zeroValues.analyse(program)) {
      this.#forgetReadsOfZeros(program);
      if (!flow.findInputs(program) || !flow.inputsDependOnLabel(program)) return 'invalid';
    } else if (fitsWord !== this.#numbering.fitsWord) {
      flow.findInputs(program);
      flow.inputsDependOnLabel(program);
    }
    return flow.hasAccumulator(program) ? 'strict' : 'weak';
  }

  /**
   * Quick test of Predict alone: whether the data flow to the prediction starts at the features and at some other
   * register. Whatever fails it is invalid, with any Setup and any Learn.
   */
  predictMayPass(program: Program, outputs: OutputKind): boolean {
    const { lengths } = program;
    // Functions are numbered as they are needed: most programs are refused for their Predict.
    this.#numbering.begin(program, outputs);
    this.#numbering.numberRange(program, lengths[0], lengths[0] + lengths[1]);
    return this.#flow().findInputs(program);
  }

  /** Quick test of Predict and Learn: also, the label flows there. Whatever fails it is invalid, with any Setup. */
  stepMayPass(program: Program, outputs: OutputKind): boolean {
    if (!this.predictMayPass(program, outputs)) return false;
    const { fitsWord } = this.#numbering;
    this.#numbering.numberRange(program, program.lengths[0] + program.lengths[1], instructionCount(program));
    const flow = this.#flow();
    if (fitsWord !== this.#numbering.fitsWord) flow.findInputs(program);
    return flow.inputsDependOnLabel(program);
  }

  #flow(): StepFlow {
    return this.#numbering.fitsWord ? this.#wordFlow : this.#wideFlow;
  }

  /** A result that is always zero depends on nothing. */
  #forgetReadsOfZeros({ lengths }: Program): void {
    const { results } = this.#zeroValues;
    const end = lengths[0] + lengths[1] + lengths[2];
    for (let i = lengths[0]; i < end; i++) if (results[i] === 1) this.#numbering.forgetReads(i);
  }
}

/** How far one program looks like a learner; see `ValidityFilter`, which is for many. */
export function validity(program: Program, outputs: OutputKind): Validity {
  return new ValidityFilter().judge(program, outputs);
}
