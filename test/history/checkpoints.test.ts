import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { HistoryError } from '../../electron/history/history-error.ts';
import { addRun, withHistory } from './example-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);

/** Changes a byte of the latest checkpoint, or of all. */
function damage(file: string, which: 'latest' | 'all'): void {
  const database = new Database(file);
  const where = which === 'all' ? '' : 'WHERE cut = (SELECT max(cut) FROM checkpoints)';
  database.exec(`UPDATE checkpoints SET packed = CAST(replace(CAST(packed AS TEXT), 'abc', 'abd') AS BLOB) ${where}`);
  database.close();
}

it('states come back with their typed arrays, the latest one', () => {
  withHistory(place('states.sqlite'), ({ checkpoints, ...history }) => {
    addRun({ checkpoints, ...history }, 'one');
    checkpoints.put('one', { old: true }, 1);
    const state = {
      counters: new Uint32Array([1, 2]),
      bits: new Float64Array([-0, NaN, Infinity]),
      name: 'x',
      n: null,
    };
    checkpoints.put('one', state, 2);
    expect(checkpoints.get('one')).toEqual({ state, savedAt: 2, instead: null });
    checkpoints.remove('one');
    expect(checkpoints.get('one')).toBeUndefined();
  });
});

it('two are kept: where the latest is damaged the one before is used, and it is said', () => {
  const file = place('before.sqlite');
  withHistory(file, (history) => {
    addRun(history, 'one');
    for (let cut = 1; cut <= 4; cut++) history.checkpoints.put('one', { text: 'abcdef', cut }, cut);
  });
  const database = new Database(file);
  expect(database.prepare('SELECT cut FROM checkpoints').pluck().all()).toEqual([3, 4]);
  database.close();
  damage(file, 'latest');
  withHistory(file, ({ checkpoints }) => {
    const found = checkpoints.get('one');
    expect(found?.state).toEqual({ text: 'abcdef', cut: 3 });
    expect(found?.instead).toMatch(/its table "checkpoints" is damaged/);
  });
});

it('none is given where all are damaged', () => {
  const file = place('changed.sqlite');
  withHistory(file, (history) => {
    addRun(history, 'one');
    history.checkpoints.put('one', { text: 'abcdef' }, 1);
  });
  damage(file, 'all');
  withHistory(file, ({ checkpoints }) => {
    expect(() => checkpoints.get('one')).toThrow(HistoryError);
    expect(() => checkpoints.get('one')).toThrow(/saved state of run one is damaged.*start it again from its spec/);
  });
});

it('a large state is kept in pieces', () => {
  const file = place('large.sqlite');
  const state = { bytes: new Uint8Array(17 * 1024 * 1024).map((_, index) => index) };
  withHistory(file, (history) => {
    addRun(history, 'one');
    history.checkpoints.put('one', state, 1);
    const found = history.checkpoints.get('one')?.state as typeof state;
    expect(Buffer.from(found.bytes).equals(Buffer.from(state.bytes))).toBe(true);
  });
  const database = new Database(file);
  expect(database.prepare('SELECT count(*) FROM checkpoints').pluck().get()).toBe(2);
  database.exec('DELETE FROM checkpoints WHERE piece = 1');
  database.close();
  withHistory(file, (history) => {
    expect(() => history.checkpoints.get('one')).toThrow(/saved state of run one is damaged/);
  });
});
