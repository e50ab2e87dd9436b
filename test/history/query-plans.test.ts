import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, vi } from 'vitest';
import type { Repositories } from '../../electron/history/open-history.ts';
import { FIRST_PAGE } from '../../electron/history/repositories/lineage.ts';
import { addRun, withHistory } from './example-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const BIRTH = { experiment: 0, island: 0, birth: 1 };
const POINT = {
  epoch: 1,
  candidates: 1,
  chargedSteps: 1,
  cpuSeconds: 1,
  wallSeconds: 1,
  best: 1,
  mean: 1,
  deviation: 0,
};
const FIGURES = { candidates: 1, chargedSteps: 1, executedSteps: 1, refused: 0, seconds: 1, cpuSeconds: 1 };

/** What the history is asked while runs are worked on or looked at. */
function work(history: Repositories): void {
  addRun(history, 'one');
  history.runs.acquire('one', 1);
  history.runs.update('one', { ...FIGURES, bestSearch: 0.5, bestSelect: null });
  history.queue.waiting(5);
  history.queue.move('one', null);
  history.algorithms.put('aa', 'listing');
  history.algorithms.hashesStartingWith('a', 2);
  history.champions.put('one', { ...BIRTH, hash: 'aa', listing: '', candidates: 1, search: 1, select: 1, final: null });
  history.champions.of('one');
  history.champions.withHash('aa');
  history.lineage.put('one', [
    {
      ...BIRTH,
      parentIsland: null,
      parentBirth: null,
      kind: 'founder',
      search: 1,
      select: null,
      died: null,
      edits: null,
      program: null,
    },
  ]);
  history.lineage.line('one', BIRTH);
  history.lineage.page('one', FIRST_PAGE, 10);
  history.curves.put('one', [
    { experiment: 0, island: 0, piece: 0, points: [{ ...POINT, quantiles: null, select: null }] },
  ]);
  history.curves.cutOff('one', BIRTH, 1);
  history.curves.of('one');
  history.mutationCounts.of('one');
  history.checkpoints.put('one', {}, 1);
  history.checkpoints.put('one', {}, 2);
  history.checkpoints.put('one', {}, 3);
  history.checkpoints.get('one');
  history.events.add('one', { at: 1, kind: 'k', text: 't', detail: null });
  history.events.of('one');
  history.finalLooks.put({ runId: 'one', taskSet: 'tt', algorithm: 'aa', fitness: 1, lookedAt: 1 });
  history.finalLooks.count('tt');
  history.migrants.of('one');
  history.islands.of('one');
  history.archive.put('one', 0, []);
  history.workerTimeline.add([]);
  history.runs.bytes('one');
  history.runs.release('one', 'ended', 1);
  history.runs.delete(['one'], 1);
  history.purge.begin(1);
  history.purge.step();
}

/** Every statement that some work makes the history prepare. */
function statementsOf(file: string): string[] {
  withHistory(file, () => undefined);
  const preparing = vi.spyOn(Database.prototype, 'prepare');
  withHistory(file, work);
  const statements = preparing.mock.calls.map(([sql]) => sql);
  preparing.mockRestore();
  return [...new Set(statements)].filter((sql) => /^(SELECT|UPDATE|DELETE)/.test(sql));
}

it('what is asked while runs are worked on goes by indices, without sorting', () => {
  const file = path.join(folder, 'plans.sqlite');
  const statements = statementsOf(file);
  expect(statements.length).toBeGreaterThan(25);
  const database = new Database(file);
  for (const sql of statements) {
    // The list of runs is read as a whole, in its own order; the newest entries are found from the end.
    if (/ FROM (runs|worker_timeline) ORDER BY "?number/.test(sql) || sql.includes('sqlite_sequence')) continue;
    const parameters = [...sql.matchAll(/\?/g)].map(() => 1);
    const steps = database.prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
    const bad = steps.filter(({ detail }) => detail.includes('TEMP B-TREE') || /^SCAN (?!.*INDEX)/.test(detail));
    expect([sql, bad]).toEqual([sql, []]);
  }
  database.close();
});
