import { fork, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import type { ToWorker } from '../../native-worker/worker-messages.ts';

const WORKER = fileURLToPath(new URL('../../native-worker/worker.ts', import.meta.url));

/**
 * Bytes that a worker process holds in memory after it has worked on a run for a while.
 *
 * @returns null where the system does not tell
 */
export async function workerBytes(spec: Spec, seconds: number): Promise<number | null> {
  const worker = fork(WORKER, [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const job = { spec, saved: null, seconds: 0, checkpointSeconds: 10, evaluator: 'auto' } as const;
  worker.send({ kind: 'start', job } satisfies ToWorker);
  try {
    await pause(seconds * 1000);
    return worker.pid === undefined ? null : residentBytes(worker.pid);
  } finally {
    worker.kill('SIGKILL');
  }
}

function residentBytes(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    const { stdout, status } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) * 1024 : null;
  }
}
