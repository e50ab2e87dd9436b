import type { TasksSpec } from '../spec/tasks-schema.ts';
import { buildTaskSet, type TaskSetContext } from './build-task-set.ts';
import type { TaskSet } from './task-set.ts';

/** Sets kept unless told otherwise: those of a run, and of the few experiments before. */
const DEFAULT_CAPACITY = 16;

/** Makes each set once: asked again for the same content, it answers with the same object. Holds the newest used sets. */
export class TaskSetCache {
  readonly #capacity: number;
  readonly #sets = new Map<string, TaskSet>();

  /** @param capacity how many sets are kept, at least 1 */
  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity;
  }

  /** As `buildTaskSet`, made only where it is not there yet. */
  get(spec: TasksSpec, context: TaskSetContext): TaskSet {
    const key = contentKey(spec, context);
    const set = this.#sets.get(key) ?? buildTaskSet(spec, context);
    this.#sets.delete(key);
    this.#sets.set(key, set);
    if (this.#sets.size > this.#capacity) {
      for (const oldest of this.#sets.keys()) {
        this.#sets.delete(oldest);
        break;
      }
    }
    return set;
  }
}

/** All that a set is made from; the seeds as drawn, not as the spec words them. */
function contentKey(spec: TasksSpec, context: TaskSetContext): string {
  const { role, outputs, paramSeeds = null, dataSeeds = null, dataset } = context;
  const seedless = { ...spec, paramSeeds: null, dataSeeds: null };
  const content = [seedless, role, outputs, paramSeeds, dataSeeds, dataset?.hash ?? null];
  // JSON writes -0 as 0, but examples that are spelled out may hold both.
  return JSON.stringify(content, (_, value: unknown) => (Object.is(value, -0) ? '-0' : value));
}
