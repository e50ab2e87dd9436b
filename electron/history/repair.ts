import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { HistoryError } from './history-error.ts';
import { migrate } from './migrate.ts';
import { sealExistingRows, UNSEALED } from './migrations/seal-existing-rows.ts';
import { APPLICATION_ID } from './open-database.ts';
import { type Cell, RowChecksum } from './row-checksum.ts';

/** What became of the rows of one table. */
export interface RepairedTable {
  readonly table: string;
  readonly kept: number;
  /** Rows that were found and are not as they were written, or that belong to a run that could not be read. */
  readonly dropped: number;
  /** Why reading came to an end early; null where it did not. */
  readonly problem: string | null;
}

/** What a repair gave. */
export interface Repair {
  /** The new file; the damaged one is left as it was. */
  readonly file: string;
  readonly tables: readonly RepairedTable[];
}

/**
 * Saves what can be read of a damaged history into a new file beside it, `FILE.repaired`. Only rows that are as they
 * were written are kept, and what they belong to has to be there, too.
 *
 * @throws {HistoryError} where nothing can be read at all, or the new file is there already
 */
export function repairHistory(file: string): Repair {
  const target = `${file}.repaired`;
  if (existsSync(target)) {
    throw new HistoryError(file, `${target} is there already; look at it with --history, or move it away, and repeat`);
  }
  const repaired = new Database(target);
  try {
    repaired.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(repaired, target);
    const tables = copyRows(file, repaired);
    const [first] = tables;
    if (tables.every(({ kept, problem }) => kept === 0 && problem !== null))
      throw new Error(first?.problem ?? 'no tables');
    repaired.close();
    return { file: target, tables };
  } catch (error) {
    repaired.close();
    rmSync(target);
    if (error instanceof HistoryError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new HistoryError(file, `nothing of it can be read (${detail}); restore it from a backup`, { cause: error });
  }
}

function copyRows(file: string, repaired: Database.Database): RepairedTable[] {
  const damaged = new Database(file, { readonly: true });
  try {
    const tables = tablesOf(repaired).filter((table) => !UNSEALED.includes(table));
    // Rows come table by table, and what they belong to may come later.
    repaired.pragma('foreign_keys = OFF');
    const copied = repaired.transaction(() => {
      const found = tables.map((table) => copyTable(damaged, repaired, table));
      const orphans = new Map(tables.map((table) => [table, removeOrphans(repaired, table)]));
      sealExistingRows(repaired);
      return found.map((table) => {
        const orphaned = orphans.get(table.table) ?? 0;
        return { ...table, kept: table.kept - orphaned, dropped: table.dropped + orphaned };
      });
    })();
    return copied;
  } finally {
    damaged.close();
  }
}

function tablesOf(database: Database.Database): string[] {
  return database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
}

/** Reads a table from its beginning, and where damage stops that, from its end. */
function copyTable(damaged: Database.Database, repaired: Database.Database, table: string): RepairedTable {
  const columns = (repaired.pragma(`table_info(${table})`) as { name: string; pk: number }[]).map((column) => ({
    ...column,
    quoted: `"${column.name}"`,
  }));
  const listed = columns.map(({ quoted }) => quoted).join(', ');
  const key = columns.filter(({ pk }) => pk > 0).map(({ quoted }) => quoted);
  const insert = repaired.prepare(
    `INSERT OR IGNORE INTO ${table} (${listed}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const checksum = new RowChecksum();
  let kept = 0;
  let dropped = 0;
  const read = (order: string): string | null => {
    try {
      for (const row of damaged.prepare(`SELECT ${listed} FROM ${table} NOT INDEXED ${order}`).raw().iterate()) {
        const cells = row as Cell[];
        if (checksum.of(cells, cells.length - 1) === cells.at(-1)) kept += insert.run(...cells).changes;
        else dropped++;
      }
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const problem = read('');
  if (problem !== null) {
    read(`ORDER BY ${key.map((column) => `${column} DESC`).join(', ')}`);
  }
  return { table, kept, dropped, problem };
}

/** @returns how many rows refer to others that are not there */
function removeOrphans(repaired: Database.Database, table: string): number {
  let removed = 0;
  for (const { from, table: parent, to } of repaired.pragma(`foreign_key_list(${table})`) as ForeignKey[]) {
    const orphans = `DELETE FROM ${table} WHERE "${from}" IS NOT NULL AND "${from}" NOT IN (SELECT "${to}" FROM ${parent})`;
    removed += repaired.prepare(orphans).run().changes;
  }
  return removed;
}

interface ForeignKey {
  readonly from: string;
  readonly table: string;
  readonly to: string;
}
