import type { Database, Statement } from 'better-sqlite3';
import { explain } from './explain-failure.ts';
import { HistoryError } from './history-error.ts';
import { Seals } from './seals.ts';

/** An open database with what all repositories share: prepared statements, transactions and the seals of sets of rows. */
export class Store {
  readonly file: string;
  readonly database: Database;
  readonly seals: Seals;
  readonly #beforeWrite: () => void;
  readonly #statements = new Map<string, Statement>();

  /** @param beforeWrite called before each transaction that writes */
  constructor(database: Database, file: string, beforeWrite: () => void = () => undefined) {
    this.#beforeWrite = beforeWrite;
    this.file = file;
    this.database = database;
    this.seals = new Seals(database, file);
  }

  /** A statement, prepared when it is first asked for and kept. It gives rows as arrays of cells where it gives any. */
  statement(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.database.prepare(sql);
      if (statement.reader) statement.raw();
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /**
   * Does several writes as one: all of them or none. Within another `write` they are part of that one.
   *
   * @throws {HistoryError} if the disk is full, the file is damaged, or it cannot be written
   */
  write<T>(writes: () => T): T {
    if (this.database.inTransaction) return writes();
    return this.#explaining(() => {
      this.#beforeWrite();
      try {
        return this.database
          .transaction(() => {
            const result = writes();
            this.seals.flush();
            return result;
          })
          .immediate();
      } finally {
        this.seals.forget();
      }
    });
  }

  /** Reads from one state of the history, whatever other processes write meanwhile. @throws {HistoryError} */
  read<T>(reads: () => T): T {
    if (this.database.inTransaction) return reads();
    return this.#explaining(() => this.database.transaction(reads).deferred());
  }

  #explaining<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const isSqlite = error instanceof Error && error.name === 'SqliteError';
      throw isSqlite ? new HistoryError(this.file, explain(error), { cause: error }) : error;
    }
  }
}
