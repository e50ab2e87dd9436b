import type { SpecProblem } from '../spec/spec-error.ts';
import { type Spec, TASK_ROLES, type TaskRole } from '../spec/spec-schema.ts';
import type { TasksSpec } from '../spec/tasks-schema.ts';
import { isImageSpec, projectionKey, projectionOf } from './image-projection.ts';

/** A set's spec and the data seeds of its tasks, drawn or listed. */
export interface SeededTasks {
  readonly spec: TasksSpec;
  readonly dataSeeds: readonly number[];
}

/**
 * Image tasks that two of the three sets share: equal classes and projection. Different seeds can stand for the same
 * task, so this is known only once seeds are. Sets of other kinds share nothing here (see `check-overlap.ts`).
 *
 * @returns one problem for each set that has a task of an earlier one; none where the spec allows overlap
 */
export function checkImageOverlap(
  sets: Readonly<Record<TaskRole, SeededTasks>>,
  allowOverlap: Spec['allowOverlap'],
): SpecProblem[] {
  if (allowOverlap === 'reference') return [];
  const owner = new Map<string, { role: TaskRole; seed: number }>();
  const problems: SpecProblem[] = [];
  for (const role of TASK_ROLES) {
    const { spec, dataSeeds } = sets[role];
    if (!isImageSpec(spec)) continue;
    const images = spec.dataHash ?? spec.data;
    const tasks = dataSeeds.map((seed) => {
      const shown = projectionKey(projectionOf(spec, seed));
      return { seed, shown, key: `${shown} of ${images}` };
    });
    const shared = tasks.find(({ key }) => owner.has(key));
    if (shared !== undefined) {
      const other = owner.get(shared.key)!;
      problems.push({
        path: `tasks.${role}.dataSeeds`,
        message: `seed ${shared.seed} gives the classes and projection ${shared.shown}, which seed ${other.seed} gives in tasks.${other.role} too; use other seeds or held-out pairs, or set "allowOverlap" to "reference" to accept it`,
      });
    }
    for (const { key, seed } of tasks) if (!owner.has(key)) owner.set(key, { role, seed });
  }
  return problems;
}
