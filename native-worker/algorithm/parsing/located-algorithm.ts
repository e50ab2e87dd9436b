import type { TextPosition } from '../algorithm-syntax-error.ts';
import type { ProblemPlace } from '../check-algorithm.ts';
import type { Algorithm } from '../instruction.ts';

/** An algorithm that was read from a text, not yet checked, and where in the text its parts stand. */
export interface LocatedAlgorithm {
  readonly algorithm: Algorithm;
  /** Where the text says what is wrong with the algorithm. */
  readonly locate: (place: ProblemPlace) => TextPosition;
}
