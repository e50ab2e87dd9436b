import type { Database } from 'better-sqlite3';

/** Sorts behind every hexadecimal digit. */
const AFTER_ALL_DIGITS = 'g';

/** Algorithms by their content hash, each as its canonical listing with constants to the last bit. */
export class Algorithms {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps an algorithm; one that is there already stays as it is. */
  put(hash: string, canonicalListing: string): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO algorithms (hash, listing) VALUES (?, ?)')
      .run(hash, canonicalListing);
  }

  /** The hashes that start with some hexadecimal digits, at most `limit`. */
  hashesStartingWith(prefix: string, limit: number): string[] {
    return this.#database
      .prepare<[string, string, number], string>('SELECT hash FROM algorithms WHERE hash >= ? AND hash < ? LIMIT ?')
      .pluck()
      .all(prefix, `${prefix}${AFTER_ALL_DIGITS}`, limit);
  }

  /** The canonical listing of an algorithm, or undefined. */
  listing(hash: string): string | undefined {
    return this.#database.prepare<[string], string>('SELECT listing FROM algorithms WHERE hash = ?').pluck().get(hash);
  }
}
