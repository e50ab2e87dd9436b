import { DAMAGED_ADVICE } from './explain-failure.ts';
import { HistoryError } from './history-error.ts';
import { type Cell, rowBytes, RowChecksum } from './row-checksum.ts';
import { addSeals, EMPTY_SEAL, negated, type Seal } from './seals.ts';
import { sqlName } from './sql-name.ts';
import type { Store } from './store.ts';

/** A table of the history: `camelCase` columns here are `snake_case` in the file. */
export interface TableDefinition<Row> {
  readonly name: string;
  /** All but the checksum, in the order in which it covers them. */
  readonly columns: readonly (keyof Row & string)[];
  /** Those of the primary key. */
  readonly key: readonly (keyof Row & string)[];
  /** The column that says to which set a row belongs; null where all rows are one set. */
  readonly owner: (keyof Row & string) | null;
}

/** What rows of a table belong to where all are one set. */
const WHOLE_TABLE = '';

/** Rows with their seal. */
interface SealedRows<Row> {
  readonly rows: Row[];
  readonly seal: Seal;
}

/**
 * Rows with checksums. What is read is what was written, or an error that names the table: a row's checksum covers all
 * its cells, the seal of its set says that no row is missing, and a row that was found by its key has that key.
 */
export class Table<Row extends Readonly<Record<keyof Row, Cell>>> {
  readonly #store: Store;
  readonly #checksum = new RowChecksum();
  readonly #name: string;
  readonly #columns: TableDefinition<Row>['columns'];
  readonly #key: TableDefinition<Row>['key'];
  readonly #owner: TableDefinition<Row>['owner'];
  readonly #sql: { readonly select: string; readonly insert: string; readonly upsert: string };

  constructor(store: Store, { name, columns, key, owner }: TableDefinition<Row>) {
    this.#store = store;
    this.#name = name;
    this.#columns = columns;
    this.#key = key;
    this.#owner = owner;
    const listed = [...columns.map(sqlName), 'checksum'];
    const insert = `INSERT INTO ${name} (${listed.join(', ')}) VALUES (${listed.map(() => '?').join(', ')})`;
    const changed = listed.filter((column) => !key.some((each) => sqlName(each) === column));
    const sets = changed.map((column) => `${column} = excluded.${column}`).join(', ');
    this.#sql = {
      select: `SELECT ${listed.join(', ')} FROM ${name}`,
      insert,
      upsert: `${insert} ON CONFLICT (${key.map(sqlName).join(', ')}) DO UPDATE SET ${sets}`,
    };
  }

  /** Adds a row. @throws {HistoryError} where its key is taken */
  insert(row: Row): void {
    this.#store.write(() => {
      this.#write(this.#sql.insert, row);
    });
  }

  /** Adds a row unless its key is taken. @returns whether it was added */
  insertNew(row: Row): boolean {
    return this.#store.write(() => {
      if (this.#peek(row) !== undefined) return false;
      this.#write(this.#sql.insert, row);
      return true;
    });
  }

  /** Adds a row, in place of the one with its key where there is one. */
  put(row: Row): void {
    this.#store.write(() => {
      const old = this.#peek(row);
      if (old !== undefined) this.#unseal(old);
      this.#write(this.#sql.upsert, row);
    });
  }

  /** Changes some columns of the row with a key. @returns the row as it is then, or undefined where there is none */
  update(key: Partial<Row>, change: Partial<Row>): Row | undefined {
    return this.#store.write(() => {
      const old = this.get(key);
      if (old === undefined) return undefined;
      const row = { ...old, ...change };
      this.put(row);
      return row;
    });
  }

  /** Removes the rows whose columns have some values. */
  remove(where: Partial<Row>): void {
    this.#store.write(() => {
      const rows = this.find(where);
      for (const row of rows) this.#unseal(row);
      const { condition, values } = conditionOf(where);
      if (rows.length > 0) this.#store.statement(`DELETE FROM ${this.#name} WHERE ${condition}`).run(...values);
    });
  }

  /**
   * The row with a key, or undefined.
   *
   * @param key at least the columns of the key; with the owner's column "there is none" is said only where no row of
   *   the whole set is missing
   * @throws {HistoryError} where it is damaged, or missing from its set
   */
  get(key: Partial<Row>): Row | undefined {
    return this.#store.read(() => {
      const row = this.#peek(key);
      if (row === undefined && (this.#owner === null || key[this.#owner] !== undefined))
        this.requireNone(this.#keyOf(key), key);
      return row;
    });
  }

  /**
   * Rows whose columns have some values. A row that damage has hidden is not missed; `all` misses it.
   *
   * @param rest what follows in the statement, such as `ORDER BY birth LIMIT 5`
   * @throws {HistoryError} where a row is damaged
   */
  find(where: Partial<Row>, rest = ''): Row[] {
    return this.#find(where, rest).rows;
  }

  /** Rows by any clause. @throws {HistoryError} where a row is damaged */
  select(clause: string, values: readonly Cell[]): Row[] {
    return this.#read(clause, values).rows;
  }

  /**
   * All rows of a set.
   *
   * @param owner a row or a part of one that names the set; nothing where all rows are one
   * @param order columns; those of the key unless given
   * @throws {HistoryError} where a row is damaged or missing
   */
  all(owner: Partial<Row> = {}, order: string = this.#key.map(sqlName).join(', ')): Row[] {
    return this.#store.read(() => {
      const { rows, seal } =
        this.#owner === null
          ? this.#read(`ORDER BY ${order}`, [])
          : this.#find({ [this.#owner]: owner[this.#owner] } as Partial<Row>, `ORDER BY ${order}`);
      this.confirm(seal, owner);
      return rows;
    });
  }

  /** Reads a whole set once, a row at a time. @throws {HistoryError} where a row is damaged or missing */
  verify(owner: Partial<Row> = {}): void {
    this.#goThrough(owner, () => undefined);
  }

  /**
   * Makes sure that an index which finds no row with some values is right.
   *
   * @throws {HistoryError} where there is such a row after all, or a row of the set is damaged or missing
   */
  requireNone(where: Partial<Row>, owner: Partial<Row> = {}): void {
    const columns = Object.keys(where) as (keyof Row & string)[];
    this.#goThrough(owner, (row) => {
      if (columns.every((column) => row[column] === where[column])) throw this.#damaged('an index lacks a row');
    });
  }

  #goThrough(owner: Partial<Row>, see: (row: Row) => void): void {
    this.#store.read(() => {
      const clause = this.#owner === null ? '' : `WHERE ${sqlName(this.#owner)} = ?`;
      const values = this.#owner === null ? [] : [owner[this.#owner]];
      let seal = EMPTY_SEAL;
      for (const cells of this.#store.statement(`${this.#sql.select} ${clause}`).iterate(...values)) {
        const row = this.#row(cells as Cell[]);
        see(row);
        seal = addSeals(seal, this.#sealOf(row));
      }
      this.confirm(seal, owner);
    });
  }

  /** How many rows a set has, and about their bytes. */
  seal(owner: Partial<Row> = {}): Seal {
    return this.#store.read(() => this.#store.seals.of(this.#name, this.#ownerOf(owner)));
  }

  /** The seal of rows that were read. */
  sealOfRows(rows: readonly Row[]): Seal {
    return rows.reduce((seal, row) => addSeals(seal, this.#sealOf(row)), EMPTY_SEAL);
  }

  /** Compares what was read of a set with its seal. @throws {HistoryError} where rows are missing */
  confirm(found: Seal, owner: Partial<Row> = {}): void {
    const sealed = this.seal(owner);
    if (found.rows !== sealed.rows) throw this.#damaged(`${found.rows} of ${sealed.rows} rows are there`);
    if (found.sum !== sealed.sum) throw this.#damaged('its rows are not those that were written');
  }

  /** The row with a key, or undefined where there is none or damage has hidden it. */
  #peek(key: Partial<Row>): Row | undefined {
    return this.find(this.#keyOf(key))[0];
  }

  #keyOf(row: Partial<Row>): Partial<Row> {
    return Object.fromEntries(this.#key.map((column) => [column, row[column]])) as Partial<Row>;
  }

  #find(where: Partial<Row>, rest: string): SealedRows<Row> {
    const { condition, values } = conditionOf(where);
    const found = this.#read(`WHERE ${condition} ${rest}`, values);
    const columns = Object.keys(where) as (keyof Row & string)[];
    for (const row of found.rows) {
      if (columns.some((column) => row[column] !== where[column])) {
        throw this.#damaged('an index leads to another row');
      }
    }
    return found;
  }

  #read(clause: string, values: readonly Cell[]): SealedRows<Row> {
    return this.#store.read(() => {
      let seal = EMPTY_SEAL;
      const rows = this.#store
        .statement(`${this.#sql.select} ${clause}`)
        .all(...values)
        .map((found) => {
          const cells = found as Cell[];
          const row = this.#row(cells);
          const checksum = cells[this.#columns.length] as number;
          seal = addSeals(seal, { rows: 1, bytes: rowBytes(cells), sum: checksum });
          return row;
        });
      return { rows, seal };
    });
  }

  #row(cells: readonly Cell[]): Row {
    const width = this.#columns.length;
    if (this.#checksum.of(cells, width) !== cells[width]) throw this.#damaged('a row is not as it was written');
    const row: Partial<Record<string, Cell>> = {};
    for (let index = 0; index < width; index++) row[this.#columns[index] ?? ''] = cells[index] ?? null;
    return row as Row;
  }

  #write(sql: string, row: Row): void {
    const cells: Cell[] = this.#columns.map((column) => row[column]);
    for (const [index, cell] of cells.entries()) {
      if (typeof cell === 'number' && !Number.isFinite(cell)) {
        throw new RangeError(
          `${this.#name}.${this.#columns[index] ?? ''}: is ${cell}; expected a finite number or null`,
        );
      }
    }
    const checksum = this.#checksum.of(cells);
    this.#store.statement(sql).run(...cells, checksum);
    this.#seal(row, { rows: 1, bytes: rowBytes(cells), sum: checksum });
  }

  #ownerOf(row: Partial<Row>): string {
    return this.#owner === null ? WHOLE_TABLE : String(row[this.#owner]);
  }

  #sealOf(row: Row): Seal {
    const cells = this.#columns.map((column) => row[column]);
    return { rows: 1, bytes: rowBytes(cells), sum: this.#checksum.of(cells) };
  }

  #seal(row: Partial<Row>, change: Seal): void {
    this.#store.seals.change(this.#name, this.#ownerOf(row), change);
  }

  #unseal(row: Row): void {
    this.#seal(row, negated(this.#sealOf(row)));
  }

  #damaged(detail: string): HistoryError {
    return new HistoryError(this.#store.file, `its table "${this.#name}" is damaged: ${detail}; ${DAMAGED_ADVICE}`);
  }
}

function conditionOf<Row extends object>(where: Partial<Row>): { readonly condition: string; readonly values: Cell[] } {
  return {
    condition: Object.keys(where)
      .map((column) => `${sqlName(column)} IS ?`)
      .join(' AND '),
    values: Object.values(where) as Cell[],
  };
}
