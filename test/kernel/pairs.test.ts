import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COMPONENT_FUNCTIONS } from '../../native-worker/algorithm/component-function.ts';
import type { Algorithm } from '../../native-worker/algorithm/instruction.ts';
import { opAt, opByName } from '../../native-worker/algorithm/op-table.ts';
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

const SOURCE = readFileSync(new URL('../../native-worker/kernel/pairs.hpp', import.meta.url), 'utf8');
const FIRST_OF_PAIRS = SOURCE.slice(
  SOURCE.indexOf('pair_beginning_with(uint32_t op) {'),
  SOURCE.indexOf('return nullptr'),
);
const namesIn = (pattern: RegExp): string[] => [...FIRST_OF_PAIRS.matchAll(pattern)].map(([, name]) => name!);
/** First ops of pairs, with any arithmetic behind them; and those that only an update of a register may follow. */
const BEFORE_ANY = namesIn(/case (\w+):/g);
const BEFORE_UPDATES = namesIn(/op == (\w+)/g);
/** The arithmetic behind, and whether what the first has written is its first or second input. Sums have no order. */
const UPDATES = ['SUM', 'DIFF of in2'];
const ANY = [...UPDATES, 'DIFF of in1', 'PRODUCT'];
const ALL_PAIRS = [
  ...BEFORE_ANY.flatMap((first) => ANY.map((second) => `${first}, ${second}`)),
  ...BEFORE_UPDATES.flatMap((first) => UPDATES.map((second) => `${first}, ${second}`)),
];

/** All ops that occur in pairs, and one that does not. */
const OPS_USED = [...BEFORE_ANY, ...BEFORE_UPDATES, 'MATRIX_SUM', 'MATRIX_DIFF', 'VECTOR_MAX'].map(
  (name) => opByName(name)!.number,
);
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

/** What stands in an algorithm of the pairs that `ALL_PAIRS` may name. */
function pairsIn(algorithm: Algorithm): string[] {
  return COMPONENT_FUNCTIONS.flatMap((component) => {
    const instructions = algorithm[component];
    return instructions.slice(1).flatMap((second, index) => {
      const first = instructions[index]!;
      const [op, next] = [opAt(first.op), opAt(second.op)];
      const arithmetic = /_(SUM|DIFF|PRODUCT)$/.exec(next.name)?.[1];
      if (arithmetic === undefined || next.inputs.some((kind) => kind !== op.output)) return [];
      const readsIn1 = second.in1 === first.out;
      if (readsIn1 === (second.in2 === first.out)) return [];
      const place = arithmetic === 'DIFF' ? ` of ${readsIn1 ? 'in1' : 'in2'}` : '';
      return [`${op.name}, ${arithmetic}${place}`];
    });
  });
}

it('pairs of sums, differences and products are known to begin with ten ops', () => {
  expect(BEFORE_ANY).toHaveLength(7);
  expect(BEFORE_UPDATES).toHaveLength(3);
});

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
  const seen = new Set<string>();
  for (let index = 0; index < 800; index++) {
    // Few registers, so that most instructions read what the one before has written, and many write what it read.
    const registers = { scalar: 2 + dice.below(2), vector: 2 + dice.below(2), matrix: 2 };
    const longest = { setup: 4, predict: 10, learn: 20 };
    const algorithm = randomAlgorithm(dice, { ops: OPS_USED, registers, longest }, 'scalar');
    pairsIn(algorithm).forEach((pair) => seen.add(pair));
    const program = packAlgorithm(algorithm);
    const evaluation = { program, set, request: REQUEST, taskIndices, nextSlice: () => Infinity };
    const expected = run(interpreter, evaluation, false);
    for (const { label, evaluator } of evaluators) {
      const difference = firstDifference(expected, run(evaluator, evaluation, false));
      expect(difference, `program ${index} in ${label}`).toBeUndefined();
    }
  }
  expect(ALL_PAIRS.filter((pair) => !seen.has(pair))).toEqual([]);
});
