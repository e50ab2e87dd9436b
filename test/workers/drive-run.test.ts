import { describe, expect, it } from 'vitest';
import { type DrivenRun, driveRun } from '../../native-worker/drive-run.ts';
import type { FromWorker } from '../../native-worker/worker-messages.ts';
import { FIGURES, savedState } from './fake-worker.ts';

interface Options {
  readonly checkpointSeconds?: number;
  /** Pieces after which the run shall stop. */
  readonly stopAfter?: number;
  /** The run is at rest after every so many pieces. */
  readonly restsEvery?: number;
}

/** A run of so many pieces, on a clock that each piece moves by some seconds. */
function drive(
  pieces: number,
  secondsOfPiece: number,
  { checkpointSeconds = 10, stopAfter = Infinity, restsEvery = 1 }: Options = {},
): { messages: FromWorker[]; turns: () => number; done: Promise<void> } {
  let piece = 0;
  let turns = 0;
  const messages: FromWorker[] = [];
  const run: DrivenRun = {
    get finished() {
      return piece >= pieces;
    },
    get isAtRest() {
      return piece % restsEvery === 0;
    },
    advance: () => {
      piece++;
      return piece === 2 ? [{ kind: 'experiment-started', experiment: 0 }] : [];
    },
    figures: () => FIGURES,
    digest: () => `after ${piece}`,
    save: () => {
      if (piece % restsEvery !== 0) throw new Error('saved while it was not at rest');
      return savedState(`after ${piece}`);
    },
  };
  const done = driveRun(run, {
    seconds: 100,
    checkpointSeconds,
    send: (message) => messages.push(message),
    clock: () => piece * secondsOfPiece,
    nextTurn: () => {
      turns++;
      return Promise.resolve();
    },
    stopRequested: () => piece >= stopAfter,
  });
  return { messages, turns: () => turns, done };
}

const kinds = (messages: readonly FromWorker[]): string[] => messages.map(({ kind }) => kind);

describe('driving a run', () => {
  it('ends with digest and time, the seconds of earlier sittings included', async () => {
    const driven = drive(5, 0.01);
    await driven.done;
    expect(kinds(driven.messages)).toEqual(['events', 'ended']);
    expect(driven.messages.at(-1)).toMatchObject({ how: 'finished', digest: 'after 5', seconds: 100.05 });
  });

  it('lets messages arrive after every piece', async () => {
    const driven = drive(7, 0.01);
    await driven.done;
    expect(driven.turns()).toBe(7);
  });

  it('gives a sign of life several times a second, and a state now and then', async () => {
    const driven = drive(8, 0.3, { checkpointSeconds: 1 });
    await driven.done;
    expect(driven.messages.filter(({ kind }) => kind === 'progress')).toHaveLength(8);
    const states = driven.messages.filter((message) => message.kind === 'checkpoint');
    expect(states.map(({ saved }) => saved)).toEqual([savedState('after 4')]);
  });

  it('saves before it stops, where it stands', async () => {
    const driven = drive(100, 0.01, { stopAfter: 3 });
    await driven.done;
    expect(kinds(driven.messages)).toEqual(['events', 'checkpoint', 'ended']);
    expect(driven.messages.slice(1)).toMatchObject([
      { saved: savedState('after 3') },
      { how: 'stopped', digest: 'after 3' },
    ]);
  });

  it('that shall stop goes on until it is at rest', async () => {
    const driven = drive(100, 0.1, { stopAfter: 3, restsEvery: 5 });
    await driven.done;
    expect(driven.messages.at(-2)).toMatchObject({ kind: 'checkpoint', saved: savedState('after 5'), seconds: 100.5 });
    expect(driven.messages.at(-1)).toMatchObject({ kind: 'ended', how: 'stopped', digest: 'after 5', seconds: 100.5 });
  });

  it('that does not come to rest within half a second ends as it was at the last cut', async () => {
    const driven = drive(1000, 0.1, { stopAfter: 33, restsEvery: 20, checkpointSeconds: 1 });
    await driven.done;
    // Asked at 3.3 s, at rest again at 4: the last cut is that of 2 s.
    expect(driven.turns()).toBe(38);
    expect(driven.messages.at(-2)).toMatchObject({ kind: 'checkpoint', saved: savedState('after 20'), seconds: 102 });
    expect(driven.messages.at(-1)).toMatchObject({ kind: 'ended', digest: 'after 20', seconds: 102 });
  });

  it('that never came to rest since the sitting began ends as it was then', async () => {
    const driven = drive(1000, 0.3, { stopAfter: 10, restsEvery: 500, checkpointSeconds: 1 });
    await driven.done;
    expect(driven.messages.filter(({ kind }) => kind === 'progress').length).toBeGreaterThan(9);
    expect(driven.messages.at(-2)).toMatchObject({ kind: 'checkpoint', saved: savedState('after 0'), seconds: 100 });
    expect(driven.messages.at(-1)).toMatchObject({ kind: 'ended', digest: 'after 0', seconds: 100 });
  });

  it('saves nothing of a run that is finished', async () => {
    const driven = drive(3, 20, { checkpointSeconds: 1 });
    await driven.done;
    const states = driven.messages.filter((message) => message.kind === 'checkpoint');
    expect(states.map(({ saved }) => saved)).toEqual([savedState('after 1'), savedState('after 2')]);
  });
});
