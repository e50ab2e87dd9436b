import { SCALAR_LABEL_ADDRESS, SCALAR_PREDICTION_ADDRESS } from '../algorithm/output-kind.ts';
import { sigmoid } from '../numerics/sigmoid.ts';
import type { Memory } from './memory.ts';
import type { OutputRules, Scores } from './output-rules.ts';

/** Labels in s0, predictions in s1: what regression and two classes share. */
abstract class ScalarRules {
  protected readonly label: Float64Array;
  protected readonly prediction: Float64Array;

  constructor(memory: Memory) {
    this.label = memory.use('scalar', SCALAR_LABEL_ADDRESS);
    this.prediction = memory.use('scalar', SCALAR_PREDICTION_ADDRESS);
  }

  hideLabels(lanes: number): void {
    for (let lane = 0; lane < lanes; lane++) this.label[lane] = 0;
  }

  showLabels(labels: Float64Array, lanes: number): void {
    for (let lane = 0; lane < lanes; lane++) this.label[lane] = labels[lane]!;
  }
}

/** Labels are numbers, and the loss is the mean square error (reference: executor.h, RMS_ERROR). */
export class RegressionRules extends ScalarRules implements OutputRules {
  scoreTraining(labels: Float64Array, lanes: number, { errors, predictions }: Scores): void {
    for (let lane = 0; lane < lanes; lane++) {
      const prediction = this.prediction[lane]!;
      predictions[lane] = prediction;
      errors[lane] = Math.abs(labels[lane]! - prediction);
    }
  }

  scoreValidation(labels: Float64Array, lanes: number, scores: Scores): void {
    this.scoreTraining(labels, lanes, scores);
  }

  addLosses(errors: Float64Array, lanes: number, losses: Float64Array): void {
    for (let lane = 0; lane < lanes; lane++) losses[lane] = losses[lane]! + errors[lane]! * errors[lane]!;
  }
}

/** Labels are 0 or 1, s1 is a logit, and the loss is the share of wrong classes (reference: executor.h, ACCURACY). */
export class BinaryRules extends ScalarRules implements OutputRules {
  private readonly normalisesInValidation: boolean;

  constructor(memory: Memory, normalisesInValidation: boolean) {
    super(memory);
    this.normalisesInValidation = normalisesInValidation;
  }

  scoreTraining(labels: Float64Array, lanes: number, { errors, predictions }: Scores): void {
    for (let lane = 0; lane < lanes; lane++) {
      const probability = sigmoid(this.prediction[lane]!);
      this.prediction[lane] = probability;
      predictions[lane] = probability;
      errors[lane] = Math.abs(labels[lane]! - probability);
    }
  }

  /** A probability of exactly 0.5 means class 0, and so does NaN. */
  scoreValidation(labels: Float64Array, lanes: number, { errors, predictions }: Scores): void {
    for (let lane = 0; lane < lanes; lane++) {
      const probability = sigmoid(this.prediction[lane]!);
      if (this.normalisesInValidation) this.prediction[lane] = probability;
      predictions[lane] = probability;
      errors[lane] = labels[lane]! > 0.5 === probability > 0.5 ? 0 : 1;
    }
  }

  addLosses(errors: Float64Array, lanes: number, losses: Float64Array): void {
    for (let lane = 0; lane < lanes; lane++) losses[lane] = losses[lane]! + errors[lane]!;
  }
}
