import type { ProcessTable } from '../process-identity.ts';
import type { Store } from '../store.ts';
import type { Table } from '../table.ts';
import type { Groups } from './groups.ts';
import type { RunNumbers } from './run-numbers.ts';
import type { Acquisition, NewRun, RunEnd, RunFigures, RunRecord } from './run-record.ts';
import { isHeld, recordOf, runRow, type RunRow, runTable } from './run-rows.ts';

const NOTHING_DONE = {
  state: 'queued',
  outcome: null,
  failure: null,
  priority: 0,
  tags: '[]',
  candidates: 0,
  chargedSteps: 0,
  executedSteps: 0,
  refused: 0,
  seconds: 0,
  cpuSeconds: null,
  bestHash: null,
  bestSearch: null,
  bestSelect: null,
  bestFinal: null,
  digest: null,
  digestForm: 0,
  startedAt: null,
  finishedAt: null,
  deletedAt: null,
  purgedAt: null,
  leaseProcess: null,
  leaseProcessStart: null,
} as const;

/** The runs. A deleted run stays, hidden, until it is purged. */
export class Runs {
  readonly #store: Store;
  readonly #processes: ProcessTable;
  readonly #groups: Groups;
  readonly #numbers: RunNumbers;
  readonly #table: Table<RunRow>;

  constructor(store: Store, processes: ProcessTable, groups: Groups, numbers: RunNumbers) {
    this.#store = store;
    this.#processes = processes;
    this.#groups = groups;
    this.#numbers = numbers;
    this.#table = runTable(store);
  }

  /** Adds a run at the end of the queue: its row is there before any work is done. */
  add({ origin = null, ...run }: NewRun): RunRecord {
    return this.#store.write(() => {
      const { groupId, specHash, name, createdAt } = run;
      this.#groups.put({ id: groupId, specHash, name, createdAt });
      // A number is not given again, not even that of a run that was purged.
      const [last] = (this.#store.statement("SELECT seq FROM sqlite_sequence WHERE name = 'runs'").get() as
        [number] | undefined) ?? [0];
      const number = last + 1;
      const row: RunRow = { ...NOTHING_DONE, ...run, origin, number, position: number };
      this.#table.insert(row);
      return recordOf(row, this.#processes);
    });
  }

  get(id: string): RunRecord | undefined {
    return this.#store.read(() => {
      const row = runRow(this.#table, id);
      return row?.purgedAt === null ? recordOf(row, this.#processes) : undefined;
    });
  }

  /** All runs that are not deleted, those that were added last first. */
  list(): RunRecord[] {
    return this.#rows()
      .filter(({ deletedAt }) => deletedAt === null)
      .map((row) => recordOf(row, this.#processes));
  }

  /** Deleted runs that can still be had back, those that were added last first. */
  listDeleted(): RunRecord[] {
    return this.#rows()
      .filter(({ deletedAt, purgedAt }) => deletedAt !== null && purgedAt === null)
      .map((row) => recordOf(row, this.#processes));
  }

  /**
   * Makes this process the one that runs a run, unless another living process does: a window and a command line never
   * run it twice. A run that is done or deleted is not run again.
   */
  acquire(id: string, now: number): Acquisition {
    return this.#store.write((): Acquisition => {
      const row = runRow(this.#table, id);
      if (row?.purgedAt !== null) return { kind: 'gone' };
      const refused = (kind: 'held' | 'done' | 'deleted'): Acquisition => {
        return { kind, run: recordOf(row, this.#processes) };
      };
      if (row.deletedAt !== null) return refused('deleted');
      if (row.state === 'done') return refused('done');
      if (isHeld(row, this.#processes)) return refused('held');
      const { pid, start } = this.#processes.self();
      const taken: RunRow = {
        ...row,
        ...{ state: 'running', outcome: null, failure: null, finishedAt: null },
        startedAt: row.startedAt ?? now,
        leaseProcess: pid,
        leaseProcessStart: start,
      };
      this.#table.put(taken);
      return { kind: 'acquired', run: recordOf(taken, this.#processes) };
    });
  }

  /** How far a run is. */
  update(id: string, figures: RunFigures): void {
    this.#change(id, figures);
  }

  /** Ends a sitting and gives the lease back. */
  end(id: string, end: RunEnd): void {
    this.#change(id, { ...end, leaseProcess: null, leaseProcessStart: null });
  }

  /** Gives the lease back after a failure, and leaves all figures as they are. */
  release(id: string, failure: string, now: number): void {
    this.#change(id, { state: 'interrupted', failure, finishedAt: now, leaseProcess: null, leaseProcessStart: null });
  }

  rename(id: string, name: string): void {
    this.#change(id, { name });
  }

  /** Gives a run tags and takes others away; a tag is a word or a few, on one line. @returns its tags afterwards */
  tag(id: string, add: readonly string[], remove: readonly string[]): readonly string[] {
    return this.#store.write(() => {
      const tags = new Set(this.get(id)?.tags);
      for (const tag of add) tags.add(tag);
      for (const tag of remove) tags.delete(tag);
      const sorted = [...tags].sort();
      this.#change(id, { tags: JSON.stringify(sorted) });
      return sorted;
    });
  }

  /** Hides runs until they are restored or purged; none if one of them is running. @returns that one, or null */
  delete(ids: readonly string[], now: number): RunRecord | null {
    return this.#store.write(() => {
      const rows = ids.map((id) => runRow(this.#table, id)).filter((row) => row !== undefined);
      const running = rows.find((row) => isHeld(row, this.#processes));
      if (running !== undefined) return recordOf(running, this.#processes);
      for (const row of rows) this.#table.put({ ...row, deletedAt: now });
      return null;
    });
  }

  restore(id: string): void {
    this.#change(id, { deletedAt: null });
  }

  /** About how many bytes a run's records take. */
  bytes(id: string): number {
    const number = this.#numbers.find(id);
    return number === undefined ? 0 : this.#store.read(() => this.#store.seals.bytesOf(String(number)));
  }

  /** The same for all runs at once, by id. */
  bytesOfAll(): Readonly<Record<string, number>> {
    return this.#store.read(() => {
      const bytes = this.#store.seals.bytesByOwner();
      return Object.fromEntries(this.#rows().map(({ id, number }) => [id, bytes.get(String(number)) ?? 0]));
    });
  }

  /** Reads every row of the table once. @throws {HistoryError} where one is damaged or missing */
  #rows(): RunRow[] {
    return this.#table.all({}, 'number DESC');
  }

  #change(id: string, change: Partial<RunRow>): void {
    this.#store.write(() => {
      const row = runRow(this.#table, id);
      if (row !== undefined) this.#table.put({ ...row, ...change });
    });
  }
}
