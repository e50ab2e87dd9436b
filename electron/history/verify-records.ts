import type { Database } from 'better-sqlite3';
import { DAMAGED_ADVICE } from './explain-failure.ts';
import { HistoryError } from './history-error.ts';
import { ownerColumn, UNSEALED } from './migrations/seal-existing-rows.ts';
import { type Cell, rowBytes, RowChecksum } from './row-checksum.ts';
import { addSeals, EMPTY_SEAL, type Seal, type Seals } from './seals.ts';

/**
 * Reads every row of every table once. What SQLite's own check does not see is seen here: a changed cell, a row that is
 * missing from its set.
 *
 * @throws {HistoryError} naming the first table that is damaged
 */
export function verifyRecords(database: Database, file: string, seals: Seals): void {
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  for (const table of tables) {
    if (UNSEALED.includes(table)) continue;
    const problem = problemOf(database, table, seals);
    if (problem !== null) {
      throw new HistoryError(file, `its table "${table}" is damaged: ${problem}; ${DAMAGED_ADVICE}`);
    }
  }
}

function problemOf(database: Database, table: string, seals: Seals): string | null {
  const statement = database.prepare(`SELECT * FROM ${table} NOT INDEXED`).raw();
  const owner = statement.columns().findIndex(({ name }) => name === ownerColumn(table));
  const checksum = new RowChecksum();
  const found = new Map<string, Seal>();
  let damaged = 0;
  for (const row of statement.iterate()) {
    const cells = row as Cell[];
    const sum = checksum.of(cells, cells.length - 1);
    if (sum !== cells.at(-1)) damaged++;
    const set = owner < 0 ? '' : String(cells[owner]);
    found.set(set, addSeals(found.get(set) ?? EMPTY_SEAL, { rows: 1, bytes: rowBytes(cells), sum }));
  }
  if (damaged > 0)
    return damaged === 1 ? 'a row is not as it was written' : `${damaged} rows are not as they were written`;
  const sealed = database.prepare<[string], string>('SELECT owner FROM seals WHERE name = ?').pluck().all(table);
  for (const set of new Set([...found.keys(), ...sealed])) {
    const expected = seals.of(table, set);
    const { rows, sum } = found.get(set) ?? EMPTY_SEAL;
    if (rows !== expected.rows) return `${rows} of ${expected.rows} rows are there`;
    if (sum !== expected.sum) return 'its rows are not those that were written';
  }
  return null;
}
