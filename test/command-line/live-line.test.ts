import { expect, it } from 'vitest';
import { liveLine } from '../../electron/command-line/live-line.ts';

const FIGURES = {
  seconds: 185,
  experiment: 2,
  candidates: 42_500_000,
  rate: 12_345,
  search: { best: 0.73829, reference: 1 },
  select: { best: 0.99999, reference: 0.99997 },
  secondsLeft: 3500,
};

it('a line of 79 letters has candidates, rate, both fitnesses beside the hand-designed ones, and the time left', () => {
  const line = liveLine(FIGURES, 79);
  expect(line).toBe('42.5M cand.  12.3k/s  search 0.7382/1.0000  select 0.9999/0.9999  <59 min left');
  expect(line.length).toBeLessThanOrEqual(79);
});

it('a wider line also says how long it took and which experiment it is', () => {
  expect(liveLine(FIGURES, 100)).toMatch(/^3 min 05 s {2}exp\. 3 {2}42\.5M cand\. /);
});

it('a narrower line keeps T_select the longest, then T_search and the time left', () => {
  expect([70, 58, 45, 25].map((width) => liveLine(FIGURES, width))).toEqual([
    '42.5M cand.  search 0.7382/1.0000  select 0.9999/0.9999  <59 min left',
    'search 0.7382/1.0000  select 0.9999/0.9999  <59 min left',
    'search 0.7382/1.0000  select 0.9999/0.9999',
    'select 0.9999/0.9999',
  ]);
  expect(liveLine(FIGURES, 10)).toBe('select 0.…');
});

it('what is not known is a dash, or left out', () => {
  const nothing = { best: null, reference: null };
  const unknown = { ...FIGURES, experiment: 0, search: nothing, select: nothing, secondsLeft: null };
  expect(liveLine(unknown, 79)).toBe('3 min 05 s  42.5M cand.  12.3k/s  search –  select –');
});
