import { describe, expect, it } from 'vitest';
import { functionCost, trainingCost } from '../../native-worker/algorithm/cost.ts';
import { linearAlgorithm, networkAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { padWithNoOps } from '../../native-worker/algorithm/pad-with-no-ops.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { isWithinLimit, trainingLimit } from '../../native-worker/algorithm/train-budget.ts';
import { programOf } from './listing-program.ts';

const LINEAR = packAlgorithm(linearAlgorithm());
const NETWORK = packAlgorithm(networkAlgorithm());
const costs = (program: Program): number[] =>
  (['setup', 'predict', 'learn'] as const).map((component) => functionCost(program, component));

describe('the cost of a program', () => {
  it("is the reference's for the hand-designed learners", () => {
    expect(costs(LINEAR)).toEqual([3_691_108, 4_294_617, 17_926_908]);
    expect(costs(NETWORK)).toEqual([358_864_510, 26_984_126, 54_920_587]);
  });

  it('counts instructions that do nothing', () => {
    const padded = packAlgorithm(padWithNoOps(linearAlgorithm(), { setup: 2, predict: 1, learn: 6 }));
    expect(costs(padded)).toEqual([3_691_108 + 3_013_921, 4_294_617, 17_926_908 + 2 * 3_013_921]);
    expect(costs(programOf({}))).toEqual([0, 0, 0]);
  });

  it('is Setup once, Predict and Learn for every example', () => {
    expect(trainingCost(LINEAR, 1000)).toBe(3_691_108 + 1000 * (4_294_617 + 17_926_908));
    expect(trainingCost(LINEAR, 0)).toBe(3_691_108);
  });
});

describe('the train budget', () => {
  const allows = (program: Program, baseline: Program, factor: number, trainExamples: number): boolean =>
    isWithinLimit(program, trainExamples, trainingLimit(baseline, factor, trainExamples));
  const withLearn = (line: string): Program => programOf({ predict: 's1 = dot(v1, v0)', learn: line });

  it('lets a program train on a task or not, by its cost against that of the baseline', () => {
    expect(allows(LINEAR, NETWORK, 2, 1000)).toBe(true);
    expect(allows(NETWORK, LINEAR, 2, 1000)).toBe(false);
  });

  it('allows what costs exactly the limit', () => {
    expect(allows(NETWORK, NETWORK, 1, 100)).toBe(true);
    expect(allows(NETWORK, NETWORK, 0.999, 100)).toBe(false);
  });

  it('refuses Gaussian matrices in Learn and allows Gaussian vectors, at twice the network', () => {
    const matrix = withLearn('m0 = gaussian(0, 1, (n_features, n_features))');
    const vector = withLearn('v1 = gaussian(0, 1, n_features)');
    expect(allows(matrix, NETWORK, 2, 800)).toBe(false);
    expect(allows(vector, NETWORK, 2, 800)).toBe(true);
  });

  it('spreads the cost of Setup over the examples', () => {
    const costlySetup = programOf({ setup: Array(5).fill('m0 = gaussian(0, 1, (n_features, n_features))').join(';') });
    expect(allows(costlySetup, NETWORK, 1, 10)).toBe(false);
    expect(allows(costlySetup, NETWORK, 1, 20)).toBe(true);
  });

  it('grows with a padded baseline, as in the reference', () => {
    const padded = packAlgorithm(padWithNoOps(networkAlgorithm(), { setup: 3, predict: 5, learn: 100 }));
    const matrix = withLearn('m0 = gaussian(0, 1, (n_features, n_features))');
    expect(allows(matrix, padded, 2, 800)).toBe(true);
  });
});
