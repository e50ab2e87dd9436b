import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Specs by their content: a group's runs share one. Stored without the seed, which is the run's. */
export class Specs {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps a spec and gives its hash. @param json the resolved spec */
  put(json: string): string {
    const hash = createHash('sha256').update(json).digest('hex');
    this.#database.prepare('INSERT OR IGNORE INTO specs (hash, json) VALUES (?, ?)').run(hash, json);
    return hash;
  }

  /** The resolved spec as it was kept, or undefined. */
  get(hash: string): string | undefined {
    return this.#database.prepare<[string], string>('SELECT json FROM specs WHERE hash = ?').pluck().get(hash);
  }
}
