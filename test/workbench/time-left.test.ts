import { expect, it } from 'vitest';
import { readSpecSource } from '../../electron/workbench/spec-source.ts';
import { secondsLeft } from '../../electron/workbench/time-left.ts';
import { NO_COUNTS } from '../../native-worker/search/search-counts.ts';

const { spec } = readSpecSource('demo', []);
const UNLIMITED = {
  candidates: null,
  trainSteps: null,
  experiments: 0,
  experimentCandidates: null,
  experimentTrainSteps: null,
  stopAbove: 0.9,
};

function left(budget: Partial<typeof spec.budget>, candidates: number, experiment = 0): number | null {
  const counts = { ...NO_COUNTS, candidates, chargedSteps: candidates * 10 };
  const figures = { experiment, epoch: 0, counts, experimentCounts: counts, bestOnSearch: null, bestOnSelect: null };
  return secondsLeft({ ...spec, budget: { ...UNLIMITED, ...budget } }, { ...figures, population: null }, 10);
}

it('what is left follows from the limit that is nearest', () => {
  expect(left({ candidates: 1000 }, 250)).toBe(30);
  expect(left({ candidates: 1000, trainSteps: 5000 }, 250)).toBe(10);
  expect(left({ experiments: 4, experimentCandidates: 500 }, 250, 1)).toBeCloseTo((10 * 5) / 3);
  expect(left({ candidates: 1000 }, 1200)).toBe(0);
});

it('nothing is said where nothing limits the run, or nothing is known', () => {
  expect(left({}, 250)).toBeNull();
  expect(left({ experiments: 0, experimentCandidates: 500 }, 250)).toBeNull();
  expect(left({ candidates: 1000 }, 0)).toBeNull();
});
