import { describe, expect, it } from 'vitest';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { SetScoring } from '../../native-worker/search/set-scoring.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import type { TaskSet } from '../../native-worker/tasks/task-set.ts';
import { ScriptedEvaluator } from './scripted-evaluator.ts';
import { demoSpec } from './search-spaces.ts';

const SPEC = demoSpec({ form: 'paper' });
const LINEAR = packAlgorithm(linearAlgorithm({ learningRate: 1 / 6 }));

function setOf(count: number, train: number, features = 4): TaskSet {
  const seeds = Array.from({ length: count }, (_, k) => k + 1);
  const tasks = { ...SPEC.tasks.select, kind: 'linear', features, count, train, valid: 20 } as const;
  return buildTaskSet(
    { ...tasks, measure: 'rms', epochs: 1, paramSeeds: seeds, dataSeeds: seeds },
    {
      role: 'select',
      outputs: 'scalar',
      paramSeeds: seeds,
      dataSeeds: seeds,
    },
  );
}

function score(scoring: SetScoring) {
  let slices = 1;
  while (!scoring.advance()) slices++;
  return { ...scoring.score(), slices };
}

describe('a look at a set', () => {
  it('is the mean over all tasks, whatever combination the search takes, and shows each task', () => {
    expect(SPEC.combination).toBe('median');
    const { fitness, byTask, slices } = score(new SetScoring(LINEAR, setOf(3, 1000), new Interpreter(), SPEC, 0));
    expect(slices).toBe(1);
    expect(byTask).toHaveLength(3);
    expect(fitness).toBeCloseTo(byTask.reduce((sum, each) => sum + each, 0) / 3, 12);
    expect(fitness).toBeGreaterThan(0.9999);
  });

  it('works in slices, which make no difference', () => {
    const whole = setOf(100, 1000);
    const { byTask, slices } = score(new SetScoring(LINEAR, whole, new Interpreter(), SPEC, 0));
    expect(slices).toBeGreaterThan(1);
    const alone = { ...whole, tasks: whole.tasks.slice(70, 71) };
    expect(score(new SetScoring(LINEAR, alone, new Interpreter(), SPEC, 0)).byTask[0]).toBe(byTask[70]);
  });

  it.each([
    { what: 'many of small tasks, as many as evaluators run side by side', train: 2000, features: 4, slices: [32, 8] },
    { what: 'few of larger ones', train: 2000, features: 20, slices: [7, 7, 7, 7, 7, 5] },
    { what: 'one alone, where that is work enough', train: 2000, features: 256, slices: Array<number>(40).fill(1) },
  ])('takes by the work that they are: $what', ({ train, features, slices }) => {
    const evaluator = new ScriptedEvaluator(() => ({ loss: 0, steps: train, trace: 0 }));
    const { tasks, ...rest } = setOf(1, train, features);
    const set = { ...rest, tasks: Array.from({ length: 40 }, () => tasks[0]!) };
    score(new SetScoring(LINEAR, set, evaluator, SPEC, 0));
    expect(evaluator.calls.map(({ tasks }) => tasks.length)).toEqual(slices);
    expect(evaluator.calls.flatMap(({ tasks }) => tasks)).toEqual(Array.from({ length: 40 }, (_, task) => task));
  });
});
