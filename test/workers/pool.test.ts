import { describe, expect, it } from 'vitest';
import type { ExecutionEvent } from '../../electron/workers/submitted-run.ts';
import { digestOf, smallSpec } from '../search/run-sessions.ts';
import { KILLED, localStarter } from './local-workers.ts';
import { digestFrom, digestIn, newRun, pause, remembering, withPool } from './pools.ts';

const ISLANDS = smallSpec(
  { form: 'workbench' },
  { islands: 3, migration: { everyEpochs: 2, count: 3 }, budget: { candidates: 900, experiments: 2 } },
);
const EXPECTED = digestOf(ISLANDS);
const ONE_ISLAND = smallSpec({ form: 'reference' }, { budget: { candidates: 200, experiments: 1 } });
const LONG = smallSpec({ form: 'reference' }, { budget: { candidates: 1_000_000, experiments: 1, stopAbove: null } });

const kindsOf = (events: readonly ExecutionEvent[]): string[] => events.map(({ kind }) => kind);
const statesOf = (events: readonly ExecutionEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'state' ? [event.state] : []));

describe('a run in a pool', () => {
  it.each([1, 2, 5])('has the digest of an undisturbed one with %i workers', async (cores) => {
    const starter = localStarter();
    await withPool(starter, cores, async ({ pool }) => {
      expect(await digestFrom(pool.submit(newRun('a', ISLANDS), remembering()))).toBe(EXPECTED);
    });
    expect(starter.workers).toHaveLength(Math.min(cores, 3));
  });

  it('goes on to the same digest when a worker is killed again and again between cuts', async () => {
    const starter = localStarter();
    const observer = remembering((event) => {
      if (event.kind === 'saved' && starter.workers.length < 5)
        starter.workers.findLast(({ isAlive }) => isAlive)?.kill();
    });
    const digest = await withPool(starter, 2, ({ pool }) =>
      digestFrom(pool.submit(newRun('a', ISLANDS, { checkpointSeconds: 0.02 }), observer)),
    );
    expect(digest).toBe(EXPECTED);
    expect(kindsOf(observer.events)).toContain('worker-lost');
    expect(statesOf(observer.events)).toContain('backing-off');
  });

  it('stops within a second, and goes on from there to the same digest', async () => {
    await withPool(localStarter(), 2, async ({ pool }) => {
      const observer = remembering();
      const execution = pool.submit(newRun('a', ISLANDS), observer);
      while (!kindsOf(observer.events).includes('events')) await pause(1);
      execution.stop();
      const ending = await execution.done;
      if (ending.kind !== 'stopped' || ending.cut === null) throw new Error('it must have stopped with a state');
      const { saved } = ending.cut;
      const again = pool.submit(newRun('a', ISLANDS, { saved: () => Promise.resolve(saved) }), remembering());
      expect(await digestFrom(again)).toBe(EXPECTED);
    });
  });

  it('pauses, keeps its place, and resumes to the same digest', async () => {
    await withPool(localStarter(), 1, async ({ pool }) => {
      const observer = remembering();
      const execution = pool.submit(newRun('a', ISLANDS), observer);
      while (!kindsOf(observer.events).includes('events')) await pause(1);
      execution.pause();
      while (execution.state !== 'paused') await pause(1);
      expect(pool.workers()[0]?.run).toBeNull();
      execution.resume();
      expect(await digestFrom(execution)).toBe(EXPECTED);
      expect(statesOf(observer.events)).toEqual(['waiting', 'running', 'pausing', 'paused', 'waiting', 'running']);
    });
  });

  it('takes more workers into use, and lets some go, with the number of cores', async () => {
    const observer = remembering();
    await withPool(localStarter(), 1, async ({ pool }) => {
      const execution = pool.submit(newRun('a', ISLANDS), observer);
      while (!kindsOf(observer.events).includes('events')) await pause(1);
      pool.setCores(3);
      const workersInUse = (): number => pool.workers().filter(({ run }) => run !== null).length;
      while (workersInUse() < 3) await pause(1);
      pool.setCores(1);
      expect(await digestFrom(execution)).toBe(EXPECTED);
    });
  });

  it('fails with the reason when its workers die again and again without progress', async () => {
    const starter = localStarter({
      onMessage: (worker, { kind }) => {
        if (kind === 'order') worker.end({ code: 9, signal: null });
        return true;
      },
    });
    const ending = await withPool(starter, 1, ({ pool }) => {
      const observer = remembering();
      return pool.submit(newRun('a', ONE_ISLAND), observer).done;
    });
    expect(ending).toEqual({
      kind: 'failed',
      reason: 'its worker ended with exit code 9, 5 restarts later again',
      detail: null,
    });
  });

  it('fails at once with an error of the engine', async () => {
    const starter = localStarter();
    const ending = await withPool(starter, 1, ({ pool }) => {
      const saved = () => Promise.resolve({ format: 0 } as never);
      return pool.submit(newRun('a', ONE_ISLAND, { saved }), remembering()).done;
    });
    expect(ending).toMatchObject({ kind: 'failed', reason: expect.stringContaining('layout') as string });
  });

  it('ends when what it tells cannot be kept, and tells nothing more', async () => {
    const told: string[] = [];
    const ending = await withPool(
      localStarter(),
      1,
      ({ pool }) =>
        pool.submit(newRun('a', ISLANDS), {
          take: ({ kind }) => {
            told.push(kind);
            return kind === 'events' ? Promise.reject(new Error('the disk is full')) : undefined;
          },
        }).done,
    );
    expect(ending).toEqual({ kind: 'not-kept', error: new Error('the disk is full') });
    expect(told.filter((kind) => kind === 'events').length).toBeLessThan(5);
  });

  it('does not run far ahead of an observer that is slow', async () => {
    let underWay = 0;
    let most = 0;
    await withPool(localStarter(), 2, async ({ pool }) => {
      const execution = pool.submit(newRun('a', ISLANDS), {
        take: async () => {
          most = Math.max(most, ++underWay);
          await pause(2);
          underWay--;
        },
      });
      expect(await digestFrom(execution)).toBe(EXPECTED);
    });
    expect(most).toBeLessThan(10);
  });
});

describe('a candidate that ends its worker', () => {
  it('is quarantined after three losses over it, with its listing told, and the run goes on', async () => {
    const starter = localStarter({
      onCandidate: (worker, { birth }) => {
        if (birth === 57) worker.end({ code: null, signal: 'SIGSEGV' });
      },
    });
    const observer = remembering();
    const ending = await withPool(starter, 1, ({ pool }) => pool.submit(newRun('a', ONE_ISLAND), observer).done);
    expect(observer.events.filter(({ kind }) => kind === 'worker-lost')).toHaveLength(4);
    expect(observer.events.find(({ kind }) => kind === 'quarantined')).toMatchObject({
      candidate: { experiment: 0, island: 0, birth: 57 },
      listing: expect.stringContaining('def Predict') as string,
    });
    expect(digestIn(ending)).not.toBe(digestOf(ONE_ISLAND));
  });

  it('is not blamed for what a person or the system does: the digest stays', async () => {
    let kills = 0;
    const starter = localStarter({
      onCandidate: (worker, { birth }) => {
        if (birth === 57 && kills++ < 4) worker.end(KILLED);
      },
    });
    const observer = remembering();
    const ending = await withPool(starter, 1, ({ pool }) => pool.submit(newRun('a', ONE_ISLAND), observer).done);
    expect(kills).toBeGreaterThan(4);
    expect(digestIn(ending)).toBe(digestOf(ONE_ISLAND));
  });

  it('is not blamed for a worker that is lost while a champion is looked at', async () => {
    let losses = 0;
    const starter = localStarter({
      onLook: (worker) => {
        if (losses++ < 4) worker.end({ code: null, signal: 'SIGSEGV' });
      },
    });
    const observer = remembering();
    const ending = await withPool(starter, 1, ({ pool }) => pool.submit(newRun('a', ONE_ISLAND), observer).done);
    expect(losses).toBeGreaterThan(4);
    expect(observer.events.filter(({ kind }) => kind === 'quarantined')).toEqual([]);
    expect(digestIn(ending)).toBe(digestOf(ONE_ISLAND));
  });
});

describe('a queue of runs', () => {
  it('goes by priority, then by order, unless a run is moved', async () => {
    const order: string[] = [];
    const watch = (id: string) =>
      remembering((event) => {
        if (event.kind === 'state' && event.state === 'running') order.push(id);
      });
    await withPool(localStarter(), 1, async ({ pool }) => {
      const submit = (id: string, priority = 0) => pool.submit(newRun(id, ONE_ISLAND, { priority }), watch(id));
      const first = submit('first');
      const runs = [first, submit('b'), submit('c'), submit('urgent', 1), submit('d')];
      runs[4]!.moveBefore(runs[1]!);
      runs[2]!.setPriority(2);
      await Promise.all(runs.map(({ done }) => done));
    });
    expect(order).toEqual(['first', 'c', 'urgent', 'd', 'b']);
  });

  it('spreads its runs over the workers, and a run over those that fall free', async () => {
    const starter = localStarter();
    await withPool(starter, 2, async ({ pool }) => {
      const small = pool.submit(newRun('small', ONE_ISLAND), remembering());
      const observer = remembering();
      const large = pool.submit(newRun('large', ISLANDS), observer);
      expect(pool.workers().map(({ run }) => run)).toEqual(['small', 'large']);
      await digestFrom(small);
      expect(await digestFrom(large)).toBe(EXPECTED);
      const workers = observer.events.flatMap((event) =>
        event.kind === 'state' && event.state === 'running' ? [event.workers] : [],
      );
      expect(workers).toEqual([1, 2]);
    });
  });

  it('stops a run that waits at once', async () => {
    await withPool(localStarter(), 1, async ({ pool }) => {
      const running = pool.submit(newRun('a', LONG), remembering());
      const waiting = pool.submit(newRun('b', LONG), remembering());
      waiting.stop();
      expect(await waiting.done).toEqual({ kind: 'stopped', cut: null });
      expect(pool.waiting()).toEqual([]);
      running.stop();
      expect(await running.done).toMatchObject({ kind: 'stopped' });
    });
  });

  it('holds 10,000 runs, of which it reads none before its turn', async () => {
    let read = 0;
    await withPool(localStarter(), 2, async ({ pool }) => {
      const saved = () => {
        read++;
        return Promise.resolve(null);
      };
      const runs = Array.from({ length: 10_000 }, (_, index) =>
        pool.submit(newRun(`run ${index}`, LONG, { saved, priority: index % 3 }), remembering()),
      );
      expect(pool.waiting()).toHaveLength(9998);
      expect(pool.waiting()[0]).toBe(runs[2]);
      for (const run of runs.slice(2)) run.stop();
      await Promise.all(runs.slice(2).map(({ done }) => done));
      expect(pool.waiting()).toEqual([]);
    });
    expect(read).toBe(2);
  });
});

describe('workers that cannot be started', () => {
  it('are tried a few times; then the pool goes on with the others and says so', async () => {
    let starts = 0;
    const good = localStarter();
    const starter = {
      start: () => {
        const worker = good.start();
        // Every other process, that of one of the two workers, dies before it gives a sign of life.
        if (starts++ % 2 === 0) good.workers.at(-1)!.end(KILLED);
        return worker;
      },
    };
    await withPool(starter, 1, async ({ pool, events }) => {
      expect(await digestFrom(pool.submit(newRun('a', ONE_ISLAND), remembering()))).toBe(digestOf(ONE_ISLAND));
      expect(events.map(({ kind }) => kind)).toContain('worker-restarts');
    });
  });

  it('fail all runs once none is left, with the reason', async () => {
    const good = localStarter();
    const starter = {
      start: () => {
        const worker = good.start();
        good.workers.at(-1)!.end({ code: null, signal: null });
        return worker;
      },
    };
    await withPool(starter, 1, async ({ pool, events }) => {
      const runs = ['a', 'b'].map((id) => pool.submit(newRun(id, ONE_ISLAND), remembering()));
      for (const { done } of runs) {
        expect(await done).toMatchObject({
          kind: 'failed',
          reason: 'no worker process can be started: the last one could not be started; doctor says more',
        });
      }
      expect(events.find(({ kind }) => kind === 'degraded')).toMatchObject({ worker: 0, workersLeft: 0 });
    });
  });
});
