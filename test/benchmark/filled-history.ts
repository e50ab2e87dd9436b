import { SEMANTICS_VERSION } from '../../native-worker/algorithm/semantics-version.ts';
import { openHistory, type Repositories } from '../../electron/history/open-history.ts';
import { type CurvePoint, POINTS_IN_PIECE } from '../../electron/history/repositories/curve-point.ts';
import type { CurvePiece } from '../../electron/history/repositories/curves.ts';
import { presetSpec } from './searches.ts';

/** Pieces of one island's curve: as long as a curve becomes before it is thinned. */
const PIECES_OF_ISLAND = 16;

/** Fills a history with finished runs of the demo's spec, each with so many points over its experiments. */
export function fillHistory(file: string, runs: number, pointsOfRun: number): void {
  const history = openHistory(file);
  const { seed: _seed, ...spec } = presetSpec('demo', {});
  const curves = pieces(Math.ceil(pointsOfRun / POINTS_IN_PIECE));
  for (let run = 0; run < runs; run++) {
    history.write(() => {
      const id = run.toString(16).padStart(12, '0');
      addFinishedRun(history.repositories, id, JSON.stringify(spec));
      history.repositories.curves.put(id, curves);
    });
  }
  history.close();
}

function addFinishedRun(history: Repositories, id: string, spec: string): void {
  const run = { groupId: id, semantics: SEMANTICS_VERSION, name: `run ${id}`, preset: 'demo', note: '', createdAt: 1 };
  history.queue.enqueue({ spec, runs: [{ ...run, id, seed: Number.parseInt(id, 16) }] });
  history.runs.acquire(id, 1);
  history.algorithms.put('aa', LISTING);
  const found = { hash: 'aa', listing: LISTING, candidates: 1, search: 0.5, select: 0.5, final: 0.5 };
  for (let experiment = 0; experiment < 5; experiment++) {
    history.champions.put(id, { experiment, island: 0, birth: 1, ...found });
  }
  history.runs.tag(id, [`batch-${Number.parseInt(id, 16) % 10}`], []);
  history.runs.end(id, {
    ...{
      state: 'done',
      outcome: 'solved',
      failure: null,
      digest: '0'.repeat(64),
      digestForm: 2,
      bestHash: 'aa',
      bestFinal: 0.5,
    },
    finishedAt: 2,
  });
}

const LISTING = 'def Setup():\ndef Predict():\n  s1 = dot(v0, v1)\ndef Learn():\n';

function pieces(count: number): CurvePiece[] {
  return Array.from({ length: count }, (_, index) => ({
    experiment: Math.floor(index / PIECES_OF_ISLAND),
    island: 0,
    piece: index % PIECES_OF_ISLAND,
    points: Array.from({ length: POINTS_IN_PIECE }, (_, k) => point(index * POINTS_IN_PIECE + k)),
  }));
}

function point(index: number): CurvePoint {
  return {
    ...{ epoch: index, candidates: index * 1000, chargedSteps: index * 100_000, cpuSeconds: index, wallSeconds: index },
    ...{ best: 1 - 1 / (index + 2), mean: 0.5, deviation: 0.1, quantiles: [0.1, 0.2, 0.3, 0.4, 0.5], select: 0.5 },
  };
}
