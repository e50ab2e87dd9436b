import { describe, expect, it } from 'vitest';
import { linearAlgorithm, networkAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import type { Algorithm } from '../../native-worker/algorithm/instruction.ts';
import { opAt } from '../../native-worker/algorithm/op-table.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { ValidityFilter } from '../../native-worker/algorithm/validity.ts';
import { allocateResult } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { Task, TaskSet } from '../../native-worker/tasks/task-set.ts';
import { Dice } from '../algorithm/dice.ts';
import { textOf } from '../algorithm/listing-program.ts';
import {
  ARITHMETIC,
  EVERY_OP,
  type ProgramSpace,
  randomAlgorithm,
  randomInstruction,
} from '../algorithm/random-programs.ts';
import { randomTaskSet } from './random-task-set.ts';

const STEPS = 6;

/** The hand-designed learners with a few instructions redrawn: some learn, most are broken. */
function damagedLearner(dice: Dice): Algorithm {
  const algorithm = dice.oneIn(2) ? linearAlgorithm() : networkAlgorithm();
  const damage = (component: keyof Algorithm): Algorithm[keyof Algorithm] =>
    algorithm[component].map((instruction) =>
      dice.oneIn(6) ? randomInstruction(dice, opAt(dice.pick(EVERY_OP.ops)), EVERY_OP.registers) : instruction,
    );
  return { setup: damage('setup'), predict: damage('predict'), learn: damage('learn') };
}

/** The set with changed training data. */
function withTask(set: TaskSet, change: (task: Task) => Partial<Task>): TaskSet {
  return { ...set, tasks: set.tasks.map((task) => ({ ...task, ...change(task) })) };
}

/** What a program predicts for the last training example; NaN if it does not get there. */
function lastPrediction(interpreter: Interpreter, program: Program, set: TaskSet): number {
  const result = allocateResult(set, 'predictions');
  const request = {
    trainExamples: STEPS,
    validExamples: 0,
    maxAbsError: 1e9,
    noiseSeed: 1,
    record: 'predictions',
    validationSigmoid: 'local',
  } as const;
  interpreter.evaluate(program, set, request, [0], result);
  return result.trainTraceLength[0] === STEPS ? result.trainTrace[STEPS - 1]! : NaN;
}

describe('the validity filter', () => {
  const spaces: readonly [name: string, rounds: number, draw: (dice: Dice) => Algorithm][] = [
    ['random programs', 12000, (dice) => randomAlgorithm(dice, denser(ARITHMETIC), 'scalar')],
    ['hand-designed learners with damage', 2000, damagedLearner],
  ];

  it.each(spaces)('refuses no program that uses features and labels when it runs: %s', (_, rounds, draw) => {
    const dice = new Dice(31);
    const filter = new ValidityFilter();
    const interpreter = new Interpreter();
    const shape = { features: 4, outputs: 'scalar', measure: 'rms', tasks: 1, validCount: 1, epochs: 1 } as const;
    const set = withTask(randomTaskSet(dice, { ...shape, trainCount: STEPS }), () => ({
      epochOrders: [Uint32Array.from({ length: STEPS }, (_, k) => k)],
    }));
    const otherLabels = withTask(set, ({ trainLabels }) => ({ trainLabels: trainLabels.map((label) => 0.3 - label) }));
    const lastExample = (STEPS - 1) * set.features;
    const otherFeatures = withTask(set, ({ trainFeatures }) => ({
      trainFeatures: trainFeatures.map((feature, k) => (k < lastExample ? feature : feature + 0.7)),
    }));
    let using = 0;
    for (let round = 0; round < rounds; round++) {
      const program = packAlgorithm(draw(dice));
      const prediction = lastPrediction(interpreter, program, set);
      const changes = [otherLabels, otherFeatures].map(
        (other) => lastPrediction(interpreter, program, other) - prediction,
      );
      if (!changes.every((change) => Math.abs(change) > 0)) continue;
      using++;
      if (filter.judge(program, 'scalar') === 'invalid') expect.fail(`${textOf(program)}\nuses both and is refused`);
    }
    expect(using, 'programs that use both').toBeGreaterThan(15);
  });
});

function denser(space: ProgramSpace): ProgramSpace {
  return { ...space, longest: { setup: 6, predict: 6, learn: 14 } };
}
