import { describe, expect, it } from 'vitest';
import { allocateResult } from '../../native-worker/evaluator/evaluator.ts';
import { incrementExamples, setOf, taskOf } from './example-tasks.ts';

describe('a result', () => {
  const set = setOf(2, [
    taskOf(incrementExamples(2, 5), incrementExamples(2, 1)),
    taskOf(incrementExamples(2, 4), incrementExamples(2, 3)),
  ]);

  it('has room for the traces of every task where something is recorded', () => {
    for (const record of ['errors', 'predictions'] as const) {
      const { trainTrace, validTrace, trainCapacity, validCapacity } = allocateResult(set, record);
      expect([trainCapacity, validCapacity]).toEqual([5, 3]);
      expect([trainTrace.length, validTrace.length]).toEqual([10, 6]);
    }
  });

  it('takes no memory for traces where nothing is', () => {
    const { trainTrace, validTrace } = allocateResult(set);
    expect([trainTrace.length, validTrace.length]).toEqual([0, 0]);
  });
});
