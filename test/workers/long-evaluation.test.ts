import { describe, expect, it } from 'vitest';
import { driveRun } from '../../native-worker/drive-run.ts';
import { RunSession } from '../../native-worker/search/run-session.ts';
import type { SavedRun } from '../../native-worker/search/saved-run.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import type { FromWorker } from '../../native-worker/worker-messages.ts';
import { digestOf, services, smallSpec } from '../search/run-sessions.ts';

/** Programs that multiply large matrices for each example: three products are a piece of work. */
const SPEC: Spec = (() => {
  const tasks = { kind: 'linear', features: 72, count: 1, train: 10, valid: 1 };
  const frozen = (length: number) => ({ init: length, min: length, max: length });
  return smallSpec(
    { form: 'reference', population: 2, tournament: 1, cache: 'none' },
    {
      tasks: { search: tasks, select: tasks, final: tasks },
      addresses: { scalars: 3, vectors: 2, matrices: 3 },
      ops: { setup: [], predict: [43, 51], learn: [] },
      sizes: { setup: frozen(1), predict: frozen(2), learn: frozen(0) },
      init: {
        listing:
          'def Setup():\n  m0 = gaussian(0, 0.1, (n_features, n_features))\ndef Predict():\n  m1 = matmul(m0, m0)\n  s1 = mean(m1)\ndef Learn():\n',
      },
      budget: { candidates: 2, experiments: 1 },
    },
  );
})();

/** Drives a run on a clock that moves by some seconds with each piece of work, and asks it to stop after some pieces. */
async function drive(run: RunSession, secondsOfPiece: number, stopAfter: number) {
  const messages: FromWorker[] = [];
  let turns = 0;
  let turnsUnderWay = 0;
  await driveRun(run, {
    seconds: 0,
    checkpointSeconds: 1000,
    send: (message) => messages.push(message),
    clock: () => turns * secondsOfPiece,
    nextTurn: () => {
      turns++;
      if (!run.isAtRest) turnsUnderWay++;
      return Promise.resolve();
    },
    stopRequested: () => turns >= stopAfter,
  });
  return { messages, turnsUnderWay };
}

describe('an evaluation that takes long', () => {
  it('lets messages through many times, gives signs of life, and loses nothing to a stop in its midst', async () => {
    const first = RunSession.start(SPEC, services());
    const { messages, turnsUnderWay } = await drive(first, 0.2, 12);
    expect(turnsUnderWay).toBeGreaterThan(4);
    expect(messages.filter(({ kind }) => kind === 'progress').length).toBeGreaterThan(4);

    const [checkpoint, end] = messages.slice(-2);
    expect(end).toMatchObject({ kind: 'ended', how: 'stopped' });
    if (checkpoint?.kind !== 'checkpoint' || end?.kind !== 'ended')
      throw new Error('a stopped run ends with its state');
    expect([end.figures, end.seconds]).toEqual([checkpoint.figures, checkpoint.seconds]);

    const resumed = RunSession.resume(SPEC, services(), structuredClone<SavedRun>(checkpoint.saved));
    expect(resumed.digest()).toBe(end.digest);
    const { messages: later } = await drive(resumed, 0, Infinity);
    expect(later.at(-1)).toMatchObject({ kind: 'ended', how: 'finished', digest: digestOf(SPEC) });
  });
});
