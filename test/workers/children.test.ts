import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodeStarter, NODE_STARTER } from '../../electron/workers/node-starter.ts';
import { SupervisedProcess } from '../../electron/workers/worker-process.ts';
import type { WorkerEnd } from '../../electron/workers/worker-end.ts';
import type { FromWorker, ToWorker } from '../../native-worker/worker-messages.ts';
import { smallSpec } from '../search/run-sessions.ts';
import { digestFrom, newRun, pause, remembering, withPool } from './pools.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`./children/${name}`, import.meta.url));

/** Starts a child under watch; fulfilled once it lives. */
async function watched(name: string): Promise<{ process: SupervisedProcess; ended: Promise<WorkerEnd> }> {
  const first = Promise.withResolvers<FromWorker>();
  const ended = Promise.withResolvers<WorkerEnd>();
  const process = new SupervisedProcess(nodeStarter(pathOf(name)), { message: first.resolve, ended: ended.resolve });
  await first.promise;
  return { process, ended: ended.promise };
}

/** Whether a process runs; one that has ended and that nobody has asked about since does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !readFileSync(status, 'latin1').includes(') Z ');
}

describe('the end of a worker process', () => {
  it.each<[string, number, WorkerEnd]>([
    ['an exit of its own', 1, { kind: 'exited', code: 7 }],
    ['a crash', 2, { kind: 'crashed', signal: 'SIGSEGV' }],
    ['the loss of its channel', 3, { kind: 'lost-parent' }],
  ])('is told for what it is: %s', async (_, job, end) => {
    const { process, ended } = await watched('ends.ts');
    process.send({ kind: 'job', job } as ToWorker);
    expect(await ended).toEqual(end);
  });

  it('is told for what it is: it was let go', async () => {
    const { process, ended } = await watched('ends.ts');
    process.letGo();
    expect(await ended).toEqual({ kind: 'asked' });
  });

  it('comes, too, when it is let go and does not answer', async () => {
    const { process, ended } = await watched('busy.ts');
    await pause(600);
    process.letGo();
    expect(await ended).toEqual({ kind: 'asked' });
  });
});

describe('a worker whose parent is killed', () => {
  it.each(['./busy.ts', '../../../native-worker/worker.ts'])('ends itself within a second: %s', async (entry) => {
    const parent = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', pathOf('parent.ts'), entry], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const worker = Number(line.toString());
    await pause(700);
    expect(isAlive(worker)).toBe(true);
    parent.kill('SIGKILL');
    for (let tenth = 0; tenth < 10 && isAlive(worker); tenth++) await pause(100);
    expect(isAlive(worker)).toBe(false);
  });
});

describe('real workers', () => {
  const spec = smallSpec(
    { form: 'workbench' },
    {
      islands: 2,
      migration: { everyEpochs: 2, count: 3 },
      budget: { candidates: 12_000, experiments: 1, stopAbove: null },
    },
  );

  it('give the digest of undisturbed ones, though one is killed and one is stopped for a while', async () => {
    await withPool(NODE_STARTER, 2, async ({ pool, events }) => {
      const observer = remembering();
      const execution = pool.submit(newRun('a', spec, { evaluator: 'auto', checkpointSeconds: 0.05 }), observer);
      const cuts = (): number => observer.events.filter(({ kind }) => kind === 'saved').length;
      while (cuts() < 1 && execution.state !== 'ended') await pause(5);
      expect(execution.state).toBe('running');
      process.kill(pool.workers()[1]!.pid!, 'SIGKILL');
      while (cuts() < 2 && execution.state !== 'ended') await pause(5);
      const stopped = pool.workers()[0]?.pid ?? null;
      if (stopped !== null) {
        process.kill(stopped, 'SIGSTOP');
        await pause(1500);
        process.kill(stopped, 'SIGCONT');
      }
      const undisturbed = pool.submit(newRun('b', spec, { evaluator: 'auto' }), remembering());
      expect(await digestFrom(execution)).toBe(await digestFrom(undisturbed));
      expect(events.filter((event) => event.kind === 'worker-ended')).toMatchObject([
        { end: { kind: 'crashed', signal: 'SIGKILL' } },
      ]);
      expect(pool.workers().every(({ usage }) => (usage?.memory ?? 0) > 1e6)).toBe(true);
    });
  });
});
