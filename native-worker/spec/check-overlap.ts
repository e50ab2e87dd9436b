import type { SpecProblem } from './spec-error.ts';
import { type Spec, TASK_ROLES, type TaskRole } from './spec-schema.ts';
import { expandSeeds } from './task-seeds.ts';
import type { TasksSpec } from './tasks-schema.ts';

type SeedField = 'paramSeeds' | 'dataSeeds';

/**
 * Seeds that two of the three sets share, within a kind: such tasks would be searched on and judged by at once.
 * Refused unless the spec says `"allowOverlap": "reference"`. Also reports seeds that cannot be read.
 */
export function checkOverlap(spec: Spec): SpecProblem[] {
  const problems: SpecProblem[] = [];
  for (const field of ['paramSeeds', 'dataSeeds'] as const) {
    const owner = new Map<string, TaskRole>();
    for (const role of TASK_ROLES) {
      const path = `tasks.${role}.${field}`;
      let seeds: readonly number[];
      try {
        seeds = listedSeeds(spec.tasks[role], field);
      } catch (error) {
        problems.push({ path, message: (error as Error).message });
        continue;
      }
      const shared = seeds.find((seed) => (owner.get(`${spec.tasks[role].kind} ${seed}`) ?? role) !== role);
      if (shared !== undefined && spec.allowOverlap === 'never') {
        const other = owner.get(`${spec.tasks[role].kind} ${shared}`)!;
        problems.push({
          path,
          message: `seed ${shared} is in tasks.${other}.${field} too, so both sets would share data; use other seeds, or set "allowOverlap" to "reference" to accept it`,
        });
      }
      for (const seed of seeds) owner.set(`${spec.tasks[role].kind} ${seed}`, role);
    }
  }
  return problems;
}

function listedSeeds(tasks: TasksSpec, field: SeedField): number[] {
  if (tasks.kind === 'fixed') return [];
  if (field === 'dataSeeds') return expandSeeds(tasks.dataSeeds, tasks.count) ?? [];
  return 'paramSeeds' in tasks ? (expandSeeds(tasks.paramSeeds, tasks.count) ?? []) : [];
}
