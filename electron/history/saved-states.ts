import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { Packr } from 'msgpackr';
import { HistoryError } from './history-error.ts';

/** What stopped runs go on from: one state a run, the latest. */
export class SavedStates {
  readonly #database: Database;
  readonly #file: string;
  /** Keeps typed arrays as what they are. */
  readonly #packr = new Packr({ structuredClone: true, moreTypes: true });

  constructor(database: Database, file: string) {
    this.#database = database;
    this.#file = file;
  }

  /** Keeps a state in place of the one before. @param state plain data: objects, arrays, typed arrays, numbers, strings */
  put(runId: string, state: unknown, savedAt: number): void {
    const packed = this.#packr.pack(state);
    this.#database
      .prepare('INSERT OR REPLACE INTO saved_states (run_id, sha256, packed, saved_at) VALUES (?, ?, ?, ?)')
      .run(runId, checksum(packed), packed, savedAt);
  }

  /**
   * The latest state of a run, or undefined.
   *
   * @throws {HistoryError} if its bytes are not those that were written
   */
  get(runId: string): unknown {
    const row = this.#database
      .prepare<[string], { sha256: string; packed: Buffer }>('SELECT sha256, packed FROM saved_states WHERE run_id = ?')
      .get(runId);
    if (row === undefined) return undefined;
    if (checksum(row.packed) !== row.sha256) {
      throw new HistoryError(
        this.#file,
        `the saved state of run ${runId} is damaged, so it cannot go on; start it again from its spec`,
      );
    }
    return this.#packr.unpack(row.packed);
  }

  /** Forgets the state of a run that needs none any more. */
  remove(runId: string): void {
    this.#database.prepare('DELETE FROM saved_states WHERE run_id = ?').run(runId);
  }
}

function checksum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
