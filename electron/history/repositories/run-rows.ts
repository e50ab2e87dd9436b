import type { ProcessTable } from '../process-identity.ts';
import type { Store } from '../store.ts';
import { Table } from '../table.ts';
import type { RunRecord, RunState } from './run-record.ts';

/** A run as it is in the file. */
export interface RunRow extends Omit<RunRecord, 'tags'> {
  /** The order in which runs were added. */
  readonly number: number;
  /** As JSON. */
  readonly tags: string;
  /** Among runs of one priority lower ones come first. */
  readonly position: number;
  /** When a purge began to remove it for good. */
  readonly purgedAt: number | null;
  /** The process that runs it. */
  readonly leaseProcess: number | null;
  readonly leaseProcessStart: string | null;
}

const COLUMNS = [
  ...(['number', 'id', 'groupId', 'specHash', 'semantics', 'name', 'preset', 'seed', 'note', 'origin'] as const),
  ...(['tags', 'state', 'outcome', 'failure', 'priority', 'position', 'candidates', 'chargedSteps'] as const),
  ...(['executedSteps', 'refused', 'seconds', 'cpuSeconds', 'bestHash', 'bestSearch', 'bestSelect'] as const),
  ...(['bestFinal', 'digest', 'digestForm', 'createdAt', 'startedAt', 'finishedAt', 'deletedAt', 'purgedAt'] as const),
  ...(['leaseProcess', 'leaseProcessStart'] as const),
];

/** The table of runs: one set of rows, so that none can go unnoticed. */
export function runTable(store: Store): Table<RunRow> {
  return new Table<RunRow>(store, { name: 'runs', columns: COLUMNS, key: ['number'], owner: null });
}

/** The row of a run, by its id. */
export function runRow(table: Table<RunRow>, id: string): RunRow | undefined {
  const [row] = table.find({ id });
  // A damaged index hides rows.
  if (row === undefined) table.requireNone({ id });
  return row;
}

/** Whether a living process runs a run. */
export function isHeld({ state, leaseProcess, leaseProcessStart }: RunRow, processes: ProcessTable): boolean {
  return (
    state === 'running' &&
    leaseProcess !== null &&
    processes.isAlive({ pid: leaseProcess, start: leaseProcessStart ?? '' })
  );
}

/** A run as it is shown: tags as a list, `interrupted` where its process is gone. */
export function recordOf(row: RunRow, processes: ProcessTable): RunRecord {
  const { number: _number, position: _position, purgedAt: _purged, ...rest } = row;
  const { leaseProcess: _process, leaseProcessStart: _start, tags, ...record } = rest;
  const state: RunState = row.state === 'running' && !isHeld(row, processes) ? 'interrupted' : row.state;
  return { ...record, state, tags: tags === '[]' ? [] : (JSON.parse(tags) as string[]) };
}
