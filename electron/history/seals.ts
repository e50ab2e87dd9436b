import type { Database, Statement } from 'better-sqlite3';
import { HistoryError } from './history-error.ts';
import { CHECKSUM_MODULUS, RowChecksum } from './row-checksum.ts';

/** What a set of rows amounts to: their number, about their bytes, and the sum of their checksums. */
export interface Seal {
  readonly rows: number;
  readonly bytes: number;
  /** Modulo 2^52. */
  readonly sum: number;
}

/** The seal of no rows. */
export const EMPTY_SEAL: Seal = { rows: 0, bytes: 0, sum: 0 };

/** The sum of two seals: that of the two sets of rows together. */
export function addSeals(first: Seal, second: Seal): Seal {
  return {
    rows: first.rows + second.rows,
    bytes: first.bytes + second.bytes,
    sum: (first.sum + second.sum) % CHECKSUM_MODULUS,
  };
}

/** What has to be added to a seal when rows with this one are taken out. */
export function negated({ rows, bytes, sum }: Seal): Seal {
  return { rows: -rows, bytes: -bytes, sum: (CHECKSUM_MODULUS - sum) % CHECKSUM_MODULUS };
}

interface SealRow extends Seal {
  readonly checksum: number;
}

/**
 * For each table, how many rows belong together and the sum of their checksums: a row's own checksum says that it is
 * as it was written, the seal of its set says that none is missing. Changes are gathered and written at the end of each
 * transaction.
 */
export class Seals {
  readonly #database: Database;
  readonly #file: string;
  readonly #checksum = new RowChecksum();
  #select: Statement<[string, string], SealRow> | undefined;
  #insert: Statement<[string, string, number, number, number, number]> | undefined;
  /** By table, by owner. */
  #changes = new Map<string, Map<string, Seal>>();

  constructor(database: Database, file: string) {
    this.#database = database;
    this.#file = file;
  }

  /** Rows came to a set, or left it. */
  change(table: string, owner: string, by: Seal): void {
    let owners = this.#changes.get(table);
    if (owners === undefined) this.#changes.set(table, (owners = new Map<string, Seal>()));
    owners.set(owner, addSeals(owners.get(owner) ?? EMPTY_SEAL, by));
  }

  /** The seal of a set, changes of the transaction under way included. @throws {HistoryError} where it is damaged */
  of(table: string, owner: string): Seal {
    return addSeals(this.#stored(table, owner), this.#changes.get(table)?.get(owner) ?? EMPTY_SEAL);
  }

  /** About how many bytes all sets of an owner take. */
  bytesOf(owner: string): number {
    const names = this.#database.prepare<[string], string>('SELECT name FROM seals WHERE owner = ?').pluck().all(owner);
    return names.reduce((sum, name) => sum + this.of(name, owner).bytes, 0);
  }

  /** The same for all owners at once. */
  bytesByOwner(): Map<string, number> {
    const rows = this.#database
      .prepare<[], SealRow & { owner: string; name: string }>(
        'SELECT owner, name, rows, bytes, sum, checksum FROM seals',
      )
      .all();
    const bytes = new Map<string, number>();
    for (const row of rows) {
      this.#check(row.owner, row.name, row);
      bytes.set(row.owner, (bytes.get(row.owner) ?? 0) + row.bytes);
    }
    return bytes;
  }

  /** Writes the changes; to be called before a transaction ends. */
  flush(): void {
    for (const [table, owners] of this.#changes) {
      for (const [owner, change] of owners) this.#put(table, owner, addSeals(this.#stored(table, owner), change));
    }
    this.forget();
  }

  /** Drops the changes of a transaction that was undone. */
  forget(): void {
    if (this.#changes.size > 0) this.#changes = new Map();
  }

  /** Forgets all that belongs to an owner who is gone. */
  remove(owner: string): void {
    this.#database.prepare('DELETE FROM seals WHERE owner = ?').run(owner);
  }

  #stored(table: string, owner: string): Seal {
    this.#select ??= this.#database.prepare(
      'SELECT rows, bytes, sum, checksum FROM seals WHERE owner = ? AND name = ?',
    );
    const row = this.#select.get(owner, table);
    if (row === undefined) return EMPTY_SEAL;
    this.#check(owner, table, row);
    const { rows, bytes, sum } = row;
    return { rows, bytes, sum };
  }

  #check(owner: string, table: string, { rows, bytes, sum, checksum }: SealRow): void {
    if (this.#checksum.of([owner, table, rows, bytes, sum]) === checksum) return;
    throw new HistoryError(this.#file, `its count of "${table}" is damaged; \`doctor --repair\` counts anew`);
  }

  #put(table: string, owner: string, { rows, bytes, sum }: Seal): void {
    this.#insert ??= this.#database.prepare(
      'INSERT OR REPLACE INTO seals (owner, name, rows, bytes, sum, checksum) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#insert.run(owner, table, rows, bytes, sum, this.#checksum.of([owner, table, rows, bytes, sum]));
  }
}
