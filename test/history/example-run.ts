import { openHistory, type History } from '../../electron/history/open-history.ts';
import type { ProcessTable } from '../../electron/history/process-identity.ts';
import type { NewRun } from '../../electron/history/run-record.ts';

/** A table of processes in which only those listed live. */
export function processes(self: number, alive: readonly number[]): ProcessTable {
  return { self: () => ({ pid: self, start: 'then' }), isAlive: ({ pid }) => alive.includes(pid) };
}

/** Adds a queued run and gives its id. */
export function addRun(history: History, id: string, more: Partial<NewRun> = {}): string {
  history.runs.add({
    id,
    groupId: id,
    specHash: history.specs.put('{"version":1}'),
    semantics: 1,
    name: '',
    preset: null,
    seed: 1,
    note: '',
    createdAt: 1000,
    ...more,
  });
  return id;
}

/** Opens a history, hands it over and closes it. */
export function withHistory<T>(file: string, use: (history: History) => T, table?: ProcessTable): T {
  const history = openHistory(file, table);
  try {
    return use(history);
  } finally {
    history.close();
  }
}
