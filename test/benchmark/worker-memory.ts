import { withPool } from '../../electron/workbench/open-pool.ts';
import type { PoolEvent } from '../../electron/workers/pool-events.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';

/** Bytes that a worker process holds in memory after it has worked on a run for a while; null where it did not tell. */
export async function workerBytes(spec: Spec, seconds: number): Promise<number | null> {
  let bytes: number | null = null;
  const take = (event: PoolEvent): void => {
    if (event.kind === 'usage') bytes = event.memory;
  };
  await withPool({ workers: 1, observer: { take } }, async (pool) => {
    const run = { id: 'memory', spec, saved: () => Promise.resolve(null), seconds: 0, priority: 0 };
    const execution = pool.submit({ ...run, evaluator: 'auto', checkpointSeconds: 10 }, { take: () => undefined });
    setTimeout(() => {
      execution.stop();
    }, seconds * 1000);
    await execution.done;
  });
  return bytes;
}
