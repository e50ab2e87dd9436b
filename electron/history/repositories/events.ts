import type { Store } from '../store.ts';
import { Table } from '../table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** Something that happened, to a run or to the program. */
export interface HistoryEvent {
  /** Milliseconds since 1970, by the clock of then: the order is that of `number`. */
  readonly at: number;
  /** A word or a few with hyphens, such as `worker-lost`. */
  readonly kind: string;
  /** One sentence. */
  readonly text: string;
  /** More, such as a listing or a stack. */
  readonly detail: string | null;
}

/** An event on record. */
export interface EventRecord extends HistoryEvent {
  /** Running number within the run, from 1. */
  readonly number: number;
}

interface EventRow extends EventRecord {
  readonly run: number;
}

/** Stands where the number of a run would. */
const PROGRAM = 0;

/** What happened, in the order in which it did. */
export class Events {
  readonly #store: Store;
  readonly #runs: RunNumbers;
  readonly #table: Table<EventRow>;

  constructor(store: Store, runs: RunNumbers) {
    this.#store = store;
    this.#runs = runs;
    this.#table = new Table(store, {
      name: 'events',
      columns: ['run', 'number', 'at', 'kind', 'text', 'detail'],
      key: ['run', 'number'],
      owner: 'run',
    });
  }

  /** Keeps an event. @param runId null for one of the program */
  add(runId: string | null, event: HistoryEvent): void {
    const run = runId === null ? PROGRAM : this.#runs.of(runId);
    this.#store.write(() => {
      const [last] = this.#table.find({ run }, 'ORDER BY number DESC LIMIT 1');
      this.#table.insert({ ...event, run, number: (last?.number ?? 0) + 1 });
    });
  }

  /** What happened to a run, or to the program. */
  of(runId: string | null): EventRecord[] {
    const run = runId === null ? PROGRAM : this.#runs.find(runId);
    return run === undefined ? [] : this.#table.all({ run }).map(({ run: _run, ...event }) => event);
  }
}
