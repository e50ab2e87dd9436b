import { expect, it } from 'vitest';
import type { PoolEvent } from '../../electron/workers/pool-events.ts';
import { ProcessorTimes } from '../../electron/workbench/processor-times.ts';

function usage(run: string | null, cpuSeconds: number, worker = 0): PoolEvent {
  return { kind: 'usage', worker, run, memory: 1, cpuSeconds, workSeconds: cpuSeconds };
}

it('processor time goes to the run that a worker had it for, and starts anew with another process', () => {
  const times = new ProcessorTimes();
  expect(times.take(usage('one', 2))).toEqual({ run: 'one', seconds: 2 });
  expect(times.take(usage('one', 5))).toEqual({ run: 'one', seconds: 3 });
  expect(times.take(usage(null, 6))).toBeNull();
  expect(times.take(usage('two', 8))).toEqual({ run: 'two', seconds: 2 });
  expect(times.take(usage('two', 1, 1))).toEqual({ run: 'two', seconds: 1 });
  expect(times.take({ kind: 'worker-started', worker: 0, pid: 7 })).toBeNull();
  expect(times.take(usage('two', 1))).toEqual({ run: 'two', seconds: 1 });
});
