import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRun } from '../../electron/workbench/find-run.ts';
import { listRuns } from '../../electron/workbench/run-listing.ts';
import { runDetails } from '../../electron/workbench/show-run.ts';
import { type HistoryClient, withHistory } from '../../electron/workbench/with-history.ts';
import { fillHistory } from './filled-history.ts';
import type { Result } from './result.ts';

/** Every so many of the runs are opened, each for the first time. */
const OPENED = 20;
const REPEATS = 10;

/**
 * How long it takes to list the runs of a large history, to filter them, and to open one with all points of its
 * curves; wall time, through the history's thread.
 */
export async function historyResults(runs: number, pointsOfRun: number): Promise<Result[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'automl-zero-bench-'));
  try {
    const file = path.join(folder, 'history.sqlite');
    fillHistory(file, runs, pointsOfRun);
    const note = `${runs} runs of ${pointsOfRun} points`;
    const results: Result[] = [];
    const openedAt = performance.now();
    await withHistory(file, async (history) => {
      results.push(resultOf('history-start', note, [performance.now() - openedAt]));
      results.push(await timed('history-list-runs', note, REPEATS, () => listRuns(history)));
      results.push(await timed('history-filter-runs', note, REPEATS, () => listRuns(history, { filter: 'batch-3' })));
      const stride = Math.max(1, Math.floor(runs / OPENED));
      const opened = Array.from({ length: Math.min(OPENED, runs) }, (_, k) =>
        (k * stride).toString(16).padStart(12, '0'),
      );
      results.push(await timed('history-open-run', note, opened.length, (k) => open(history, opened[k] ?? '')));
    });
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function open(history: HistoryClient, id: string): Promise<unknown> {
  const run = await findRun(history, id);
  return await Promise.all([runDetails(history, run), history.curves.columns(run.id)]);
}

async function timed(
  name: string,
  note: string,
  repeats: number,
  work: (repeat: number) => Promise<unknown>,
): Promise<Result> {
  const milliseconds: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const began = performance.now();
    await work(repeat);
    milliseconds.push(performance.now() - began);
  }
  return resultOf(name, note, milliseconds);
}

function resultOf(name: string, note: string, milliseconds: readonly number[]): Result {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const seconds = (time: number | undefined): number => (time ?? 0) / 1000;
  return {
    ...{ name, value: seconds(median), unit: 's', note },
    least: seconds(sorted[0]),
    most: seconds(sorted.at(-1)),
  };
}
