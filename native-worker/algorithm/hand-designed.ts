import { constantText } from './constant-text.ts';
import type { Algorithm } from './instruction.ts';
import { parseListing } from './parse-algorithm.ts';

/** Settings of the hand-designed learners; defaults are the reference's (generator.h). */
export interface LearnerSettings {
  /** 0.01 unless given. */
  readonly learningRate?: number;
}

/** Settings of the hand-designed network. */
export interface NetworkSettings extends LearnerSettings {
  /** Standard deviation of the first layer's initial weights, 0.1 unless given. */
  readonly firstScale?: number;
  /** Standard deviation of the last layer's initial weights, 0.1 unless given. */
  readonly finalScale?: number;
}

const LEARNING_RATE = 0.01;
const SCALE = 0.1;

/**
 * Linear regression by stochastic gradient descent; under the accuracy measure it is logistic regression.
 * Needs 4 scalars, 3 vectors, no matrix (reference: generator.cc, `LinearModel`).
 */
export function linearAlgorithm({ learningRate = LEARNING_RATE }: LearnerSettings = {}): Algorithm {
  return parseListing(`
    def Setup():
      s2 = ${exact(learningRate)}
    def Predict():
      s1 = dot(v1, v0)
    def Learn():
      s3 = s0 - s1
      s3 = s2 * s3
      v2 = s3 * v0
      v1 = v1 + v2
  `);
}

/**
 * A two-layer network with rectified units and biases, by stochastic gradient descent. The hidden gradient uses the
 * output weights just updated. Needs 5 scalars, 9 vectors, 2 matrices (reference: generator.cc, `NeuralNet`).
 */
export function networkAlgorithm(settings: NetworkSettings = {}): Algorithm {
  const { learningRate = LEARNING_RATE, firstScale = SCALE, finalScale = SCALE } = settings;
  return parseListing(`
    def Setup():
      v2 = gaussian(0, ${exact(finalScale)}, n_features)
      m0 = gaussian(0, ${exact(firstScale)}, (n_features, n_features))
      s3 = ${exact(learningRate)}
    def Predict():
      v3 = dot(m0, v0)
      v3 = v3 + v1
      v4 = maximum(v3, v5)  # v5 stays zero
      s1 = dot(v4, v2)
      s1 = s1 + s2
    def Learn():
      s4 = s0 - s1
      s4 = s3 * s4
      s2 = s2 + s4
      v6 = s4 * v4
      v2 = v2 + v6
      v7 = s4 * v2
      v8 = heaviside(v3, 1.0)
      v7 = v8 * v7
      v1 = v1 + v7
      m1 = outer(v7, v0)
      m0 = m0 + m1
  `);
}

function exact(constant: number): string {
  return constantText(constant, 'exact');
}
