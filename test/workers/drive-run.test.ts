import { describe, expect, it } from 'vitest';
import { type DrivenRun, driveRun } from '../../native-worker/drive-run.ts';
import type { FromWorker } from '../../native-worker/worker-messages.ts';
import { FIGURES, savedState } from './fake-worker.ts';

/** A run of so many pieces, on a clock that each piece moves by some seconds. */
function drive(
  pieces: number,
  secondsOfPiece: number,
  { checkpointSeconds = 10, stopAfter = Infinity }: { checkpointSeconds?: number; stopAfter?: number } = {},
): { messages: FromWorker[]; turns: () => number; done: Promise<void> } {
  let piece = 0;
  let turns = 0;
  const messages: FromWorker[] = [];
  const run: DrivenRun = {
    get finished() {
      return piece >= pieces;
    },
    advance: () => {
      piece++;
      return piece === 2 ? [{ kind: 'experiment-started', experiment: 0 }] : [];
    },
    figures: () => FIGURES,
    digest: () => `after ${piece}`,
    save: () => savedState(`after ${piece}`),
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

  it('saves nothing of a run that is finished', async () => {
    const driven = drive(3, 20, { checkpointSeconds: 1 });
    await driven.done;
    const states = driven.messages.filter((message) => message.kind === 'checkpoint');
    expect(states.map(({ saved }) => saved)).toEqual([savedState('after 1'), savedState('after 2')]);
  });
});
