import { describe, expect, it } from 'vitest';
import { integrationLinear, integrationNonlinear } from './reference-search.ts';

describe("the reference's linear integration run", () => {
  it('is reproduced to every printed digit, with its cache hits and training steps', () => {
    const search = integrationLinear();
    expect(search.progress()).toEqual({ mean: '0.216270', deviation: '0.084278', best: '0.283595' });
    expect(search.counts).toMatchObject({ executedSteps: 712_191, cacheHits: 3156, cacheMisses: 6844 });

    search.runUntil(11_000);
    expect(search.progress()).toEqual({ mean: '0.240699', deviation: '0.090653', best: '0.305231' });
    // About: these depend on the last bits of the platform's Gaussian tables.
    expect(Math.abs(search.counts.cacheHits - 84_190)).toBeLessThanOrEqual(50);

    search.runUntil(21_000);
    expect(search.progress()).toEqual({ mean: '0.481513', deviation: '0.401085', best: '0.999813' });
  });
});

describe("the reference's nonlinear integration run", () => {
  it('is reproduced to every printed digit, with noise from one sequence', () => {
    const search = integrationNonlinear();
    search.runUntil(11_000);
    expect(search.progress()).toEqual({ mean: '0.855631', deviation: '0.277759', best: '0.999835' });

    // On the way to the reference's next row, at 91,000, which `whole-runs.ts` reaches digit by digit.
    search.runUntil(21_000);
    expect(search.progress()).toEqual({ mean: '0.868628', deviation: '0.247659', best: '0.999989' });
  });
});
