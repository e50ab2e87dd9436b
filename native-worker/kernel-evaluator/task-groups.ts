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

/** Most lanes of a group: beyond this the cost of an instruction's call is spread thin enough. */
const MOST_LANES = 32;
/** Most doubles that a matrix register may take over all lanes, if that leaves more than a vector's lanes. */
const MOST_MATRIX_DOUBLES = 4096;

/**
 * Divides a task set into groups of lanes: as few as registers allow that fit a processor's cache.
 *
 * @param width doubles in a vector of the kernel
 */
export function groupTasks({ features, tasks }: TaskSet, width: number): Grouping {
  const runs = alikeRuns(tasks);
  const fitting = Math.floor(MOST_MATRIX_DOUBLES / (features * features));
  const most = roundUp(Math.max(1, Math.min(MOST_LANES, fitting) - width + 1), width);
  const longest = Math.max(1, ...runs.map(({ tasks: { length } }) => length));
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
