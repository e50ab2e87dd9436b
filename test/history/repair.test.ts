import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { repairHistory } from '../../electron/history/repair.ts';
import { withHistory } from './example-run.ts';
import { asText, fillHistory, kindsOfRecords } from './full-history.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();

function filled(name: string): string {
  const file = path.join(folder, name);
  withHistory(file, fillHistory);
  return file;
}

it('all records are read once: the damaged table is named, be it a row that changed or one that is gone', () => {
  for (const [name, damage, message] of [
    ['sound', '', null],
    ['changed', "UPDATE notes SET text = 'forged' WHERE run = 1", /"notes" is damaged: a row is not as it was written/],
    ['gone', 'DELETE FROM lineage WHERE run = 1 AND birth = 7', /"lineage" is damaged: 149 of 150 rows are there/],
    ['all gone', 'DELETE FROM events', /"events" is damaged: 0 of \d+ rows are there/],
  ] as const) {
    const file = filled(`${name}.sqlite`);
    const database = new Database(file);
    database.exec(damage);
    database.close();
    withHistory(file, (_, history) => {
      if (message === null) history.verify();
      else
        expect(() => {
          history.verify();
        }).toThrow(message);
    });
  }
});

it('a sound history comes out as it is', () => {
  const file = filled('as-it-is.sqlite');
  const before = readFileSync(file);
  const { file: repaired, tables } = repairHistory(file);
  expect(tables.filter(({ dropped, problem }) => dropped > 0 || problem !== null)).toEqual([]);
  const texts = (of: string): string[] =>
    withHistory(of, (_, history) => Object.values(kindsOfRecords(history)).map((read) => asText(read)));
  expect(texts(repaired)).toEqual(texts(file));
  expect(before.length).toBeGreaterThan(0);
});

it('what is damaged is left out and counted, the rest is saved; the damaged file stays as it is', () => {
  const file = filled('damaged.sqlite');
  const database = new Database(file);
  database.exec(
    "UPDATE curve_pieces SET points = x'00' WHERE run = 1; UPDATE runs SET name = 'forged' WHERE number = 2",
  );
  database.close();
  const before = readFileSync(file);
  const { file: repaired, tables } = repairHistory(file);
  expect(readFileSync(file).equals(before)).toBe(true);
  const ofTable = (name: string) => tables.find(({ table }) => table === name);
  // Of the two runs with curves one has lost its curves, the other one is lost with all that it had.
  expect(ofTable('curve_pieces')).toEqual({ table: 'curve_pieces', kept: 0, dropped: 4, problem: null });
  expect(ofTable('runs')).toMatchObject({ kept: 2, dropped: 1 });
  withHistory(repaired, (history) => {
    expect(history.runs.list().map(({ id }) => id)).toEqual(['cccccccccccc', 'aaaaaaaaaaaa']);
    expect(history.champions.of('aaaaaaaaaaaa')).toHaveLength(12);
    expect(history.curves.of('aaaaaaaaaaaa')).toEqual([]);
    expect(history.lineage.size('aaaaaaaaaaaa').rows).toBe(150);
  });
});

it('a page that SQLite cannot read costs the rows in it, not those before and behind it', () => {
  const file = filled('page.sqlite');
  const bytes = readFileSync(file);
  const database = new Database(file);
  const page = database
    .prepare("SELECT pageno FROM dbstat WHERE name = 'lineage' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 2")
    .pluck()
    .get() as number;
  database.close();
  bytes.fill(0xff, (page - 1) * 4096, page * 4096);
  writeFileSync(file, bytes);
  const lineage = repairHistory(file).tables.find(({ table }) => table === 'lineage');
  expect(lineage?.problem).toMatch(/malformed/);
  expect(lineage?.kept).toBeGreaterThan(150);
  expect(lineage?.kept).toBeLessThan(300);
});

it('an earlier rescue is not overwritten, and a file of which nothing can be read leaves none', () => {
  const file = filled('twice.sqlite');
  repairHistory(file);
  expect(() => repairHistory(file)).toThrow(/twice\.sqlite\.repaired is there already/);
  const noise = path.join(folder, 'noise.sqlite');
  writeFileSync(noise, 'SQLite format 3\0' + 'noise'.repeat(2000));
  expect(() => repairHistory(noise)).toThrow(/noise\.sqlite: nothing of it can be read/);
  expect(() => readFileSync(`${noise}.repaired`)).toThrow(/ENOENT/);
});
