import { expect, it } from 'vitest';
import { EpochPace } from '../../electron/workers/epoch-pace.ts';
import { shareOut } from '../../electron/workers/share-out.ts';
import { Timeline } from '../../electron/workers/timeline.ts';

it('gives each run a worker, as far as they go, and what is left to the first ones with several islands', () => {
  expect(shareOut(2, [3, 3, 1])).toEqual([1, 1, 0]);
  expect(shareOut(6, [3, 1, 4])).toEqual([3, 1, 2]);
  expect(shareOut(9, [2])).toEqual([2]);
});

it('lets islands run a quarter of a second ahead, and two epochs where one takes long', () => {
  let now = 0;
  const pace = new EpochPace(2, () => now);
  expect(pace.ahead).toBe(2);
  now = 1;
  expect(pace.passed(2000)).toBe(true);
  expect(pace.ahead).toBe(250);
  now = 100;
  expect(pace.passed(2)).toBe(true);
  expect(pace.ahead).toBe(2);
});

it('keeps what each worker did, without repeats, and forgets the oldest', () => {
  let now = 0;
  const timeline = new Timeline(() => now, 2);
  for (const why of ['a', 'a', 'b', 'c', 'd']) {
    timeline.mark(0, 'idle', why);
    now++;
  }
  expect(timeline.intervals().map(({ from, to, why }) => [from, to, why])).toEqual([
    [2, 3, 'b'],
    [3, 4, 'c'],
    [4, 5, 'd'],
  ]);
});
