import type { TasksSpec } from '../../native-worker/spec/tasks-schema.ts';

/** A set of tasks in words, such as `100 linear tasks, F = 4, 1000 + 100 examples`. */
export function tasksText(tasks: TasksSpec): string {
  switch (tasks.kind) {
    case 'linear':
    case 'affine':
    case 'network':
      return `${tasks.count} ${tasks.kind} tasks, F = ${tasks.features}, ${tasks.train} + ${tasks.valid} examples`;
    case 'projected-binary':
    case 'projected-multiclass': {
      const name = tasks.dataName ?? tasks.data;
      return `${tasks.count} tasks of ${name}, F = ${tasks.features}, ${tasks.train} + ${tasks.valid} examples`;
    }
    case 'table':
      return `${tasks.count} ${tasks.count === 1 ? 'task' : 'tasks'} of ${tasks.dataName ?? tasks.data}, ${tasks.target}`;
    case 'fixed':
      return `${tasks.tasks.length} tasks spelled out, F = ${tasks.features}`;
  }
}
