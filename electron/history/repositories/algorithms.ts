import type { Store } from '../store.ts';
import { Table } from '../table.ts';

/** Sorts behind every hexadecimal digit. */
const AFTER_ALL_DIGITS = 'g';
/** Algorithms that are looked at for whether anything needs them, at once. */
const PRUNED_AT_ONCE = 1000;

interface AlgorithmRow {
  readonly hash: string;
  readonly listing: string;
}

/** Algorithms by their content hash, each as its canonical listing with constants to the last bit. */
export class Algorithms {
  readonly #table: Table<AlgorithmRow>;

  constructor(store: Store) {
    this.#table = new Table(store, { name: 'algorithms', columns: ['hash', 'listing'], key: ['hash'], owner: null });
  }

  /** Keeps an algorithm; one that is there already stays as it is. */
  put(hash: string, canonicalListing: string): void {
    this.#table.insertNew({ hash, listing: canonicalListing });
  }

  /** The hashes that start with some hexadecimal digits, at most `limit`. */
  hashesStartingWith(prefix: string, limit: number): string[] {
    return this.#table
      .select('WHERE hash >= ? AND hash < ? ORDER BY hash LIMIT ?', [prefix, `${prefix}${AFTER_ALL_DIGITS}`, limit])
      .map(({ hash }) => hash);
  }

  /** The canonical listing of an algorithm, or undefined. */
  listing(hash: string): string | undefined {
    return this.#table.get({ hash })?.listing;
  }

  /** Forgets some algorithms that nothing refers to any more. @returns whether there may be more */
  prune(): boolean {
    const unused = this.#table.select(`${UNUSED} LIMIT ?`, [PRUNED_AT_ONCE]);
    for (const { hash } of unused) this.#table.remove({ hash });
    return unused.length === PRUNED_AT_ONCE;
  }
}

const UNUSED = `WHERE NOT EXISTS (SELECT 1 FROM champions WHERE champions.hash = algorithms.hash)
  AND NOT EXISTS (SELECT 1 FROM runs WHERE best_hash = algorithms.hash)
  AND NOT EXISTS (SELECT 1 FROM experiments WHERE champion_hash = algorithms.hash)`;
