import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { OWNED_TABLES } from '../../electron/history/repositories/purge.ts';
import { addRun, withHistory } from './example-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const BIRTHS = 5000;

it('a purge goes in slices: a run can no longer be had back, others can be written meanwhile, and nothing is left', () => {
  const file = path.join(folder, 'slices.sqlite');
  withHistory(file, (history, opened) => {
    addRun(history, 'one');
    addRun(history, 'two');
    const root = {
      kind: 'founder',
      parentIsland: null,
      parentBirth: null,
      search: 0.5,
      select: null,
      died: null,
      edits: null,
    };
    const births = Array.from({ length: BIRTHS }, (_, birth) => ({
      ...{ ...root, experiment: 0, island: 0, birth, program: new Uint8Array([1]) },
    }));
    opened.write(() => {
      history.lineage.put('one', births);
      history.events.add('one', { at: 1, kind: 'k', text: 't', detail: null });
      history.notes.add('one', 'note', 1);
      history.notes.add('two', 'note', 1);
    });
    history.runs.delete(['one'], 1);
    expect(history.purge.begin(2)).toBe(1);
    expect(history.runs.listDeleted()).toEqual([]);
    expect(history.runs.get('one')).toBeUndefined();
    expect(history.runs.acquire('one', 3)).toEqual({ kind: 'gone' });
    let steps = 0;
    while (!history.purge.step()) {
      steps++;
      history.notes.add('two', `after step ${steps}`, steps);
    }
    expect(steps).toBeGreaterThan(BIRTHS / 2000);
    expect(history.notes.of('two')).toHaveLength(steps + 1);
    expect(history.purge.begin(4)).toBe(0);
  });
  const database = new Database(file);
  const two = database.prepare("SELECT number FROM runs WHERE id = 'two'").pluck().get();
  for (const table of OWNED_TABLES) {
    expect([table, database.prepare(`SELECT count(*) FROM ${table} WHERE run <> ?`).pluck().get(two)]).toEqual([
      table,
      0,
    ]);
  }
  expect(database.prepare("SELECT count(*) FROM seals WHERE owner = '1'").pluck().get()).toBe(0);
  database.close();
});

it('a purge that was cut short is brought to its end by the next one', () => {
  const file = path.join(folder, 'cut-short.sqlite');
  withHistory(file, (history) => {
    addRun(history, 'one');
    history.notes.add('one', 'note', 1);
    history.runs.delete(['one'], 1);
    history.purge.begin(2);
    history.purge.step();
  });
  withHistory(file, (history) => {
    expect(history.runs.list()).toEqual([]);
    history.purge.begin(3);
    while (!history.purge.step());
    addRun(history, 'two');
    expect(history.runs.list().map(({ id }) => id)).toEqual(['two']);
  });
  const database = new Database(file);
  expect(database.prepare('SELECT number FROM runs').pluck().all()).toEqual([2]);
  database.close();
});
