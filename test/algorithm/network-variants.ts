import { constantText } from '../../native-worker/algorithm/constant-text.ts';
import { type LearnerSettings, networkAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import type { Algorithm } from '../../native-worker/algorithm/instruction.ts';
import { parseListing } from '../../native-worker/algorithm/parse-algorithm.ts';

/**
 * The network without the instructions that draw its initial weights: they stay zero, and only the output's bias
 * learns. A search that may change Setup alone can repair it (reference: generator.cc,
 * `INTEGRATION_TEST_DAMAGED_NEURAL_NET_ALGORITHM`).
 */
export function damagedNetworkAlgorithm({ learningRate = 0.01 }: LearnerSettings = {}): Algorithm {
  const network = networkAlgorithm({ learningRate });
  return { ...network, setup: network.setup.slice(2) };
}

/**
 * A two-layer network without biases whose weights, m0 and v1, its user sets: with its labels the reference tests
 * nonlinear tasks (generator.cc, `UnitTestNeuralNetNoBiasNoGradient`). Needs 4 scalars, 8 vectors, 2 matrices.
 */
export function teacherNetworkAlgorithm({ learningRate = 0.01 }: LearnerSettings = {}): Algorithm {
  return parseListing(`
    def Setup():
      s2 = ${constantText(learningRate, 'exact')}
    def Predict():
      v2 = dot(m0, v0)
      v3 = maximum(v2, v4)  # v4 stays zero
      s1 = dot(v3, v1)
    def Learn():
      s3 = s0 - s1
      s3 = s2 * s3
      v5 = s3 * v3
      v1 = v1 + v5
      v6 = s3 * v1
      v7 = heaviside(v2, 1.0)
      v6 = v7 * v6
      m1 = outer(v6, v0)
      m0 = m0 + m1
  `);
}
