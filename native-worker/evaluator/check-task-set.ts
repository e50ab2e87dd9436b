import { MOST_FEATURES } from '../algorithm/register-kind.ts';
import type { Task, TaskSet } from '../tasks/task-set.ts';
import { checkArray } from './check-array.ts';

const LARGEST_UINT32 = 0xffffffff;

/**
 * Checks what an evaluator rests on when it shows the examples of a task set: sizes, orders and classes. Goes through all
 * labels and orders, so it is for once in a set's life.
 *
 * @throws {TypeError | RangeError} which names the part of the set
 */
export function checkTaskSet(set: TaskSet): void {
  const { features, outputs, classes, measure, tasks } = set;
  if (!(Number.isInteger(features) && features >= 1 && features <= MOST_FEATURES)) {
    throw new RangeError(`set.features is ${features}; expected a whole number from 1 to ${MOST_FEATURES}`);
  }
  if (outputs === 'vector') {
    if (!(Number.isInteger(classes) && classes >= 2 && classes <= features)) {
      throw new RangeError(
        `set.classes is ${classes}; expected a whole number from 2 to ${features}, the number of features`,
      );
    }
    if (measure !== 'accuracy') {
      throw new RangeError(`set.measure is ${measure}; expected accuracy, as the outputs are vectors`);
    }
  }
  for (const [index, task] of tasks.entries()) {
    const name = `set.tasks[${index}]`;
    checkTask(name, task, features);
    if (outputs === 'vector') checkClasses(name, task, classes);
  }
}

function checkTask(name: string, task: Task, features: number): void {
  const { seed, trainCount, validCount, trainFeatures, trainLabels, validFeatures, validLabels, epochOrders } = task;
  for (const [field, value] of Object.entries({ seed, trainCount, validCount })) {
    if (Number.isInteger(value) && value >= 0 && value <= LARGEST_UINT32) continue;
    throw new RangeError(`${name}.${field} is ${value}; expected a whole number from 0 to ${LARGEST_UINT32}`);
  }
  checkArray(`${name}.trainFeatures`, trainFeatures, Float64Array, trainCount * features);
  checkArray(`${name}.trainLabels`, trainLabels, Float64Array, trainCount);
  checkArray(`${name}.validFeatures`, validFeatures, Float64Array, validCount * features);
  checkArray(`${name}.validLabels`, validLabels, Float64Array, validCount);
  for (const [epoch, order] of epochOrders.entries()) {
    checkArray(`${name}.epochOrders[${epoch}]`, order, Uint32Array, trainCount);
    for (let step = 0; step < trainCount; step++) {
      if (order[step]! < trainCount) continue;
      throw new RangeError(
        `${name}.epochOrders[${epoch}][${step}] is ${order[step]}; expected a training example, 0 to ${trainCount - 1}`,
      );
    }
  }
}

function checkClasses(name: string, { trainCount, validCount, trainLabels, validLabels }: Task, classes: number): void {
  const check = (field: string, labels: Float64Array, count: number): void => {
    for (let example = 0; example < count; example++) {
      const label = labels[example]!;
      if (Number.isInteger(label) && label >= 0 && label < classes) continue;
      throw new RangeError(`${name}.${field}[${example}] is ${label}; expected a class, 0 to ${classes - 1}`);
    }
  };
  check('trainLabels', trainLabels, trainCount);
  check('validLabels', validLabels, validCount);
}
