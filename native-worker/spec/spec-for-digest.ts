import type { Spec } from './spec-schema.ts';
import { expandSeeds } from './task-seeds.ts';
import type { TasksSpec } from './tasks-schema.ts';

/**
 * What of a spec can change a result, as text: everything but names, notes, references and paths. Seeds are listed one
 * by one, so their spelling changes nothing; negative zeros are told from zeros.
 */
export function specForDigest(spec: Spec): string {
  const {
    name: _name,
    preset: _preset,
    description: _description,
    note: _note,
    references: _references,
    ...rest
  } = spec;
  const { search, select, final } = spec.tasks;
  const tasks = { search: tasksForDigest(search), select: tasksForDigest(select), final: tasksForDigest(final) };
  return JSON.stringify({ ...rest, tasks }, (_key, value: unknown) => (Object.is(value, -0) ? '-0' : value));
}

function tasksForDigest(tasks: TasksSpec): object {
  switch (tasks.kind) {
    case 'fixed':
      return tasks;
    case 'table': {
      // A table is known by its content; where the file lies and what it is called changes nothing.
      const { data: _data, dataName: _dataName, ...rest } = tasks;
      return { ...rest, dataSeeds: seedsForDigest(tasks.dataSeeds, tasks.count) };
    }
    case 'projected-binary':
    case 'projected-multiclass': {
      const { dataName: _dataName, ...rest } = tasks;
      // Imported images are known by their content, too; those that ship with the program have no hash here.
      const data = tasks.dataHash === undefined ? tasks.data : null;
      return { ...rest, data, dataSeeds: seedsForDigest(tasks.dataSeeds, tasks.count) };
    }
    case 'linear':
    case 'affine':
    case 'network':
      return {
        ...tasks,
        paramSeeds: seedsForDigest(tasks.paramSeeds, tasks.count),
        dataSeeds: seedsForDigest(tasks.dataSeeds, tasks.count),
      };
  }
}

function seedsForDigest(...[seeds, count]: Parameters<typeof expandSeeds>): readonly number[] | 'random' {
  return expandSeeds(seeds, count) ?? 'random';
}
