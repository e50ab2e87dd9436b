import type { Database } from 'better-sqlite3';

/** What is shown of a run beyond its row, as JSON: references; of a finished one also fitness by task, ancestry in words. */
export class Summaries {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  put(runId: string, json: string): void {
    this.#database.prepare('INSERT OR REPLACE INTO summaries (run_id, json) VALUES (?, ?)').run(runId, json);
  }

  get(runId: string): string | undefined {
    return this.#database.prepare<[string], string>('SELECT json FROM summaries WHERE run_id = ?').pluck().get(runId);
  }
}
