import type { Database } from 'better-sqlite3';
import { type Cell, rowBytes, RowChecksum } from '../row-checksum.ts';
import { addSeals, EMPTY_SEAL, type Seal } from '../seals.ts';

/** Counts of rows, and what is known of the file itself. */
export const UNSEALED: readonly string[] = ['seals', 'upkeep'];

/** Gives every row that is there its checksum, and every set of rows its seal; also how damage to these is repaired. */
export function sealExistingRows(database: Database): void {
  database.exec('DELETE FROM seals');
  const tables = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  for (const table of tables) if (!UNSEALED.includes(table)) sealTable(database, table);
}

interface Column {
  readonly name: string;
  /** Place in the primary key from 1; 0 if it is no part of it. */
  readonly pk: number;
}

function sealTable(database: Database, table: string): void {
  const all = database.pragma(`table_info(${table})`) as Column[];
  const columns = all.filter(({ name }) => name !== 'checksum');
  const key = columns.filter(({ pk }) => pk > 0);
  const quoted = columns.map(({ name }) => `"${name}"`).join(', ');
  const update = database.prepare(
    `UPDATE ${table} SET checksum = ? WHERE ${key.map(({ name }) => `"${name}" = ?`).join(' AND ')}`,
  );
  const checksum = new RowChecksum();
  const owner = columns.findIndex(({ name }) => name === ownerColumn(table));
  const seals = new Map<string, Seal>();
  // Read whole before any is changed: SQLite allows no write to a table while its rows are walked through.
  const keys = database
    .prepare(`SELECT ${key.map(({ name }) => `"${name}"`).join(', ')} FROM ${table}`)
    .raw()
    .all();
  const row = database
    .prepare(`SELECT ${quoted} FROM ${table} WHERE ${key.map(({ name }) => `"${name}" = ?`).join(' AND ')}`)
    .raw();
  for (const place of keys as Cell[][]) {
    const cells = row.get(...place) as Cell[];
    const sum = checksum.of(cells);
    update.run(sum, ...place);
    const set = owner < 0 ? '' : String(cells[owner]);
    seals.set(set, addSeals(seals.get(set) ?? EMPTY_SEAL, { rows: 1, bytes: rowBytes(cells), sum }));
  }
  const put = database.prepare('INSERT INTO seals (owner, name, rows, bytes, sum, checksum) VALUES (?, ?, ?, ?, ?, ?)');
  for (const [set, { rows, bytes, sum }] of seals) {
    put.run(set, table, rows, bytes, sum, checksum.of([set, table, rows, bytes, sum]));
  }
}

/** The column that says to which set a row of a table belongs; null where all rows are one set. */
export function ownerColumn(table: string): string | null {
  switch (table) {
    case 'final_looks':
      return 'task_set';
    case 'runs':
    case 'groups':
    case 'specs':
    case 'algorithms':
    case 'saved_views':
    case 'data_sets':
    case 'task_sets':
    case 'worker_timeline':
      return null;
    default:
      return 'run';
  }
}
