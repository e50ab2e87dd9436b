import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

interface SummaryRow {
  readonly json: string;
}

/** What is shown of a run beyond its row, as JSON: references; of a finished one also fitness by task, ancestry in words. */
export class Summaries {
  readonly #table: OwnedTable<SummaryRow>;

  constructor(store: Store, runs: RunNumbers) {
    this.#table = new OwnedTable(store, runs, { name: 'summaries', columns: ['json'], key: [] });
  }

  put(runId: string, json: string): void {
    this.#table.put(runId, { json });
  }

  get(runId: string): string | undefined {
    return this.#table.get(runId, {})?.json;
  }
}
