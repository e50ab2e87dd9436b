import { runTaskSets } from '../../native-worker/search/run-task-sets.ts';
import { type Spec, TASK_ROLES, type TaskRole } from '../../native-worker/spec/spec-schema.ts';
import type { TaskSet } from '../../native-worker/tasks/task-set.ts';
import { fileTaskSource } from '../../native-worker/task-source.ts';
import { pinnedSpec } from './data-known.ts';
import { readSpecSource } from './spec-source.ts';
import { UsageError } from './usage-error.ts';

/** A set of tasks that was named on its own: that of a spec's first experiment, under the spec's own seed. */
export interface NamedTaskSet {
  readonly role: TaskRole;
  readonly spec: Spec;
  readonly set: TaskSet;
}

/**
 * The set that `PRESET#search`, `#select` or `#final` names; a spec file will do as well.
 *
 * @param historyFile the history that lists the data sets which the spec may name
 * @throws {UsageError} if there is no such preset or set
 */
export async function namedTaskSet(name: string, historyFile: string): Promise<NamedTaskSet> {
  const hash = name.lastIndexOf('#');
  const role = TASK_ROLES.find((each) => each === name.slice(hash + 1));
  if (hash <= 0 || role === undefined) {
    throw new UsageError(`--tasks ${name}: expected PRESET#search, PRESET#select or PRESET#final`);
  }
  const source = readSpecSource(name.slice(0, hash), []);
  const spec = await pinnedSpec(source, historyFile);
  return { role, spec, set: source.locating(() => runTaskSets(spec, fileTaskSource(source.baseFolder)).get(role, 0)) };
}
