import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Packr } from 'msgpackr';
import { expect, it } from 'vitest';
import { migrate } from '../../electron/history/migrate.ts';
import { MIGRATIONS } from '../../electron/history/migrations/all-migrations.ts';
import { purgeAll, withHistory } from './example-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const APPLICATION_ID = 0x415a5762;

/** A history as an earlier version of the program left it, with a record of every kind. */
function oldHistory(name: string, schema: 1 | 2): string {
  const file = path.join(folder, name);
  const database = new Database(file);
  database.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(database, file, MIGRATIONS.slice(0, schema));
  database.exec(`
    INSERT INTO specs VALUES ('s1', '{"version":1}');
    INSERT INTO algorithms VALUES ('aa', 'def Setup():');
    INSERT INTO runs (id, group_id, spec_hash, semantics, name, preset, seed, note, state, outcome, candidates, seconds,
                      best_hash, best_search, digest, created_at, started_at)
      VALUES ('one', 'one', 's1', 1, 'first', 'demo', 7, 'a note', 'stopped', 'stopped', 50, 1.5, 'aa', 0.5, 'dd', 100, 110),
             ('two', 'one', 's1', 1, 'first', 'demo', 8, '', 'queued', NULL, 0, 0, NULL, NULL, NULL, 100, NULL);
    INSERT INTO tags VALUES ('one', 'good'), ('one', 'fast');
    INSERT INTO experiments VALUES ('one', 0, 50, 5000, 4000, 'aa', 0.5, 0.4);
    INSERT INTO champions VALUES ('one', 0, 7, 'aa', 'def Setup():', 50, 0.5, 0.4, NULL);
    INSERT INTO ancestors VALUES ('one', 0, 1, NULL, '{"founder":{}}', 0.1, NULL), ('one', 0, 7, 1, '{"edits":[]}', 0.5, 0.4);
    INSERT INTO summaries VALUES ('one', '{"references":[]}');
    INSERT INTO final_looks VALUES (NULL, 'one', 'tt', 'aa', 0.3, 120), (NULL, NULL, 'tt', 'bb', 0.2, 130);`);
  const point = database.prepare('INSERT INTO fitness_curve VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (let k = 0; k < 300; k++) point.run('one', k, k < 290 ? 0 : 1, k * 10, k / 10, 0.5, k < 5 ? null : 0.4, 0.3, 0.1);
  const packed = new Packr({ structuredClone: true, moreTypes: true }).pack({ at: new Float64Array([1.5]) });
  database.prepare("INSERT INTO saved_states VALUES ('one', 'hash', ?, 115)").run(packed);
  if (schema === 2) {
    database.exec(`INSERT INTO evaluators_in_use VALUES (1, 'one', 'native', 'avx2', '[]', 105)`);
  }
  database.close();
  return file;
}

it.each([1, 2] as const)('a history of schema %i keeps all that it holds, and is copied first', (schema) => {
  const file = oldHistory(`schema-${schema}.sqlite`, schema);
  withHistory(file, (history, opened) => {
    expect(opened.figures().schema).toBe(3);
    expect(history.runs.list().map(({ id }) => id)).toEqual(['two', 'one']);
    expect(history.runs.get('one')).toMatchObject({ name: 'first', seed: 7, state: 'stopped', candidates: 50 });
    expect(history.runs.get('one')).toMatchObject({
      tags: ['fast', 'good'],
      note: 'a note',
      digest: 'dd',
      seconds: 1.5,
    });
    expect(history.queue.waiting(5).map(({ id }) => id)).toEqual(['two']);
    expect(history.groups.get('one')).toEqual({ id: 'one', specHash: 's1', name: 'first', createdAt: 100 });
    expect(history.specs.get('s1')).toBe('{"version":1}');
    expect(history.algorithms.listing('aa')).toBe('def Setup():');
    expect(history.experiments.of('one')).toMatchObject([{ number: 0, championHash: 'aa', select: 0.4 }]);
    expect(history.champions.of('one')).toMatchObject([{ island: 0, birth: 7, search: 0.5, select: 0.4, final: null }]);
    expect(history.ancestors.line('one', 0, 7).map(({ birth }) => birth)).toEqual([1, 7]);
    expect(history.summaries.get('one')).toBe('{"references":[]}');
    expect(history.checkpoints.get('one')).toMatchObject({ state: { at: new Float64Array([1.5]) }, savedAt: 115 });
    expect(history.finalLooks.count('tt')).toBe(2);
    expect(history.finalLooks.of('tt').map(({ runId }) => runId)).toEqual(['one', null]);
    const curves = history.curves.of('one');
    expect(curves.map(({ experiment, points }) => [experiment, points.length])).toEqual([
      [0, 290],
      [1, 10],
    ]);
    expect(curves[0]?.points[4]).toEqual({
      epoch: null,
      candidates: 4,
      chargedSteps: 40,
      cpuSeconds: null,
      wallSeconds: 0.4,
      best: 0.5,
      mean: 0.3,
      deviation: 0.1,
      quantiles: null,
      select: null,
    });
    expect(curves[1]?.points[0]).toMatchObject({ candidates: 290, select: 0.4 });
    const used = schema === 1 ? [] : [{ name: 'native', instructionSet: 'avx2', dropped: [] }];
    expect(history.evaluatorsInUse.of('one')).toEqual(used);
    expect(history.runs.bytes('one')).toBeGreaterThan(300 * 14 * 8);
    history.runs.delete(['one', 'two'], 1);
    expect(purgeAll(history)).toBe(2);
    expect(history.specs.get('s1')).toBeUndefined();
    expect(history.groups.list()).toEqual([]);
  });
  expect(existsSync(`${file}.before-schema-3`)).toBe(true);
  const copy = new Database(`${file}.before-schema-3`);
  expect(copy.prepare('SELECT count(*) FROM fitness_curve').pluck().get()).toBe(300);
  copy.close();
});
