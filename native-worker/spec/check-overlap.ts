import type { SpecProblem } from './spec-error.ts';
import { type Spec, TASK_ROLES, type TaskRole } from './spec-schema.ts';
import { expandSeeds } from './task-seeds.ts';
import type { TasksSpec } from './tasks-schema.ts';

type SeedField = 'paramSeeds' | 'dataSeeds';

/**
 * Whatever two of the three sets share that would let a search see what it is judged by.
 * Refused unless the spec says `"allowOverlap": "reference"`. Also reports seeds that cannot be read.
 */
export function checkOverlap(spec: Spec): SpecProblem[] {
  const shared = spec.allowOverlap === 'never' ? [...checkFixedTasks(spec), ...checkSplits(spec)] : [];
  return [...checkSeeds(spec), ...shared];
}

/** Seeds that two of the three sets share, within a kind: such tasks would be searched on and judged by at once. */
function checkSeeds(spec: Spec): SpecProblem[] {
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

/** Explicit examples that two of the three sets share, task by task. */
function checkFixedTasks(spec: Spec): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const owner = new Map<string, string>();
  for (const role of TASK_ROLES) {
    const set = spec.tasks[role];
    if (set.kind !== 'fixed') continue;
    const contents = set.tasks.map(({ seed: _seed, ...examples }) => JSON.stringify(examples));
    contents.forEach((content, index) => {
      const other = owner.get(content);
      if (other === undefined) return;
      problems.push({
        path: `tasks.${role}.tasks[${index}]`,
        message: `has the examples of ${other}; use others, or set "allowOverlap" to "reference" to accept it`,
      });
    });
    contents.forEach((content, index) => owner.set(content, `tasks.${role}.tasks[${index}]`));
  }
  return problems;
}

/** Tables that are split otherwise for one set than for another: rows that one trains on could score the other. */
function checkSplits({ tasks }: Spec): SpecProblem[] {
  const { search } = tasks;
  return TASK_ROLES.flatMap((role): SpecProblem[] => {
    const set = tasks[role];
    if (set.kind !== 'table' || search.kind !== 'table' || set.splitSeed === search.splitSeed) return [];
    const message = `found ${set.splitSeed}, but tasks.search has ${search.splitSeed}; all three sets need the same, or "allowOverlap" set to "reference"`;
    return [{ path: `tasks.${role}.splitSeed`, message }];
  });
}

function listedSeeds(tasks: TasksSpec, field: SeedField): number[] {
  if (tasks.kind === 'fixed') return [];
  if (field === 'dataSeeds') return expandSeeds(tasks.dataSeeds, tasks.count) ?? [];
  return 'paramSeeds' in tasks ? (expandSeeds(tasks.paramSeeds, tasks.count) ?? []) : [];
}
