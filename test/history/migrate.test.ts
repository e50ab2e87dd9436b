import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate, schemaVersion } from '../../electron/history/migrate.ts';
import { MIGRATIONS } from '../../electron/history/migrations/all-migrations.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const FIRST = { version: 1, sql: 'CREATE TABLE a (x)' };
const SECOND = { version: 2, sql: 'CREATE TABLE b (x); INSERT INTO a VALUES (2)' };
const BROKEN = { version: 3, sql: 'CREATE TABLE c (x); no such statement' };

function opened(name: string): { database: Database.Database; file: string } {
  const file = path.join(folder, name);
  return { database: new Database(file), file };
}

it('applies what is missing, in order, and copies the history first', () => {
  const { database, file } = opened('two.sqlite');
  migrate(database, file, [FIRST]);
  database.exec('INSERT INTO a VALUES (1)');
  migrate(database, file, [FIRST, SECOND]);
  expect(schemaVersion(database)).toBe(2);
  expect(database.prepare('SELECT x FROM a').pluck().all()).toEqual([1, 2]);
  const copy = new Database(`${file}.before-schema-2`);
  expect(copy.prepare('SELECT x FROM a').pluck().all()).toEqual([1]);
  copy.close();
  database.close();
});

it('makes no copy of a new history', () => {
  const { database, file } = opened('new.sqlite');
  migrate(database, file, [FIRST, SECOND]);
  expect(existsSync(`${file}.before-schema-2`)).toBe(false);
  database.close();
});

it('leaves a history as it was when a migration fails', () => {
  const { database, file } = opened('broken.sqlite');
  migrate(database, file, [FIRST]);
  expect(() => {
    migrate(database, file, [FIRST, SECOND, BROKEN]);
  }).toThrow(/syntax error/);
  expect(schemaVersion(database)).toBe(1);
  expect(database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()).toEqual(['a']);
  database.close();
});

it('numbers the migrations from 1 without gaps', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});
