import type { TasksSpec } from '../spec/tasks-schema.ts';
import { buildTaskSet, type TaskSetContext } from './build-task-set.ts';
import type { TaskSet } from './task-set.ts';

/** Bytes of the sets that are kept, unless told otherwise: 256 MB. */
const DEFAULT_CAPACITY = 256 * 1024 * 1024;
/** Kept whatever they take: T_search, T_select and T_final of the experiment under way. */
const ALWAYS_KEPT = 3;

/**
 * Makes each set once: asked again for the same content, it answers with the same object. Holds the sets that were
 * asked for last, as many as there is room for.
 */
export class TaskSetCache {
  readonly #capacity: number;
  /** The one asked for last stands last. */
  readonly #sets = new Map<string, TaskSet>();
  #bytes = 0;

  /** @param capacity bytes of the sets that are kept; the last three are kept in any case */
  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity;
  }

  /** As `buildTaskSet`, made only where it is not there yet. */
  get(spec: TasksSpec, context: TaskSetContext): TaskSet {
    const key = contentKey(spec, context);
    const known = this.#sets.get(key);
    const set = known ?? buildTaskSet(spec, context);
    if (known === undefined) this.#bytes += bytesOf(set);
    this.#sets.delete(key);
    this.#sets.set(key, set);
    this.#forgetOldest();
    return set;
  }

  #forgetOldest(): void {
    for (const [key, set] of this.#sets) {
      if (this.#bytes <= this.#capacity || this.#sets.size <= ALWAYS_KEPT) return;
      this.#sets.delete(key);
      this.#bytes -= bytesOf(set);
    }
  }
}

/** Bytes of examples and orders; what else a set holds is small. */
function bytesOf({ tasks }: TaskSet): number {
  return tasks.reduce((sum, { trainFeatures, trainLabels, validFeatures, validLabels, epochOrders }) => {
    const arrays = [trainFeatures, trainLabels, validFeatures, validLabels, ...epochOrders];
    return arrays.reduce((bytes, { byteLength }) => bytes + byteLength, sum);
  }, 0);
}

/** All that a set is made from; the seeds as drawn, not as the spec words them. */
function contentKey(spec: TasksSpec, context: TaskSetContext): string {
  const { role, outputs, paramSeeds = null, dataSeeds = null, dataset } = context;
  const seedless = { ...spec, paramSeeds: null, dataSeeds: null };
  const content = [seedless, role, outputs, paramSeeds, dataSeeds, dataset?.hash ?? null];
  // JSON writes -0 as 0, but examples that are spelled out may hold both.
  return JSON.stringify(content, (_, value: unknown) => (Object.is(value, -0) ? '-0' : value));
}
