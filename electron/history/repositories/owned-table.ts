import type { Cell } from '../row-checksum.ts';
import { EMPTY_SEAL, type Seal } from '../seals.ts';
import type { Store } from '../store.ts';
import { Table } from '../table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** What an owned table is, beside the column `run`, which comes first in the table and in its key. */
export interface OwnedTableDefinition<Row> {
  readonly name: string;
  /** In the order in which the checksum covers them. */
  readonly columns: readonly (keyof Row & string)[];
  /** Of the primary key. */
  readonly key: readonly (keyof Row & string)[];
}

/** A row as it is in the file: with the number of the run that it belongs to. */
type Owned = { readonly run: number } & Readonly<Record<string, Cell>>;

/** Rows that belong to runs: here runs go by their ids, in the file by their numbers. */
export class OwnedTable<Row extends Readonly<Record<keyof Row, Cell>>> {
  readonly #table: Table<Owned>;
  readonly #runs: RunNumbers;

  constructor(store: Store, runs: RunNumbers, { name, columns, key }: OwnedTableDefinition<Row>) {
    this.#runs = runs;
    this.#table = new Table<Owned>(store, { name, columns: ['run', ...columns], key: ['run', ...key], owner: 'run' });
  }

  /** Adds a row, in place of the one with its key where there is one. @throws {HistoryError} without such a run */
  put(runId: string, row: Row): void {
    this.#table.put({ ...row, run: this.#runs.of(runId) });
  }

  /** Adds a row unless its key is taken. @returns whether it was added */
  insertNew(runId: string, row: Row): boolean {
    return this.#table.insertNew({ ...row, run: this.#runs.of(runId) });
  }

  /** The row of a run with a key, or undefined. @throws {HistoryError} where it is damaged or missing */
  get(runId: string, key: Partial<Row>): Row | undefined {
    const run = this.#runs.find(runId);
    const row = run === undefined ? undefined : this.#table.get({ ...key, run });
    return row && (withoutRun(row) as Row);
  }

  /** All rows of a run, in order of the key or of some columns. @throws {HistoryError} where one is damaged or missing */
  all(runId: string, order?: string): Row[] {
    const run = this.#runs.find(runId);
    return run === undefined ? [] : this.#table.all({ run }, order).map((row) => withoutRun(row) as Row);
  }

  /** Rows of a run whose columns have some values; one that damage has hidden is not missed. */
  find(runId: string, where: Partial<Row>, rest?: string): Row[] {
    const run = this.#runs.find(runId);
    return run === undefined ? [] : this.#table.find({ run, ...where }, rest).map((row) => withoutRun(row) as Row);
  }

  /** Rows of all runs by a clause, with the runs they belong to. */
  anywhere(clause: string, values: readonly Cell[]): { readonly runId: string; readonly row: Row }[] {
    return this.#table
      .select(clause, values)
      .map((row) => ({ runId: this.#runs.idOf(row.run) ?? '', row: withoutRun(row) as Row }));
  }

  /** Changes columns of a row. @returns whether there is one */
  update(runId: string, key: Partial<Row>, change: Partial<Row>): boolean {
    return this.#table.update({ ...key, run: this.#runs.of(runId) }, change) !== undefined;
  }

  /** Removes rows of a run; all unless some columns are to have some values. */
  remove(runId: string, where: Partial<Row> = {}): void {
    const run = this.#runs.find(runId);
    if (run !== undefined) this.#table.remove({ run, ...where });
  }

  /** How many rows a run has, and about their bytes. */
  seal(runId: string): Seal {
    const run = this.#runs.find(runId);
    return run === undefined ? EMPTY_SEAL : this.#table.seal({ run });
  }

  /** The seal of rows that were read. */
  sealOfRows(runId: string, rows: readonly Row[]): Seal {
    const run = this.#runs.of(runId);
    return this.#table.sealOfRows(rows.map((row) => ({ ...row, run })));
  }

  /** Reads all rows of a run once. @throws {HistoryError} where one is damaged or missing */
  verify(runId: string): void {
    this.#table.verify({ run: this.#runs.of(runId) });
  }
}

function withoutRun({ run: _run, ...row }: Owned): object {
  return row;
}
