import { expect, it } from 'vitest';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import type { EvaluationRequest } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { TaskSet } from '../../native-worker/tasks/task-set.ts';
import { Dice } from '../algorithm/dice.ts';
import { randomAlgorithm } from '../algorithm/random-programs.ts';
import { firstDifference, run } from '../kernel-evaluator/compare-results.ts';
import { evaluatorsOf, kernelsPresent } from '../kernel-evaluator/evaluators-present.ts';
import { ordinaryValue } from '../kernel-evaluator/random-numbers.ts';

const { kernels } = await kernelsPresent();
const evaluators = evaluatorsOf(kernels);

/** Ops that the kernel runs together with the one before or behind, and a few that it does not. */
const OPS_IN_PAIRS = [1, 2, 3, 18, 23, 24, 25, 27, 28, 31, 39, 40, 48];
const REQUEST: EvaluationRequest = {
  trainExamples: Infinity,
  validExamples: Infinity,
  maxAbsError: Infinity,
  noiseSeed: 0,
  record: 'predictions',
  keepsMemory: true,
  validationSigmoid: 'local',
};

function randomDoubles(dice: Dice, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => ordinaryValue(dice));
}

function taskSet(dice: Dice, features: number, count: number): TaskSet {
  const tasks = Array.from({ length: count }, () => ({
    seed: 0,
    trainCount: 2,
    validCount: 1,
    trainFeatures: randomDoubles(dice, 2 * features),
    trainLabels: randomDoubles(dice, 2),
    validFeatures: randomDoubles(dice, features),
    validLabels: randomDoubles(dice, 1),
    epochOrders: [Uint32Array.of(0, 1)],
  }));
  return { features, outputs: 'scalar', classes: 0, measure: 'rms', tasks, hash: '' };
}

it.each([
  [4, 10],
  [4, 1],
  [8, 10],
  [16, 3],
  [5, 10],
])('instructions that run in pairs leave what they would leave one by one: F = %i, %i tasks', (features, count) => {
  const dice = new Dice(1000 * features + count);
  const interpreter = new Interpreter();
  const set = taskSet(dice, features, count);
  const taskIndices = [...set.tasks.keys()];
  for (let index = 0; index < 1000; index++) {
    // Few registers, so that most instructions read what the one before has written, and many write what it read.
    const registers = { scalar: 2 + dice.below(2), vector: 1 + dice.below(3), matrix: 1 + dice.below(2) };
    const longest = { setup: 4, predict: 6, learn: 10 };
    const program = packAlgorithm(randomAlgorithm(dice, { ops: OPS_IN_PAIRS, registers, longest }, 'scalar'));
    const evaluation = { program, set, request: REQUEST, taskIndices, nextSlice: () => Infinity };
    const expected = run(interpreter, evaluation, false);
    for (const { label, evaluator } of evaluators) {
      const difference = firstDifference(expected, run(evaluator, evaluation, false));
      expect(difference, `program ${index} in ${label}`).toBeUndefined();
    }
  }
});
