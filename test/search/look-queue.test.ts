import { describe, expect, it } from 'vitest';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { LookQueue } from '../../native-worker/search/look-queue.ts';
import { runTaskSets } from '../../native-worker/search/run-task-sets.ts';
import { services, smallSpec } from './run-sessions.ts';
import { ScriptedEvaluator } from './scripted-evaluator.ts';

describe('the looks that a run has to take', () => {
  it('make their tasks in one piece of work and evaluate in the next ones, so that a run can stop in between', () => {
    const spec = smallSpec({ form: 'paper' });
    const evaluator = new ScriptedEvaluator(() => ({ loss: 0, steps: 1, trace: 0 }));
    const program = packAlgorithm(linearAlgorithm());
    const queue = new LookQueue(
      spec,
      runTaskSets(spec, services().tasks),
      evaluator,
      ({ kind }) => ({ program, role: kind === 'final' ? 'final' : 'select', experiment: 0, noiseSeed: 0 }),
      [{ kind: 'champion' }],
    );
    queue.add([{ kind: 'final' }]);
    expect(queue.advance()).toMatchObject({ look: { kind: 'champion' }, score: { fitness: 1 } });
    expect(evaluator.calls).toHaveLength(1);
    expect(queue.advance()).toBeNull();
    expect(evaluator.calls).toHaveLength(1);
    expect(queue.looks).toEqual([{ kind: 'final' }]);
    expect(queue.advance()).toMatchObject({ look: { kind: 'final' }, score: { fitness: 1 } });
    expect(queue.looks).toHaveLength(0);
  });
});
