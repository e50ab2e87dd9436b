import { describe, expect, it } from 'vitest';
import { IslandRun } from '../../native-worker/search/island-run.ts';
import { runTaskSets } from '../../native-worker/search/run-task-sets.ts';
import { services, smallSpec } from './run-sessions.ts';
import { ScriptedEvaluator } from './scripted-evaluator.ts';

/** Training steps of the first piece of work on tasks of so many features, two tasks of 500 steps a candidate. */
function stepsOfPiece(features: number): number {
  const tasks = { kind: 'linear', features, count: 2, train: 500, valid: 20 };
  const sets = { search: tasks, select: tasks, final: tasks };
  const spec = smallSpec({ form: 'paper', population: 1000, cache: 'none' }, { tasks: sets });
  const setup = {
    spec,
    experiment: 0,
    island: 0,
    searchSet: runTaskSets(spec, services().tasks).get('search', 0),
    evaluator: new ScriptedEvaluator(() => ({ loss: 1, steps: 500, trace: 0 })),
  };
  const island = new IslandRun(setup, null);
  expect(island.advance()).toBeNull();
  return island.figures().counts.executedSteps;
}

describe('a piece of work of an island', () => {
  it('is fewer training steps where each shows more features, down to one candidate', () => {
    expect(stepsOfPiece(4)).toBe(50_000);
    expect(stepsOfPiece(40)).toBe(5000);
    expect(stepsOfPiece(256)).toBe(1000);
  });
});
