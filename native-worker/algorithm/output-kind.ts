import type { RegisterKind } from './register-kind.ts';

/**
 * What a task asks an algorithm to give out.
 *
 * - `scalar`: label in s0, prediction in s1 (paper, section 2).
 * - `vector`: several classes. v1 is zero while Setup and Predict run and the one-hot label while Learn runs;
 *   v2 is the prediction (ours: neither paper nor reference defines the protocol).
 */
export type OutputKind = 'scalar' | 'vector';

/** Features stand in v0, whatever the output kind. */
export const FEATURES_ADDRESS = 0;
/** Scalar outputs: the label's address; zero unless Learn runs. */
export const SCALAR_LABEL_ADDRESS = 0;
/** Scalar outputs: the prediction's address. */
export const SCALAR_PREDICTION_ADDRESS = 1;
/** Vector outputs: the one-hot label's address; zero unless Learn runs. */
export const VECTOR_LABEL_ADDRESS = 1;
/** Vector outputs: the prediction's address. */
export const VECTOR_PREDICTION_ADDRESS = 2;

/**
 * The lowest address that a random instruction may write: label and features are out of reach
 * (reference: random_generator.cc), and so is the one-hot label of vector outputs, which stands in v1.
 */
export function firstWritable(kind: RegisterKind, outputs: OutputKind): number {
  switch (kind) {
    case 'scalar':
      return SCALAR_LABEL_ADDRESS + 1;
    case 'vector':
      return outputs === 'vector' ? VECTOR_LABEL_ADDRESS + 1 : FEATURES_ADDRESS + 1;
    case 'matrix':
      return 0;
  }
}
