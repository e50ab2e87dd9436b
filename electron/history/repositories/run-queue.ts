import type { ProcessTable } from '../process-identity.ts';
import type { Store } from '../store.ts';
import type { Table } from '../table.ts';
import type { NewRun, RunRecord } from './run-record.ts';
import { recordOf, runRow, type RunRow, runTable } from './run-rows.ts';
import type { Runs } from './runs.ts';
import type { Specs } from './specs.ts';

/** Runs of one spec that are to be queued. */
export interface QueuedGroup {
  /** The resolved spec, without its seed. */
  readonly spec: string;
  readonly runs: readonly Omit<NewRun, 'specHash'>[];
}

/** The runs that wait: those of higher priority first, then in the order in which they were put there. */
export class RunQueue {
  readonly #store: Store;
  readonly #processes: ProcessTable;
  readonly #specs: Specs;
  readonly #runs: Runs;
  readonly #table: Table<RunRow>;

  constructor(store: Store, processes: ProcessTable, specs: Specs, runs: Runs) {
    this.#store = store;
    this.#processes = processes;
    this.#specs = specs;
    this.#runs = runs;
    this.#table = runTable(store);
  }

  /** Puts runs at the end of the queue, all or none. @returns them in their order */
  enqueue({ spec, runs }: QueuedGroup): RunRecord[] {
    return this.#store.write(() => {
      const specHash = this.#specs.put(spec);
      return runs.map((run) => this.#runs.add({ ...run, specHash }));
    });
  }

  /** Those that wait, the next one first. @param limit at most so many */
  waiting(limit: number): RunRecord[] {
    const rows = this.#table.select(`${WAITING} ORDER BY priority DESC, position LIMIT ?`, [limit]);
    return rows.map((row) => recordOf(row, this.#processes));
  }

  /** Gives runs another priority. */
  prioritize(ids: readonly string[], priority: number): void {
    this.#change(ids, { priority });
  }

  /** Puts a waiting run before another one, with that one's priority; at the end of all where there is none. */
  move(id: string, before: string | null): void {
    this.#store.write(() => {
      const target = before === null ? undefined : runRow(this.#table, before);
      if (target === undefined) {
        const [last] = this.#table.select(`${WAITING} ORDER BY priority, position DESC LIMIT 1`, []);
        if (last !== undefined) this.#change([id], { priority: last.priority, position: last.position + 1 });
        return;
      }
      const [earlier] = this.#table.select(
        `${WAITING} AND priority = ? AND position < ? ORDER BY position DESC LIMIT 1`,
        [target.priority, target.position],
      );
      const from = earlier?.position ?? target.position - 2;
      this.#change([id], { priority: target.priority, position: (from + target.position) / 2 });
    });
  }

  /** Lets waiting runs be passed over until they are put back. */
  pause(ids: readonly string[]): void {
    this.#turn(ids, 'queued', 'paused');
  }

  /** Puts paused runs back where they were. */
  unpause(ids: readonly string[]): void {
    this.#turn(ids, 'paused', 'queued');
  }

  #turn(ids: readonly string[], from: 'queued' | 'paused', to: 'queued' | 'paused'): void {
    this.#store.write(() => {
      const turned = ids.filter((id) => runRow(this.#table, id)?.state === from);
      this.#change(turned, { state: to });
    });
  }

  #change(ids: readonly string[], change: Partial<RunRow>): void {
    this.#store.write(() => {
      for (const id of ids) {
        const row = runRow(this.#table, id);
        if (row !== undefined) this.#table.put({ ...row, ...change });
      }
    });
  }
}

const WAITING = "WHERE state = 'queued' AND deleted_at IS NULL";
