import { describe, expect, it } from 'vitest';
import { epochOrders } from '../../native-worker/tasks/epoch-orders.ts';
import { generatedTask } from './sets.ts';

describe('the orders of epochs', () => {
  const count = 50;
  const orders = epochOrders(11001, count, 6);
  const identity = Array.from({ length: count }, (_, index) => index);

  it('show every example once in each epoch', () => {
    expect(orders).toHaveLength(6);
    for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual(identity);
  });

  it('begin with the stored order, and never repeat one', () => {
    expect([...orders[0]!]).toEqual(identity);
    expect(new Set(orders.map(String)).size).toBe(6);
  });

  it('reshuffle the running order, as an independent program foretold', () => {
    // Fisher-Yates over Threefry written anew in Python.
    expect([...epochOrders(11001, 8, 2)[1]!]).toEqual([0, 4, 5, 1, 7, 6, 2, 3]);
  });

  it('of fewer epochs are the first of more', () => {
    expect(epochOrders(11001, count, 3)).toEqual(orders.slice(0, 3));
  });

  it('depend on the data seed, not on the teacher', () => {
    const task = generatedTask('linear', { epochs: 3 });
    expect(generatedTask('linear', { epochs: 3, paramSeed: 7 }).epochOrders).toEqual(task.epochOrders);
    expect(generatedTask('linear', { epochs: 3, dataSeed: 7 }).epochOrders).not.toEqual(task.epochOrders);
    expect(task.epochOrders).toHaveLength(3);
  });
});
