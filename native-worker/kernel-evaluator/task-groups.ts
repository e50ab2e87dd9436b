import type { Task, TaskSet } from '../tasks/task-set.ts';

/** Tasks that go through an evaluation side by side, a lane each. */
export interface TaskGroup {
  /** Index in the set of the first; the others follow it there. */
  readonly first: number;
  /** At least one; equally many examples and epochs each. */
  readonly tasks: readonly Task[];
}

/** The groups of a task set, in the order of the set. */
export interface Grouping {
  /** Lanes of every group: a multiple of the kernel's width, at least the tasks of the largest group. */
  readonly lanes: number;
  readonly groups: readonly TaskGroup[];
}

/**
 * Tasks of a group at most, rounded up to whole vectors: the usual number, for which the kernel has code of its own
 * (`native-worker/kernel/operations.hpp`). More spread the cost of each instruction's call no further to speak of.
 */
export const USUAL_TASKS = 10;
/** From so many features on, groups are one vector wide: their matrices leave a processor's first cache otherwise. */
const MANY_FEATURES = 16;

/**
 * Divides a task set into groups of lanes, of the size that was fastest in measurements with 10 and 100 tasks.
 *
 * @param width doubles in a vector of the kernel
 */
export function groupTasks({ features, tasks }: TaskSet, width: number): Grouping {
  const runs = alikeRuns(tasks);
  const most = features < MANY_FEATURES ? roundUp(USUAL_TASKS, width) : width;
  const longest = runs.reduce((longestYet, { tasks: { length } }) => Math.max(longestYet, length), 1);
  // Groups as even as can be, so that no lane is idle for nothing.
  const lanes = roundUp(Math.ceil(longest / Math.ceil(longest / most)), width);
  return { lanes, groups: runs.flatMap((run) => splitRun(run, lanes)) };
}

/** Neighbours with equally many examples and epochs. */
function alikeRuns(tasks: readonly Task[]): TaskGroup[] {
  const runs: TaskGroup[] = [];
  for (let first = 0; first < tasks.length;) {
    let end = first + 1;
    while (end < tasks.length && areAlike(tasks[first]!, tasks[end]!)) end++;
    runs.push({ first, tasks: tasks.slice(first, end) });
    first = end;
  }
  return runs;
}

function areAlike(a: Task, b: Task): boolean {
  return (
    a.trainCount === b.trainCount && a.validCount === b.validCount && a.epochOrders.length === b.epochOrders.length
  );
}

function splitRun({ first, tasks }: TaskGroup, most: number): TaskGroup[] {
  const parts = Math.ceil(tasks.length / most);
  return Array.from({ length: parts }, (_, part) => ({
    first: first + part * most,
    tasks: tasks.slice(part * most, (part + 1) * most),
  }));
}

function roundUp(count: number, multiple: number): number {
  return Math.ceil(count / multiple) * multiple;
}
