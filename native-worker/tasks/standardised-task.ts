import { epochOrders } from './epoch-orders.ts';
import { fitStandardisation, standardise } from './standardisation.ts';
import type { Task } from './task-set.ts';

/** Examples as they come from a data set: rows x `columns` features, and a label each. */
export interface RawExamples {
  readonly features: Float64Array;
  readonly labels: Float64Array;
}

/**
 * A task of given examples, its features (and its labels, where they are numbers to be predicted) standardised with
 * the mean and deviation of its training examples alone: no validation example has a say in what is trained on.
 */
export function standardisedTask(
  seed: number,
  columns: number,
  epochs: number,
  labels: 'numbers' | 'classes',
  train: RawExamples,
  valid: RawExamples,
): Task {
  const forFeatures = fitStandardisation(train.features, columns);
  const forLabels = fitStandardisation(train.labels, 1);
  const ready = (raw: Float64Array): Float64Array => (labels === 'numbers' ? standardise(raw, forLabels) : raw);
  return {
    seed,
    trainCount: train.labels.length,
    validCount: valid.labels.length,
    trainFeatures: standardise(train.features, forFeatures),
    trainLabels: ready(train.labels),
    validFeatures: standardise(valid.features, forFeatures),
    validLabels: ready(valid.labels),
    epochOrders: epochOrders(seed, train.labels.length, epochs),
  };
}
