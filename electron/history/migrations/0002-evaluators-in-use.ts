import type { Migration } from './migration.ts';

/** By what the programs of a run were evaluated: results do not depend on it, speed does. */
export const EVALUATORS_IN_USE: Migration = {
  version: 2,
  sql: `
    -- One row for each process that worked on a run. Dropped: faster evaluators that were passed over, and why, as JSON.
    CREATE TABLE evaluators_in_use (
      id INTEGER PRIMARY KEY,
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      instruction_set TEXT,
      dropped TEXT NOT NULL,
      began_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX evaluators_in_use_by_run ON evaluators_in_use (run_id);
  `,
};
