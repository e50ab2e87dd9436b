import { describe, expect, it } from 'vitest';
import { checkAlgorithm } from '../../native-worker/algorithm/check-algorithm.ts';
import { linearAlgorithm, networkAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { COMPONENT_FUNCTIONS } from '../../native-worker/algorithm/component-function.ts';
import type { Algorithm } from '../../native-worker/algorithm/instruction.ts';
import { padWithNoOps } from '../../native-worker/algorithm/pad-with-no-ops.ts';
import { damagedNetworkAlgorithm, teacherNetworkAlgorithm } from './network-variants.ts';

/** Op, in1, in2, out of every instruction of a function. */
function words(algorithm: Algorithm, component: keyof Algorithm): number[][] {
  return algorithm[component].map(({ op, in1, in2, out }) => [op, in1, in2, out]);
}

describe('the hand-designed learners', () => {
  it("are the reference's linear learner, word for word", () => {
    const linear = linearAlgorithm();
    expect(linear.setup).toEqual([{ op: 56, in1: 0, in2: 0, out: 2, constants: [0.01] }]);
    expect(words(linear, 'predict')).toEqual([[27, 1, 0, 1]]);
    expect(words(linear, 'learn')).toEqual([
      [2, 0, 1, 3],
      [3, 2, 3, 3],
      [18, 3, 0, 2],
      [23, 1, 2, 1],
    ]);
  });

  it("are the reference's network, word for word", () => {
    const network = networkAlgorithm();
    expect(network.setup).toEqual([
      { op: 63, in1: 0, in2: 0, out: 2, constants: [0, Math.fround(0.1)] },
      { op: 64, in1: 0, in2: 0, out: 0, constants: [0, Math.fround(0.1)] },
      { op: 56, in1: 0, in2: 0, out: 3, constants: [0.01] },
    ]);
    expect(words(network, 'predict')).toEqual([
      [31, 0, 0, 3],
      [23, 3, 1, 3],
      [48, 3, 5, 4],
      [27, 4, 2, 1],
      [1, 1, 2, 1],
    ]);
    expect(words(network, 'learn')).toEqual([
      [2, 0, 1, 4],
      [3, 3, 4, 4],
      [1, 2, 4, 2],
      [18, 4, 4, 6],
      [23, 2, 6, 2],
      [18, 4, 2, 7],
      [16, 3, 0, 8],
      [25, 8, 7, 7],
      [23, 1, 7, 1],
      [28, 7, 0, 1],
      [39, 0, 1, 0],
    ]);
  });

  it("are the reference's teacher, word for word", () => {
    const teacher = teacherNetworkAlgorithm({ learningRate: 0.5 });
    expect(teacher.setup).toEqual([{ op: 56, in1: 0, in2: 0, out: 2, constants: [0.5] }]);
    expect(words(teacher, 'predict')).toEqual([
      [31, 0, 0, 2],
      [48, 2, 4, 3],
      [27, 3, 1, 1],
    ]);
    expect(words(teacher, 'learn')).toEqual([
      [2, 0, 1, 3],
      [3, 2, 3, 3],
      [18, 3, 3, 5],
      [23, 1, 5, 1],
      [18, 3, 1, 6],
      [16, 2, 0, 7],
      [25, 7, 6, 6],
      [28, 6, 0, 1],
      [39, 0, 1, 0],
    ]);
  });

  it('take a learning rate and scales', () => {
    const network = networkAlgorithm({ learningRate: 1 / 3, firstScale: 0.25, finalScale: 0.75 });
    expect(network.setup.map(({ constants }) => constants)).toEqual([[0, 0.75], [0, 0.25], [1 / 3]]);
    expect(linearAlgorithm({ learningRate: 1 / 6 }).setup[0]?.constants).toEqual([1 / 6]);
  });

  it('are damaged by taking out what draws the weights', () => {
    expect(words(damagedNetworkAlgorithm(), 'setup')).toEqual([[56, 0, 0, 3]]);
    expect(damagedNetworkAlgorithm().learn).toEqual(networkAlgorithm().learn);
  });

  it('fit the memories that they are said to need', () => {
    expect(checkAlgorithm(linearAlgorithm(), { scalars: 4, vectors: 3, matrices: 0 })).toEqual([]);
    expect(checkAlgorithm(networkAlgorithm(), { scalars: 5, vectors: 9, matrices: 2 })).toEqual([]);
    expect(checkAlgorithm(teacherNetworkAlgorithm(), { scalars: 4, vectors: 8, matrices: 2 })).toEqual([]);
  });
});

describe('padding', () => {
  it('adds instructions that do nothing at the end and cuts nothing', () => {
    const padded = padWithNoOps(linearAlgorithm(), { setup: 3, predict: 1, learn: 2 });
    expect(COMPONENT_FUNCTIONS.map((component) => padded[component].map(({ op }) => op))).toEqual([
      [56, 0, 0],
      [27],
      [2, 3, 18, 23],
    ]);
    expect(checkAlgorithm(padded)).toEqual([]);
  });
});
