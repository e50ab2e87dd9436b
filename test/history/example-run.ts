import { type History, openHistory, type Repositories } from '../../electron/history/open-history.ts';
import type { ProcessTable } from '../../electron/history/process-identity.ts';
import type { NewRun } from '../../electron/history/repositories/run-record.ts';
import type { RunState } from '../../electron/history/repositories/run-record.ts';
import type { HistoryClient } from '../../electron/history/thread/history-client.ts';

/** A table of processes in which only those listed live. */
export function processes(self: number, alive: readonly number[]): ProcessTable {
  return { self: () => ({ pid: self, start: 'then' }), isAlive: ({ pid }) => alive.includes(pid) };
}

const SPEC = '{"version":1}';

function newRun(id: string, more: Partial<NewRun>): Omit<NewRun, 'specHash'> {
  return { id, groupId: id, semantics: 1, name: '', preset: null, seed: 1, note: '', createdAt: 1000, ...more };
}

/** Adds a queued run and gives its id. */
export function addRun({ runs, specs }: Repositories, id: string, more: Partial<NewRun> = {}): string {
  runs.add({ specHash: specs.put(SPEC), ...newRun(id, more) });
  return id;
}

/** Adds a queued run through the history's thread and gives its id. */
export async function enqueueRun(
  history: HistoryClient,
  id: string,
  more: Partial<NewRun> = {},
  spec: string = SPEC,
): Promise<string> {
  await history.queue.enqueue({ spec, runs: [newRun(id, more)] });
  return id;
}

/** Removes deleted runs for good. @returns how many */
export function purgeAll({ purge }: Repositories): number {
  const purged = purge.begin(1);
  while (!purge.step());
  return purged;
}

/** The state of a run. */
export function stateOf({ runs }: Repositories, id: string): RunState | undefined {
  return runs.get(id)?.state;
}

/** Opens a history, hands its repositories over and closes it. */
export function withHistory<T>(
  file: string,
  use: (repositories: Repositories, history: History) => T,
  table?: ProcessTable,
): T {
  const history = openHistory(file, table === undefined ? {} : { processes: table });
  try {
    return use(history.repositories, history);
  } finally {
    history.close();
  }
}
