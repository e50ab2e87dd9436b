import { expect, it } from 'vitest';
import { runSideBySide } from '../../electron/workers/run-side-by-side.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('works on no more items at once than it may, and gives results in the order of the list', async () => {
  let running = 0;
  let most = 0;
  const results = await runSideBySide([5, 1, 4, 2, 3], 2, async (item) => {
    running++;
    most = Math.max(most, running);
    for (let k = 0; k < item; k++) await turn();
    running--;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

it('starts nothing more after an error, waits for what runs, and throws it', async () => {
  const started: number[] = [];
  const finished: number[] = [];
  const work = runSideBySide([1, 2, 3, 4], 2, async (item) => {
    started.push(item);
    await turn();
    if (item === 1) throw new Error('item 1 failed');
    await turn();
    finished.push(item);
    return item;
  });
  await expect(work).rejects.toThrow('item 1 failed');
  expect(started).toEqual([1, 2]);
  expect(finished).toEqual([2]);
});
