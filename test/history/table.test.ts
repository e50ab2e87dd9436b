import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OWNED_TABLES } from '../../electron/history/repositories/purge.ts';
import { type Cell, RowChecksum } from '../../electron/history/row-checksum.ts';
import { Store } from '../../electron/history/store.ts';
import { Table } from '../../electron/history/table.ts';
import { withHistory } from './example-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();

interface Word {
  readonly language: string;
  readonly word: string;
  readonly timesSeen: number;
}

/** A table of words by language, and the database that it is in. */
function words(): { database: Database.Database; table: Table<Word>; store: Store } {
  const database = new Database(':memory:');
  database.exec(`
    CREATE TABLE seals (owner TEXT, name TEXT, rows INTEGER, bytes INTEGER, sum INTEGER, checksum INTEGER,
                        PRIMARY KEY (owner, name));
    CREATE TABLE words (language TEXT, word TEXT, times_seen INTEGER, checksum INTEGER, PRIMARY KEY (language, word));`);
  const store = new Store(database, 'words.sqlite');
  const table = new Table<Word>(store, {
    name: 'words',
    columns: ['language', 'word', 'timesSeen'],
    key: ['language', 'word'],
    owner: 'language',
  });
  table.put({ language: 'en', word: 'tree', timesSeen: 3 });
  table.put({ language: 'en', word: 'house', timesSeen: 1 });
  table.put({ language: 'de', word: 'Baum', timesSeen: 2 });
  return { database, table, store };
}

describe('a table', () => {
  it('gives back what was put, replaced, changed and removed, set by set', () => {
    const { table } = words();
    table.put({ language: 'en', word: 'tree', timesSeen: 4 });
    table.update({ language: 'en', word: 'house' }, { timesSeen: 9 });
    expect(table.insertNew({ language: 'en', word: 'house', timesSeen: 0 })).toBe(false);
    expect(table.all({ language: 'en' })).toEqual([
      { language: 'en', word: 'house', timesSeen: 9 },
      { language: 'en', word: 'tree', timesSeen: 4 },
    ]);
    table.remove({ language: 'en', word: 'house' });
    expect(table.all({ language: 'en' })).toHaveLength(1);
    expect(table.get({ language: 'en', word: 'house' })).toBeUndefined();
    expect(table.all({ language: 'fr' })).toEqual([]);
    expect(table.seal({ language: 'en' }).rows).toBe(1);
  });

  it.each([
    ['a changed cell', "UPDATE words SET times_seen = 4 WHERE word = 'tree'", /a row is not as it was written/],
    ['a changed key', "UPDATE words SET word = 'trea' WHERE word = 'tree'", /a row is not as it was written/],
    ['a changed checksum', "UPDATE words SET checksum = checksum + 1 WHERE word = 'tree'", /not as it was written/],
    ['a row that is gone', "DELETE FROM words WHERE word = 'tree'", /1 of 2 rows are there/],
    ['a row that was put in', "INSERT INTO words SELECT 'en', 'ivy', 1, 5", /not as it was written/],
    ['a count that is gone', "DELETE FROM seals WHERE owner = 'en'", /2 of 0 rows are there/],
    ['a changed count', "UPDATE seals SET rows = 1 WHERE owner = 'en'", /its count of "words" is damaged/],
  ])('tells %s from data', (_, damage, message) => {
    const { database, table } = words();
    database.exec(damage);
    expect(() => table.all({ language: 'en' })).toThrow(message);
    expect(() => table.all({ language: 'en' })).toThrow(/history words\.sqlite: /);
    expect(table.all({ language: 'de' })).toHaveLength(1);
  });

  it('does not say that there is no such row where the set lacks one', () => {
    const { database, table } = words();
    database.exec("DELETE FROM words WHERE word = 'tree'");
    expect(() => table.get({ language: 'en', word: 'tree' })).toThrow(/1 of 2 rows are there/);
    expect(table.get({ language: 'de', word: 'Haus' })).toBeUndefined();
  });

  it('counts nothing of a transaction that was undone', () => {
    const { table, store } = words();
    expect(() => {
      store.write(() => {
        table.put({ language: 'en', word: 'ivy', timesSeen: 1 });
        throw new Error('in the middle');
      });
    }).toThrow('in the middle');
    table.put({ language: 'en', word: 'oak', timesSeen: 1 });
    expect(table.all({ language: 'en' }).map(({ word }) => word)).toEqual(['house', 'oak', 'tree']);
  });

  it('refuses numbers that SQLite would keep as something else', () => {
    const { table } = words();
    expect(() => {
      table.put({ language: 'en', word: 'ivy', timesSeen: NaN });
    }).toThrow(/words\.timesSeen: is NaN; expected a finite number or null/);
  });
});

it('a checksum changes with every flipped bit of every cell', () => {
  const checksum = new RowChecksum();
  const cells = fc.array(
    fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.double({ noNaN: true }),
      fc.string(),
      fc.constant(null),
    ),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(cells, fc.nat(), (row, place) => {
      const before = checksum.of(row);
      expect(Number.isSafeInteger(before) && before >= 0 && before < 2 ** 52).toBe(true);
      const blob = row.find((cell) => cell instanceof Uint8Array);
      if (blob === undefined) return;
      const bit = place % (blob.length * 8);
      blob[bit >> 3] = blob[bit >> 3]! ^ (1 << (bit & 7));
      expect(checksum.of(row as Cell[])).not.toBe(before);
    }),
    { seed: 5 },
  );
  expect(checksum.of([0])).toBe(checksum.of([-0]));
  expect(checksum.of(['1'])).not.toBe(checksum.of([1]));
  expect(checksum.of([''])).not.toBe(checksum.of([null]));
});

describe('the tables of the history', () => {
  const file = path.join(folder, 'tables.sqlite');

  function columnsOf(database: Database.Database, table: string): { name: string; type: string }[] {
    return database.pragma(`table_info(${table})`) as { name: string; type: string }[];
  }

  it('all end in a checksum, but for the counts of rows and the upkeep; those of runs begin with the run', () => {
    withHistory(file, () => undefined);
    const database = new Database(file);
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all() as string[];
    const sealed = tables.filter((name) => !['seals', 'upkeep'].includes(name));
    for (const name of sealed) expect([name, columnsOf(database, name).at(-1)?.name]).toEqual([name, 'checksum']);
    const owned = sealed.filter((name) => columnsOf(database, name)[0]?.name === 'run');
    expect([...owned].sort()).toEqual([...OWNED_TABLES].sort());
    database.close();
  });
});
