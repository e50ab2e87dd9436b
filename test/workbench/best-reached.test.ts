import { expect, it } from 'vitest';
import { bestReached } from '../../electron/workbench/follow-group.ts';
import type { RunDetails } from '../../electron/workbench/show-run.ts';

function details(outcome: string | null, select: number, stopAbove: number | null): RunDetails {
  return { run: { outcome }, champion: { select }, spec: { budget: { stopAbove } } } as unknown as RunDetails;
}

it('the best of a group is the best on T_select of the runs that reached the bar, the first on ties', () => {
  const missed = details('budget-spent', 0.99, 0.9999);
  const solved = details('solved', 0.99995, 0.9999);
  const better = details('solved', 1, 0.9999);
  expect(bestReached([missed, solved, better, details('solved', 1, 0.9999)])).toBe(better);
  expect(bestReached([missed, details('stopped', 1, 0.9999)])).toBeNull();
});

it('where there is no bar, every run that came to its end counts', () => {
  const done = details('budget-spent', 0.5, null);
  expect(bestReached([done, details('stopped', 0.9, null), details(null, 0.9, null)])).toBe(done);
});
