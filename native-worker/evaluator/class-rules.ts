import { VECTOR_LABEL_ADDRESS, VECTOR_PREDICTION_ADDRESS } from '../algorithm/output-kind.ts';
import { largestIndex } from '../numerics/largest-index.ts';
import { softmax } from '../numerics/softmax.ts';
import type { Memory } from './memory.ts';
import type { OutputRules, Scores } from './output-rules.ts';

/**
 * Several classes: the one-hot label in v1, the prediction in the first entries of v2, one a class. The loss is the
 * share of wrong classes. (Ours: the reference reserves the addresses and has no protocol for them.)
 */
export class ClassRules implements OutputRules {
  private readonly label: Float64Array;
  private readonly prediction: Float64Array;
  private readonly features: number;
  private readonly classes: number;

  constructor(memory: Memory, classes: number) {
    this.label = memory.use('vector', VECTOR_LABEL_ADDRESS);
    this.prediction = memory.use('vector', VECTOR_PREDICTION_ADDRESS);
    this.features = memory.features;
    this.classes = classes;
  }

  hideLabels(lanes: number): void {
    this.label.fill(0, 0, lanes * this.features);
  }

  showLabels(labels: Float64Array, lanes: number): void {
    this.hideLabels(lanes);
    for (let lane = 0; lane < lanes; lane++) this.label[lane * this.features + labels[lane]!] = 1;
  }

  /** v2 becomes the softmax of its first entries, and 0 beyond; the error is the largest |one-hot label - v2|. */
  scoreTraining(labels: Float64Array, lanes: number, { errors, predictions }: Scores): void {
    const { prediction, features, classes } = this;
    for (let lane = 0; lane < lanes; lane++) {
      const start = lane * features;
      softmax(prediction, start, classes);
      prediction.fill(0, start + classes, start + features);
      let error = 0;
      for (let k = 0; k < classes; k++) {
        const difference = Math.abs((k === labels[lane] ? 1 : 0) - prediction[start + k]!);
        // Written so that NaN wins and stays.
        if (!(difference <= error)) error = difference;
      }
      errors[lane] = error;
      predictions[lane] = error;
    }
  }

  /** v2 stays as it is. The class is the lowest index of the largest entry; a NaN among the entries counts as wrong. */
  scoreValidation(labels: Float64Array, lanes: number, { errors, predictions }: Scores): void {
    for (let lane = 0; lane < lanes; lane++) {
      const predicted = largestIndex(this.prediction, lane * this.features, this.classes);
      predictions[lane] = predicted;
      errors[lane] = predicted === labels[lane] ? 0 : 1;
    }
  }

  addLosses(errors: Float64Array, lanes: number, losses: Float64Array): void {
    for (let lane = 0; lane < lanes; lane++) losses[lane] = losses[lane]! + errors[lane]!;
  }
}
