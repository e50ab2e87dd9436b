import { describe, expect, it } from 'vitest';
import { experimentLimits, isSpent, mayStartExperiment } from '../../native-worker/search/budget.ts';

const NOTHING = { candidates: 0, trainSteps: 0 };
const UNLIMITED = {
  trainSteps: null,
  candidates: null,
  experiments: 1,
  experimentTrainSteps: null,
  experimentCandidates: null,
  stopAbove: null,
};

describe('the budget of an experiment', () => {
  it('is without limit where the spec names none', () => {
    expect(experimentLimits(UNLIMITED, NOTHING, 0)).toEqual({ candidates: Infinity, trainSteps: Infinity });
  });

  it('is all that the run has left where the number of experiments is open', () => {
    const budget = { ...UNLIMITED, experiments: 0, candidates: 1000 };
    expect(experimentLimits(budget, { candidates: 300, trainSteps: 9 }, 2).candidates).toBe(700);
  });

  it('is an equal share of what is left, so that an early end leaves more for those to come', () => {
    const budget = { ...UNLIMITED, experiments: 4, candidates: 1000, trainSteps: 400 };
    expect(experimentLimits(budget, NOTHING, 0)).toEqual({ candidates: 250, trainSteps: 100 });
    expect(experimentLimits(budget, { candidates: 100, trainSteps: 100 }, 1)).toEqual({
      candidates: 300,
      trainSteps: 100,
    });
    expect(experimentLimits(budget, { candidates: 500, trainSteps: 300 }, 3)).toEqual({
      candidates: 500,
      trainSteps: 100,
    });
  });

  it('is its own limit where there is one, but never more than the run has left', () => {
    const budget = { ...UNLIMITED, experiments: 10, candidates: 1000, experimentCandidates: 300 };
    expect(experimentLimits(budget, NOTHING, 0).candidates).toBe(300);
    expect(experimentLimits(budget, { candidates: 900, trainSteps: 0 }, 3).candidates).toBe(100);
  });

  it('is spent when either limit is reached, not before', () => {
    const limits = { candidates: 10, trainSteps: 100 };
    expect(isSpent({ candidates: 9, trainSteps: 99 }, limits)).toBe(false);
    expect(isSpent({ candidates: 10, trainSteps: 0 }, limits)).toBe(true);
    expect(isSpent({ candidates: 0, trainSteps: 100 }, limits)).toBe(true);
  });
});

describe('another experiment', () => {
  it('starts while the run has budget and experiments left', () => {
    const budget = { ...UNLIMITED, experiments: 3, trainSteps: 100 };
    expect(mayStartExperiment(budget, { candidates: 5, trainSteps: 99 }, 2)).toBe(true);
    expect(mayStartExperiment(budget, { candidates: 5, trainSteps: 100 }, 2)).toBe(false);
    expect(mayStartExperiment(budget, { candidates: 5, trainSteps: 50 }, 3)).toBe(false);
  });

  it('always starts where their number is open and the budget is not spent', () => {
    expect(mayStartExperiment({ ...UNLIMITED, experiments: 0, candidates: 10 }, NOTHING, 1000)).toBe(true);
  });
});
