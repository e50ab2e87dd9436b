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

function setOf(count: number, train: number): TaskSet {
  const seeds = Array.from({ length: count }, (_, k) => k + 1);
  const tasks = { ...SPEC.tasks.select, kind: 'linear', features: 4, count, train, valid: 20 } as const;
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
    const whole = setOf(100, 600);
    const { byTask, slices } = score(new SetScoring(LINEAR, whole, new Interpreter(), SPEC, 0));
    expect(slices).toBeGreaterThan(1);
    const alone = { ...whole, tasks: whole.tasks.slice(70, 71) };
    expect(score(new SetScoring(LINEAR, alone, new Interpreter(), SPEC, 0)).byTask[0]).toBe(byTask[70]);
  });
});
