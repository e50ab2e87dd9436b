import { describe, expect, it } from 'vitest';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { SetScoring } from '../../native-worker/search/set-scoring.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import type { TaskSet } from '../../native-worker/tasks/task-set.ts';
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

/** Scores in slices of so much work. */
function score(scoring: SetScoring, work = Infinity) {
  let slices = 1;
  while (!scoring.advance(work)) slices++;
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
    const set = setOf(20, 1000);
    const { byTask } = score(new SetScoring(LINEAR, set, new Interpreter(), SPEC, 0));
    const inSlices = score(new SetScoring(LINEAR, set, new Interpreter(), SPEC, 0), 10_000);
    expect(inSlices.byTask).toEqual(byTask);
    expect(inSlices.slices).toBeGreaterThan(20);
    const alone = { ...set, tasks: set.tasks.slice(7, 8) };
    expect(score(new SetScoring(LINEAR, alone, new Interpreter(), SPEC, 0)).byTask[0]).toBe(byTask[7]);
  });

  it('leaves the evaluator alone until its first slice', () => {
    const evaluator = new Interpreter();
    const set = setOf(3, 100);
    const first = new SetScoring(LINEAR, set, evaluator, SPEC, 0);
    const second = new SetScoring(LINEAR, set, evaluator, SPEC, 0);
    expect(score(second).byTask).toEqual(score(first).byTask);
  });
});
