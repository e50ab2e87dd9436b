import { createHash } from 'node:crypto';
import type { Store } from '../store.ts';
import { Table } from '../table.ts';

interface SpecRow {
  readonly hash: string;
  readonly json: string;
}

/** Specs by their content: a group's runs share one. Stored without the seed, which is the run's. */
export class Specs {
  readonly #table: Table<SpecRow>;

  constructor(store: Store) {
    this.#table = new Table(store, { name: 'specs', columns: ['hash', 'json'], key: ['hash'], owner: null });
  }

  /** Keeps a spec and gives its hash. @param json the resolved spec */
  put(json: string): string {
    const hash = createHash('sha256').update(json).digest('hex');
    this.#table.insertNew({ hash, json });
    return hash;
  }

  /** The resolved spec as it was kept, or undefined. */
  get(hash: string): string | undefined {
    return this.#table.get({ hash })?.json;
  }

  /** Forgets specs of which there is no run any more. */
  prune(): void {
    const unused = 'WHERE hash NOT IN (SELECT spec_hash FROM runs) AND hash NOT IN (SELECT spec_hash FROM groups)';
    for (const { hash } of this.#table.select(unused, [])) this.#table.remove({ hash });
  }
}
