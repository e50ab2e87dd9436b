import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import type { Measure, Task, TaskSet } from '../../native-worker/tasks/task-set.ts';
import type { Dice } from '../algorithm/dice.ts';

/** The shape of a set of small random tasks. */
export interface RandomTaskSetOptions {
  readonly features: number;
  readonly outputs: OutputKind;
  readonly measure: Measure;
  readonly tasks: number;
  readonly trainCount: number;
  readonly validCount: number;
  readonly epochs: number;
}

/** Tasks of random features, zeros and equal entries among them, and random labels that fit the measure. */
export function randomTaskSet(dice: Dice, options: RandomTaskSetOptions): TaskSet {
  const { features, outputs, measure, trainCount, validCount, epochs } = options;
  const classes = outputs === 'vector' ? features : measure === 'accuracy' ? 2 : 0;
  const number = (): number => (dice.below(41) - 20) / 8;
  const label = (): number => (classes === 0 ? number() : dice.below(classes));
  const numbers = (count: number, draw: () => number): Float64Array => Float64Array.from({ length: count }, draw);
  const task = (seed: number): Task => ({
    seed,
    trainCount,
    validCount,
    trainFeatures: numbers(trainCount * features, number),
    trainLabels: numbers(trainCount, label),
    validFeatures: numbers(validCount * features, number),
    validLabels: numbers(validCount, label),
    epochOrders: Array.from({ length: epochs }, () =>
      Uint32Array.from(dice.shuffled(Array.from({ length: trainCount }, (_, k) => k))),
    ),
  });
  const tasks = Array.from({ length: options.tasks }, (_, k) => task(k + 2));
  return { features, outputs, classes, measure, tasks, hash: 'random' };
}
