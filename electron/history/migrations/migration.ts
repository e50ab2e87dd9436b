import type { Database } from 'better-sqlite3';

/** One change of the tables. The version of a history is the number of its last migration. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
  /** What SQL alone cannot do; runs after `sql`, in the same transaction. */
  readonly then?: (database: Database) => void;
}
