import type { SpecProblem } from './spec-error.ts';
import { type Spec, TASK_ROLES } from './spec-schema.ts';
import type { TasksSpec } from './tasks-schema.ts';

/** Most tasks of a set: each has seeds, which are compared with those of the other sets one by one. */
const MOST_TASKS = 1_000_000;
/** Most numbers that a set's examples may hold: at eight bytes each they fill 0.8 GB. */
const MOST_NUMBERS = 100_000_000;
/** Most places that the epochs' orders of a set may hold: at four bytes each they fill 0.4 GB. */
const MOST_PLACES = 100_000_000;

/** Sets of tasks that would not fit in memory. Tables and explicit examples hold what their files hold. */
export function checkTaskVolume(spec: Spec): SpecProblem[] {
  return TASK_ROLES.flatMap((role) => checkSet(`tasks.${role}`, spec.tasks[role]));
}

function checkSet(path: string, tasks: TasksSpec): SpecProblem[] {
  const tooMany = [...checkCount(path, tasks), ...checkNumbers(path, tasks)];
  return tooMany.length > 0 ? tooMany : checkOrders(path, tasks);
}

function checkCount(path: string, tasks: TasksSpec): SpecProblem[] {
  if (tasks.kind === 'fixed' || tasks.count <= MOST_TASKS) return [];
  return [{ path: `${path}.count`, message: `found ${tasks.count} tasks; expected at most ${MOST_TASKS}` }];
}

function checkNumbers(path: string, tasks: TasksSpec): SpecProblem[] {
  if (tasks.kind === 'table' || tasks.kind === 'fixed') return [];
  const { count, train, valid, features } = tasks;
  const numbers = count * (train + valid) * (features + 1);
  if (numbers <= MOST_NUMBERS) return [];
  const largest = largestOf({ count, train, valid });
  return [
    {
      path: `${path}.${largest}`,
      message: `count x (train + valid) x (features + 1) is ${count} x (${train} + ${valid}) x ${features + 1} = ${numbers} numbers to hold in memory; expected at most ${MOST_NUMBERS}`,
    },
  ];
}

/** Each epoch's order of the training examples is stored, for every task. */
function checkOrders(path: string, tasks: TasksSpec): SpecProblem[] {
  const { epochs } = tasks;
  const [count, train] = trainingSize(tasks);
  const places = count * train * epochs;
  if (places <= MOST_PLACES) return [];
  return [
    {
      path: `${path}.epochs`,
      message: `count x train x epochs is ${count} x ${train} x ${epochs} = ${places} places of examples to hold in memory; expected at most ${MOST_PLACES}`,
    },
  ];
}

/** Tasks, and training examples of each; at least one where only the data will tell. */
function trainingSize(tasks: TasksSpec): [count: number, train: number] {
  if (tasks.kind !== 'fixed') return [tasks.count, tasks.train ?? 1];
  return [tasks.tasks.length, Math.max(...tasks.tasks.map(({ trainLabels }) => trainLabels.length))];
}

function largestOf(sizes: Readonly<Record<'count' | 'train' | 'valid', number>>): keyof typeof sizes {
  if (sizes.train >= sizes.valid && sizes.train >= sizes.count) return 'train';
  return sizes.valid >= sizes.count ? 'valid' : 'count';
}
