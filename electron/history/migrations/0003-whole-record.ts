import type { Database } from 'better-sqlite3';
import type { Migration } from './migration.ts';
import { curvesInPieces } from './curves-in-pieces.ts';
import { sealExistingRows } from './seal-existing-rows.ts';

/**
 * The record of whole runs: islands, curves with quantiles, mutation counts, lineage, checkpoints in pieces, events,
 * notes, views, data sets. Every row carries a checksum, every set of rows a seal.
 */
export const WHOLE_RECORD: Migration = {
  version: 3,
  sql: `
    -- Per set of rows: how many, about how many bytes, and the sum of their checksums modulo 2^52.
    CREATE TABLE seals (
      owner TEXT NOT NULL,
      name TEXT NOT NULL,
      rows INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      sum INTEGER NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (owner, name)
    ) STRICT, WITHOUT ROWID;

    -- What is known of the file itself: whether it was closed, when it was checked.
    CREATE TABLE upkeep (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE specs ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE algorithms ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;

    -- Runs that were started together from one spec.
    CREATE TABLE groups (
      id TEXT PRIMARY KEY,
      spec_hash TEXT NOT NULL REFERENCES specs (hash),
      name TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX groups_by_spec ON groups (spec_hash);
    INSERT INTO groups SELECT group_id, spec_hash, name, created_at, 0 FROM runs
      WHERE rowid IN (SELECT min(rowid) FROM runs GROUP BY group_id);

    -- Numbers grow with every run and are never given again: the order in which runs were added, whatever clocks say.
    CREATE TABLE runs_3 (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      group_id TEXT NOT NULL REFERENCES groups (id),
      spec_hash TEXT NOT NULL REFERENCES specs (hash),
      semantics INTEGER NOT NULL,
      name TEXT NOT NULL,
      preset TEXT,
      seed INTEGER NOT NULL,
      note TEXT NOT NULL,
      -- Where it comes from, if from elsewhere, and its tags, both as JSON.
      origin TEXT,
      tags TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'stopped', 'interrupted', 'done', 'failed')),
      outcome TEXT CHECK (outcome IN ('solved', 'budget-spent', 'stopped')),
      failure TEXT,
      -- In the queue: higher priorities first, then lower positions.
      priority INTEGER NOT NULL,
      position REAL NOT NULL,
      candidates INTEGER NOT NULL,
      charged_steps INTEGER NOT NULL,
      executed_steps INTEGER NOT NULL,
      refused INTEGER NOT NULL,
      seconds REAL NOT NULL,
      cpu_seconds REAL,
      best_hash TEXT REFERENCES algorithms (hash),
      best_search REAL,
      best_select REAL,
      best_final REAL,
      digest TEXT,
      -- Of the digest: only digests of one form can be compared.
      digest_form INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      started_at INTEGER,
      finished_at INTEGER,
      deleted_at INTEGER,
      purged_at INTEGER,
      lease_process INTEGER,
      lease_process_start TEXT,
      checksum INTEGER NOT NULL
    ) STRICT;
    INSERT INTO runs_3
      SELECT NULL, id, group_id, spec_hash, semantics, name, preset, seed, note, NULL,
             (SELECT json_group_array(tag) FROM (SELECT tag FROM tags WHERE run_id = id ORDER BY tag)),
             state, outcome, failure, 0, 0, candidates, charged_steps, executed_steps, refused, seconds, NULL, best_hash,
             best_search, best_select, best_final, digest, 1, created_at, started_at, finished_at, deleted_at, NULL,
             lease_process, lease_process_start, 0
      FROM runs ORDER BY created_at, rowid;
    UPDATE runs_3 SET position = number;

    CREATE TABLE experiments_3 (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      candidates INTEGER NOT NULL,
      charged_steps INTEGER NOT NULL,
      executed_steps INTEGER NOT NULL,
      champion_hash TEXT REFERENCES algorithms (hash),
      search REAL,
      "select" REAL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, number)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO experiments_3
      SELECT r.number, e.number, e.candidates, e.charged_steps, e.executed_steps, champion_hash, search, selected, 0
      FROM experiments e JOIN runs_3 r ON r.id = e.run_id;

    -- Where each island is, or was at its experiment's end.
    CREATE TABLE islands (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      experiment INTEGER NOT NULL,
      island INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      candidates INTEGER NOT NULL,
      charged_steps INTEGER NOT NULL,
      executed_steps INTEGER NOT NULL,
      refused INTEGER NOT NULL,
      best REAL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, experiment, island)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE champions_3 (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      experiment INTEGER NOT NULL,
      island INTEGER NOT NULL,
      birth INTEGER NOT NULL,
      hash TEXT NOT NULL REFERENCES algorithms (hash),
      listing TEXT NOT NULL,
      candidates INTEGER NOT NULL,
      search REAL NOT NULL,
      "select" REAL,
      final REAL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, experiment, island, birth)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO champions_3
      SELECT r.number, experiment, 0, birth, hash, listing, c.candidates, search, selected, final, 0
      FROM champions c JOIN runs_3 r ON r.id = c.run_id;

    CREATE TABLE ancestors_3 (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      experiment INTEGER NOT NULL,
      birth INTEGER NOT NULL,
      parent INTEGER,
      change TEXT NOT NULL,
      search REAL NOT NULL,
      "select" REAL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, experiment, birth)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO ancestors_3
      SELECT r.number, experiment, birth, parent, change, search, selected, 0
      FROM ancestors a JOIN runs_3 r ON r.id = a.run_id;

    -- Births on record, as they left the memory of the search, each with what made it of its parent's program.
    CREATE TABLE lineage (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      experiment INTEGER NOT NULL,
      island INTEGER NOT NULL,
      birth INTEGER NOT NULL,
      parent_island INTEGER,
      parent_birth INTEGER,
      kind TEXT NOT NULL,
      search REAL NOT NULL,
      "select" REAL,
      died INTEGER,
      edits BLOB,
      program BLOB,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, experiment, island, birth)
    ) STRICT, WITHOUT ROWID;

    -- Algorithms of a run that no other of the run beats in both fitness and cost.
    CREATE TABLE archive (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      experiment INTEGER NOT NULL,
      hash TEXT NOT NULL,
      fitness REAL NOT NULL,
      cost REAL NOT NULL,
      listing TEXT NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, experiment, hash)
    ) STRICT, WITHOUT ROWID;

    -- Points of curves, so many a piece: columns of 64-bit numbers one after the other.
    CREATE TABLE curve_pieces (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      experiment INTEGER NOT NULL,
      island INTEGER NOT NULL,
      piece INTEGER NOT NULL,
      points BLOB NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, experiment, island, piece)
    ) STRICT, WITHOUT ROWID;

    -- Births by mutation kind and outcome since the experiment's start, likewise.
    CREATE TABLE mutation_pieces (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      experiment INTEGER NOT NULL,
      island INTEGER NOT NULL,
      piece INTEGER NOT NULL,
      points BLOB NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, experiment, island, piece)
    ) STRICT, WITHOUT ROWID;

    -- What stopped runs go on from: the latest cut and the one before, in pieces.
    CREATE TABLE checkpoints (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      cut INTEGER NOT NULL,
      piece INTEGER NOT NULL,
      pieces INTEGER NOT NULL,
      packed BLOB NOT NULL,
      saved_at INTEGER NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, cut, piece)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO checkpoints
      SELECT r.number, 1, 0, 1, packed, saved_at, 0 FROM saved_states s JOIN runs_3 r ON r.id = s.run_id;

    -- Individuals that went from island to island: their births as JSON.
    CREATE TABLE migrants (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      experiment INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      source INTEGER NOT NULL,
      target INTEGER NOT NULL,
      births TEXT NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, experiment, epoch, source, target)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE summaries_3 (
      run INTEGER PRIMARY KEY REFERENCES runs_3 (number) ON DELETE CASCADE,
      json TEXT NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT;
    INSERT INTO summaries_3 SELECT r.number, json, 0 FROM summaries s JOIN runs_3 r ON r.id = s.run_id;

    CREATE TABLE evaluators_in_use_3 (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      name TEXT NOT NULL,
      instruction_set TEXT,
      dropped TEXT NOT NULL,
      began_at INTEGER NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, number)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO evaluators_in_use_3
      SELECT r.number, e.id, e.name, instruction_set, dropped, began_at, 0
      FROM evaluators_in_use e JOIN runs_3 r ON r.id = e.run_id;

    -- What happened, in the order in which it did. Run 0: to the program, not to a run.
    CREATE TABLE events (
      run INTEGER NOT NULL,
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      text TEXT NOT NULL,
      detail TEXT,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE notes (
      run INTEGER NOT NULL REFERENCES runs_3 (number) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      text TEXT NOT NULL,
      written_at INTEGER NOT NULL,
      edited_at INTEGER,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, number)
    ) STRICT, WITHOUT ROWID;

    -- What the cores of this machine did and why they idled; a sitting is one start of a pool of workers.
    CREATE TABLE worker_timeline (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      sitting TEXT NOT NULL,
      worker INTEGER NOT NULL,
      began_at INTEGER NOT NULL,
      ended_at INTEGER NOT NULL,
      activity TEXT NOT NULL,
      why TEXT,
      run_id TEXT,
      checksum INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE saved_views (
      name TEXT PRIMARY KEY,
      json TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE data_sets (
      name TEXT PRIMARY KEY,
      hash TEXT NOT NULL,
      file TEXT NOT NULL,
      kind TEXT NOT NULL,
      rows INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      columns TEXT NOT NULL,
      target TEXT,
      imported_at INTEGER NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX data_sets_by_hash ON data_sets (hash);

    CREATE TABLE task_sets (
      hash TEXT PRIMARY KEY,
      role TEXT NOT NULL,
      description TEXT NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Every score on a T_final. Kept when its run is deleted: a look stays a look.
    CREATE TABLE final_looks_3 (
      task_set TEXT NOT NULL,
      number INTEGER NOT NULL,
      run_id TEXT,
      algorithm TEXT NOT NULL,
      fitness REAL NOT NULL,
      looked_at INTEGER NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (task_set, number)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO final_looks_3 SELECT task_set, id, run_id, algorithm, fitness, looked_at, 0 FROM final_looks;
  `,
  then: (database) => {
    curvesInPieces(database);
    replaceOldTables(database);
    sealExistingRows(database);
  },
};

/** Tables of earlier schemas, those first that refer to others. */
const OLD = [
  ...['tags', 'experiments', 'champions', 'ancestors', 'fitness_curve', 'saved_states', 'summaries', 'final_looks'],
  ...['evaluators_in_use', 'runs'],
];
const RENAMED = ['runs', 'experiments', 'champions', 'ancestors', 'summaries', 'evaluators_in_use', 'final_looks'];

function replaceOldTables(database: Database): void {
  for (const table of OLD) database.exec(`DROP TABLE ${table}`);
  for (const table of RENAMED) database.exec(`ALTER TABLE ${table}_3 RENAME TO ${table}`);
  database.exec(`
    CREATE INDEX runs_by_spec ON runs (spec_hash);
    CREATE INDEX runs_by_group ON runs (group_id);
    CREATE INDEX runs_by_best ON runs (best_hash);
    CREATE INDEX runs_in_queue ON runs (priority DESC, position) WHERE state = 'queued' AND deleted_at IS NULL;
    CREATE INDEX runs_in_purge ON runs (purged_at) WHERE purged_at IS NOT NULL;
    CREATE INDEX experiments_by_champion ON experiments (champion_hash);
    CREATE INDEX champions_by_algorithm ON champions (hash);
    CREATE INDEX archive_by_algorithm ON archive (hash);
    CREATE UNIQUE INDEX final_looks_by_run ON final_looks (run_id, task_set, algorithm);
  `);
}
