import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunJob } from '../../native-worker/worker-messages.ts';
import { runInWorker, type Supervision, type WorkerReport } from '../../electron/workers/run-in-worker.ts';
import type { Starter } from '../../electron/workers/starter.ts';
import {
  checkpoint,
  CLEAN_EXIT,
  CRASH,
  ended,
  type FakeProcess,
  fakeStarter,
  FIGURES,
  savedState,
} from './fake-worker.ts';

const JOB: RunJob = {
  spec: {} as RunJob['spec'],
  saved: null,
  seconds: 5,
  checkpointSeconds: 10,
  evaluator: 'interpreter',
};

function supervised(starter: Starter, stop = new AbortController().signal) {
  const reports: WorkerReport[] = [];
  const restarts: string[] = [];
  const pauses: number[] = [];
  const supervision: Supervision = {
    starter,
    report: (report) => reports.push(report),
    restarted: (reason) => restarts.push(reason),
    stop,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  };
  return { reports, restarts, pauses, ending: runInWorker(JOB, supervision) };
}

describe('a run in a worker', () => {
  it('hands on what the worker reports, and how it ended', async () => {
    const run = supervised(
      fakeStarter(({ tell, exit }) => {
        tell({ kind: 'progress', figures: FIGURES, seconds: 1 });
        tell(ended('finished'));
        exit(CLEAN_EXIT);
      }),
    );
    expect(await run.ending).toMatchObject({ kind: 'ended', how: 'finished' });
    expect(run.reports.map(({ kind }) => kind)).toEqual(['progress']);
    expect(run.restarts).toEqual([]);
  });

  it('goes on from the last saved state after a crash', async () => {
    const jobs: RunJob[] = [];
    const starter = fakeStarter(
      ({ job, tell, exit }) => {
        jobs.push(job);
        tell(checkpoint('first', 6));
        tell(checkpoint('second', 7));
        exit(CRASH);
      },
      ({ job, tell, exit }) => {
        jobs.push(job);
        tell(ended('finished'));
        exit(CLEAN_EXIT);
      },
    );
    const run = supervised(starter);
    expect(await run.ending).toMatchObject({ how: 'finished' });
    expect(jobs.map(({ saved, seconds }) => [saved, seconds])).toEqual([
      [null, 5],
      [savedState('second'), 7],
    ]);
    expect(run.restarts).toEqual(['was ended by SIGSEGV']);
  });

  it('fails after three restarts without progress, each after a longer pause, and says why', async () => {
    const starter = fakeStarter(({ exit }) => {
      exit({ code: 134, signal: null });
    });
    const run = supervised(starter);
    expect(await run.ending).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('exit code 134') as string,
    });
    expect(starter.starts).toBe(4);
    expect(run.pauses).toEqual([...run.pauses].sort((one, other) => one - other));
    expect(run.pauses).toHaveLength(3);
  });

  it('counts restarts anew after every saved state', async () => {
    const crashLater = Array.from({ length: 6 }, (_, k) => ({ tell, exit }: FakeProcess): void => {
      tell(checkpoint(`state ${k}`, k));
      exit(CRASH);
    });
    const run = supervised(
      fakeStarter(...crashLater, ({ tell, exit }) => {
        tell(ended('finished'));
        exit(CLEAN_EXIT);
      }),
    );
    expect(await run.ending).toMatchObject({ how: 'finished' });
    expect(run.restarts).toHaveLength(6);
  });

  it('is asked to stop, and ends when its worker has saved', async () => {
    const controller = new AbortController();
    const run = supervised(
      fakeStarter(({ tell, exit, stopAsked }) => {
        void stopAsked.then(() => {
          tell(checkpoint('last', 9));
          tell(ended('stopped'));
          exit(CLEAN_EXIT);
        });
        controller.abort();
      }),
      controller.signal,
    );
    expect(await run.ending).toMatchObject({ how: 'stopped' });
    expect(run.reports.map(({ kind }) => kind)).toEqual(['checkpoint']);
  });

  it('is not failed but interrupted when its worker ends of itself while it stops', async () => {
    const controller = new AbortController();
    const starter = fakeStarter(({ exit, stopAsked }) => {
      void stopAsked.then(() => {
        exit(CRASH);
      });
      controller.abort();
    });
    const run = supervised(starter, controller.signal);
    expect(await run.ending).toEqual({ kind: 'lost', reason: 'its worker was ended by SIGSEGV while it stopped' });
    expect(starter.starts).toBe(1);
  });

  it('fails at once for an error that would come again', async () => {
    const starter = fakeStarter(({ tell, exit }) => {
      tell({ kind: 'failed', message: 'tasks.select.valid: only 3 rows', detail: 'stack' });
      exit(CLEAN_EXIT);
    });
    const run = supervised(starter);
    expect(await run.ending).toEqual({ kind: 'failed', reason: 'tasks.select.valid: only 3 rows', detail: 'stack' });
    expect(starter.starts).toBe(1);
  });
});

it('ends its worker when a report cannot be kept, and says why', async () => {
  const starter = fakeStarter(({ tell }) => {
    tell({ kind: 'progress', figures: FIGURES, seconds: 1 });
  });
  const work = runInWorker(JOB, {
    starter,
    report: () => {
      throw new Error('the disk is full');
    },
    restarted: () => undefined,
    stop: new AbortController().signal,
    pause: () => Promise.resolve(),
  });
  await expect(work).rejects.toThrow('the disk is full');
  expect(starter.starts).toBe(1);
});

it('hands on nothing more once a report could not be kept', async () => {
  const taken: string[] = [];
  const starter = fakeStarter(({ tell }) => {
    tell({ kind: 'progress', figures: FIGURES, seconds: 1 });
    tell(checkpoint('late', 2));
  });
  const work = runInWorker(JOB, {
    starter,
    report: ({ kind }) => {
      taken.push(kind);
      throw new Error('the disk is full');
    },
    restarted: () => undefined,
    stop: new AbortController().signal,
    pause: () => Promise.resolve(),
  });
  await expect(work).rejects.toThrow('the disk is full');
  expect(taken).toEqual(['progress']);
});

describe('a worker that hangs', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is ended after two minutes of silence, not earlier, and another one goes on', async () => {
    const run = supervised(
      fakeStarter(
        () => undefined,
        ({ tell, exit }) => {
          tell(ended('finished'));
          exit(CLEAN_EXIT);
        },
      ),
    );
    await vi.advanceTimersByTimeAsync(119_000);
    expect(run.restarts).toEqual([]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await run.ending).toMatchObject({ how: 'finished' });
    expect(run.restarts).toEqual(['did not answer for 120 seconds']);
  });

  it('leaves no process and no timer behind when its job cannot be sent', async () => {
    let kills = 0;
    const starter: Starter = {
      start: () => ({
        send: () => {
          throw new Error('the job could not be cloned');
        },
        onMessage: () => undefined,
        onExit: () => undefined,
        kill: () => kills++,
      }),
    };
    await expect(supervised(starter).ending).rejects.toThrow('the job could not be cloned');
    expect(kills).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
