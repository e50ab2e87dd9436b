import type { Database } from 'better-sqlite3';
import type { ProcessTable } from './process-identity.ts';
import type { NewRun, RunEnd, RunFigures, RunRecord, RunState } from './run-record.ts';

interface RunRow extends Omit<RunRecord, 'tags'> {
  readonly tags: string;
  readonly leaseProcess: number | null;
  readonly leaseProcessStart: string | null;
}

/** A row of the list of tags holds them separated by a character that no tag may hold. */
const TAG_SEPARATOR = '\n';

const SELECT_RUN = `
  SELECT id, group_id AS groupId, spec_hash AS specHash, semantics, name, preset, seed, note, state, outcome, failure,
         candidates, charged_steps AS chargedSteps, executed_steps AS executedSteps, refused, seconds,
         best_hash AS bestHash, best_search AS bestSearch, best_select AS bestSelect, best_final AS bestFinal, digest,
         created_at AS createdAt, started_at AS startedAt, finished_at AS finishedAt, deleted_at AS deletedAt,
         lease_process AS leaseProcess, lease_process_start AS leaseProcessStart,
         coalesce((SELECT group_concat(tag, char(10)) FROM (SELECT tag FROM tags WHERE run_id = id ORDER BY tag)), '')
           AS tags
  FROM runs`;

/** The runs. A deleted run stays, hidden, until `purge`. */
export class Runs {
  readonly #database: Database;
  readonly #processes: ProcessTable;

  constructor(database: Database, processes: ProcessTable) {
    this.#database = database;
    this.#processes = processes;
  }

  /** Adds a run, queued: its row is there before any work is done. */
  add(run: NewRun): void {
    this.#database
      .prepare(
        `INSERT INTO runs (id, group_id, spec_hash, semantics, name, preset, seed, note, state, created_at)
         VALUES ($id, $groupId, $specHash, $semantics, $name, $preset, $seed, $note, 'queued', $createdAt)`,
      )
      .run(run);
  }

  get(id: string): RunRecord | undefined {
    const row = this.#database.prepare<[string], RunRow>(`${SELECT_RUN} WHERE id = ?`).get(id);
    return row && this.#record(row);
  }

  /** All runs that are not deleted, newest first. */
  list(): RunRecord[] {
    return this.#database
      .prepare<[], RunRow>(`${SELECT_RUN} WHERE deleted_at IS NULL ORDER BY created_at DESC, rowid DESC`)
      .all()
      .map((row) => this.#record(row));
  }

  /** Deleted runs that can still be had back, newest first. */
  listDeleted(): RunRecord[] {
    return this.#database
      .prepare<[], RunRow>(`${SELECT_RUN} WHERE deleted_at IS NOT NULL ORDER BY created_at DESC, rowid DESC`)
      .all()
      .map((row) => this.#record(row));
  }

  /**
   * Makes this process the one that runs a run, unless another living process does: a window and a command line never
   * run it twice. A run that is done or deleted is not run again.
   *
   * @returns whether the lease was given
   */
  acquire(id: string, now: number): boolean {
    const take = this.#database.transaction((): boolean => {
      const row = this.#database.prepare<[string], RunRow>(`${SELECT_RUN} WHERE id = ?`).get(id);
      if (row === undefined || row.state === 'done' || row.deletedAt !== null || this.#isHeld(row)) return false;
      const { pid, start } = this.#processes.self();
      this.#database
        .prepare(
          `UPDATE runs SET state = 'running', outcome = NULL, failure = NULL, finished_at = NULL,
             started_at = coalesce(started_at, ?), lease_process = ?, lease_process_start = ? WHERE id = ?`,
        )
        .run(now, pid, start, id);
      return true;
    });
    return take.immediate();
  }

  /** How far a run is. */
  update(id: string, figures: RunFigures): void {
    this.#database
      .prepare(
        `UPDATE runs SET candidates = $candidates, charged_steps = $chargedSteps, executed_steps = $executedSteps,
           refused = $refused, seconds = $seconds, best_search = $bestSearch, best_select = $bestSelect WHERE id = $id`,
      )
      .run({ id, ...figures });
  }

  /** Ends a sitting and gives the lease back. */
  end(id: string, end: RunEnd): void {
    this.#database
      .prepare(
        `UPDATE runs SET state = $state, outcome = $outcome, failure = $failure, digest = $digest,
           best_hash = $bestHash, best_final = $bestFinal, finished_at = $finishedAt,
           lease_process = NULL, lease_process_start = NULL WHERE id = $id`,
      )
      .run({ id, ...end });
  }

  rename(id: string, name: string): void {
    this.#database.prepare('UPDATE runs SET name = ? WHERE id = ?').run(name, id);
  }

  /** Gives a run a tag; a tag is a word or a few, on one line. */
  addTag(id: string, tag: string): void {
    this.#database.prepare('INSERT OR IGNORE INTO tags (run_id, tag) VALUES (?, ?)').run(id, tag);
  }

  removeTag(id: string, tag: string): void {
    this.#database.prepare('DELETE FROM tags WHERE run_id = ? AND tag = ?').run(id, tag);
  }

  /** Hides a run until it is restored or purged. */
  delete(id: string, now: number): void {
    this.#database.prepare('UPDATE runs SET deleted_at = ? WHERE id = ?').run(now, id);
  }

  restore(id: string): void {
    this.#database.prepare('UPDATE runs SET deleted_at = NULL WHERE id = ?').run(id);
  }

  /** Removes deleted runs for good, with all that belongs to them. @returns how many */
  purge(): number {
    const purge = this.#database.transaction((): number => {
      const { changes } = this.#database.prepare('DELETE FROM runs WHERE deleted_at IS NOT NULL').run();
      this.#database.exec(`
        DELETE FROM algorithms WHERE hash NOT IN (
          SELECT hash FROM champions UNION SELECT best_hash FROM runs WHERE best_hash IS NOT NULL
          UNION SELECT champion_hash FROM experiments WHERE champion_hash IS NOT NULL);
        DELETE FROM specs WHERE hash NOT IN (SELECT spec_hash FROM runs);`);
      return changes;
    });
    return purge();
  }

  #isHeld({ state, leaseProcess, leaseProcessStart }: RunRow): boolean {
    return (
      state === 'running' &&
      leaseProcess !== null &&
      this.#processes.isAlive({ pid: leaseProcess, start: leaseProcessStart ?? '' })
    );
  }

  #record(row: RunRow): RunRecord {
    const { leaseProcess: _process, leaseProcessStart: _start, tags, ...record } = row;
    const state: RunState = row.state === 'running' && !this.#isHeld(row) ? 'interrupted' : row.state;
    return { ...record, state, tags: tags === '' ? [] : tags.split(TAG_SEPARATOR) };
  }
}
