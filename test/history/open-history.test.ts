import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { HistoryError } from '../../electron/history/history-error.ts';
import { SCHEMA_VERSION } from '../../electron/history/migrate.ts';
import { openHistory, openHistoryAsFound } from '../../electron/history/open-history.ts';
import { addRun, withHistory } from './example-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);

function refusal(file: string): string {
  try {
    openHistory(file).close();
  } catch (error) {
    expect(error).toBeInstanceOf(HistoryError);
    return (error as Error).message;
  }
  throw new Error('the history was opened');
}

describe('opening a history', () => {
  it('makes folder, file and tables where there are none, and finds them again', () => {
    const file = place('new/deep/history.sqlite');
    withHistory(file, (history) => addRun(history, 'abcdefabcdef'));
    expect(withHistory(file, (history) => history.runs.list().map(({ id }) => id))).toEqual(['abcdefabcdef']);
    expect(withHistory(file, (_, history) => history.figures().schema)).toBe(SCHEMA_VERSION);
  });

  it('keeps a write-ahead log, checks foreign keys and marks the file as its own', () => {
    const file = place('pragmas.sqlite');
    withHistory(file, (history) => {
      expect(() => {
        history.notes.add('no such run', 'text', 0);
      }).toThrow(/has no run no such run/);
      expect(() => {
        addRun(history, 'one', { specHash: 'no such spec' });
      }).toThrow(/FOREIGN KEY/);
    });
    const database = new Database(file);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('application_id', { simple: true })).toBe(0x415a5762);
    database.close();
  });

  it('refuses a file that is not SQLite, and leaves it as it is', () => {
    const file = place('notes.txt');
    writeFileSync(file, 'dear diary, this is no database');
    expect(refusal(file)).toMatch(/notes\.txt: is not an SQLite database.*--history/);
    expect(readFileSync(file, 'utf8')).toBe('dear diary, this is no database');
  });

  it('refuses the database of another program, and leaves it as it is', () => {
    const file = place('other.sqlite');
    new Database(file).exec('CREATE TABLE contacts (name TEXT)').close();
    const before = readFileSync(file);
    expect(refusal(file)).toMatch(/another program/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('goes on with a history whose making was cut short, however early', () => {
    const file = place('cut-short.sqlite');
    new Database(file).exec('PRAGMA application_id = 0x415a5762').close();
    expect(withHistory(file, (_, history) => history.figures().schema)).toBe(SCHEMA_VERSION);
    const empty = place('empty.sqlite');
    writeFileSync(empty, '');
    expect(withHistory(empty, (_, history) => history.figures().schema)).toBe(SCHEMA_VERSION);
  });

  it('never has tables without the mark that they are its own, so that nobody takes them for another program’s', () => {
    const file = place('mark.sqlite');
    const marks: unknown[] = [];
    const making = vi.spyOn(Database.prototype, 'exec');
    making.mockImplementation(function (this: Database.Database, sql: string) {
      marks.push(this.pragma('application_id', { simple: true }));
      making.mockRestore();
      return this.exec(sql);
    });
    withHistory(file, () => undefined);
    expect(marks).toEqual([0x415a5762]);
  });

  it('refuses a folder', () => {
    const file = place('a-folder');
    mkdirSync(file);
    expect(refusal(file)).toMatch(/is a folder/);
  });

  it('refuses a newer schema and says which schemas it found and knows', () => {
    const file = place('newer.sqlite');
    withHistory(file, () => undefined);
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    expect(refusal(file)).toContain(`has schema 99, and this program knows schemas up to ${SCHEMA_VERSION}`);
  });

  it('refuses a truncated file, and leaves it as it is', () => {
    const file = place('truncated.sqlite');
    withHistory(file, (history) => {
      for (let k = 0; k < 200; k++) addRun(history, `run-${k}`, { note: 'n'.repeat(200) });
    });
    truncateSync(file, 3 * 4096);
    expect(refusal(file)).toMatch(/is damaged/);
    expect(statSync(file).size).toBe(3 * 4096);
  });

  it('refuses a file whose pages are overwritten', () => {
    const file = place('overwritten.sqlite');
    withHistory(file, (history) => {
      for (let k = 0; k < 200; k++) addRun(history, `run-${k}`, { note: 'n'.repeat(200) });
    });
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
    expect(refusal(file)).toMatch(/is damaged/);
  });

  it('says in one line that a file is damaged, and keeps what SQLite found as the cause', () => {
    const file = place('index.sqlite');
    withHistory(file, (history) => {
      for (let k = 0; k < 200; k++) addRun(history, `run-${k}`, { note: 'n'.repeat(200) });
    });
    const database = new Database(file);
    const page = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'runs'").pluck().get() as number;
    database.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, (page - 1) * 4096 + 12, page * 4096);
    writeFileSync(file, bytes);
    let found: unknown;
    try {
      openHistory(file).close();
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(HistoryError);
    const { message, cause } = found as HistoryError;
    expect(message).toMatch(/^history .*index\.sqlite: is damaged; it was left as it is: .*--history$/);
    expect((cause as Error).message).toMatch(/page|malformed/i);
  });

  it('says so when a part of the path is a file', () => {
    writeFileSync(place('file'), '');
    expect(refusal(place('file/history.sqlite'))).toMatch(/a part of its path is a file|folder cannot be made/);
  });
});

describe('a history as it is found', () => {
  it('is empty where there is none, and nothing is made', () => {
    const file = place('nothing/here.sqlite');
    const history = openHistoryAsFound(file);
    expect(history.isOnDisk).toBe(false);
    expect(history.repositories.runs.list()).toEqual([]);
    history.close();
    expect(existsSync(place('nothing'))).toBe(false);
  });

  it('is the one in the file where there is one', () => {
    const file = place('something.sqlite');
    withHistory(file, (history) => addRun(history, 'abcdefabcdef'));
    const history = openHistoryAsFound(file);
    expect(history.isOnDisk).toBe(true);
    expect(history.repositories.runs.list()).toHaveLength(1);
    history.close();
  });

  it('is refused where it could not be made', () => {
    writeFileSync(place('blocking'), '');
    expect(() => openHistoryAsFound(place('blocking/deep/history.sqlite'))).toThrow(/a part of its path is a file/);
  });
});
