import type { Migration } from './migration.ts';

/** The tables of the first release. Times are milliseconds since 1970; fitnesses are in [0, 1] or NULL. */
export const FIRST_SCHEMA: Migration = {
  version: 1,
  sql: `
    CREATE TABLE specs (
      hash TEXT PRIMARY KEY,
      json TEXT NOT NULL
    ) STRICT;

    -- An algorithm by its content hash, as the canonical listing with constants to the last bit.
    CREATE TABLE algorithms (
      hash TEXT PRIMARY KEY,
      listing TEXT NOT NULL
    ) STRICT;

    CREATE TABLE runs (
      id TEXT PRIMARY KEY,
      group_id TEXT NOT NULL,
      spec_hash TEXT NOT NULL REFERENCES specs (hash),
      semantics INTEGER NOT NULL,
      name TEXT NOT NULL,
      preset TEXT,
      seed INTEGER NOT NULL,
      note TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'stopped', 'interrupted', 'done', 'failed')),
      outcome TEXT CHECK (outcome IN ('solved', 'budget-spent', 'stopped')),
      failure TEXT,
      candidates INTEGER NOT NULL DEFAULT 0,
      charged_steps INTEGER NOT NULL DEFAULT 0,
      executed_steps INTEGER NOT NULL DEFAULT 0,
      refused INTEGER NOT NULL DEFAULT 0,
      seconds REAL NOT NULL DEFAULT 0,
      best_hash TEXT REFERENCES algorithms (hash),
      best_search REAL,
      best_select REAL,
      best_final REAL,
      digest TEXT,
      created_at INTEGER NOT NULL,
      started_at INTEGER,
      finished_at INTEGER,
      deleted_at INTEGER,
      lease_process INTEGER,
      lease_process_start TEXT
    ) STRICT;
    CREATE INDEX runs_by_age ON runs (created_at);
    CREATE INDEX runs_by_spec ON runs (spec_hash);
    CREATE INDEX runs_by_best ON runs (best_hash);

    CREATE TABLE tags (
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      tag TEXT NOT NULL,
      PRIMARY KEY (run_id, tag)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE experiments (
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      candidates INTEGER NOT NULL,
      charged_steps INTEGER NOT NULL,
      executed_steps INTEGER NOT NULL,
      champion_hash TEXT REFERENCES algorithms (hash),
      search REAL,
      selected REAL,
      PRIMARY KEY (run_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX experiments_by_champion ON experiments (champion_hash);

    -- A program that was looked at on T_select. The listing is the program as it was found, dead code and all.
    CREATE TABLE champions (
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      experiment INTEGER NOT NULL,
      birth INTEGER NOT NULL,
      hash TEXT NOT NULL REFERENCES algorithms (hash),
      listing TEXT NOT NULL,
      candidates INTEGER NOT NULL,
      search REAL NOT NULL,
      selected REAL,
      final REAL,
      PRIMARY KEY (run_id, experiment, birth)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX champions_by_algorithm ON champions (hash);

    -- The ancestors of champions: what each was made from, and how. Shared where lines of descent meet.
    CREATE TABLE ancestors (
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      experiment INTEGER NOT NULL,
      birth INTEGER NOT NULL,
      parent INTEGER,
      change TEXT NOT NULL,
      search REAL NOT NULL,
      selected REAL,
      PRIMARY KEY (run_id, experiment, birth)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE fitness_curve (
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      candidates INTEGER NOT NULL,
      experiment INTEGER NOT NULL,
      charged_steps INTEGER NOT NULL,
      seconds REAL NOT NULL,
      best_search REAL NOT NULL,
      best_select REAL,
      mean REAL NOT NULL,
      deviation REAL NOT NULL,
      PRIMARY KEY (run_id, candidates)
    ) STRICT, WITHOUT ROWID;

    -- What a stopped run goes on from; one a run, the latest.
    CREATE TABLE saved_states (
      run_id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
      sha256 TEXT NOT NULL,
      packed BLOB NOT NULL,
      saved_at INTEGER NOT NULL
    ) STRICT;

    -- Figures that belong to a finished run as a whole: references, fitness by task, ancestry in words.
    CREATE TABLE summaries (
      run_id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
      json TEXT NOT NULL
    ) STRICT;

    -- Every score on a T_final. Kept when its run is deleted: a look stays a look.
    CREATE TABLE final_looks (
      id INTEGER PRIMARY KEY,
      run_id TEXT,
      task_set TEXT NOT NULL,
      algorithm TEXT NOT NULL,
      fitness REAL NOT NULL,
      looked_at INTEGER NOT NULL,
      UNIQUE (run_id, task_set, algorithm)
    ) STRICT;
    CREATE INDEX final_looks_by_task_set ON final_looks (task_set);
  `,
};
