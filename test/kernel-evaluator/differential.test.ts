import { describe, expect, it } from 'vitest';
import { runDifferential } from './differential-run.ts';
import { evaluatorsOf, kernelsPresent } from './evaluators-present.ts';

/** How many programs in all; continuous integration takes more. */
const PROGRAMS = Number(process.env['DIFFERENTIAL_PROGRAMS'] ?? 10_000);
const SEEDS = [1, 2, 3, 4];

const { kernels } = await kernelsPresent();

describe('the kernel, however it was compiled', () => {
  it.each(SEEDS)('gives every bit of the interpreter on random programs (seed %d)', (seed) => {
    const programs = Math.ceil(PROGRAMS / SEEDS.length);
    const outcome = runDifferential({ seed, programs, evaluators: evaluatorsOf(kernels) });
    expect(outcome.differences).toEqual([]);
    expect(outcome.programs).toBe(programs);
    // The comparison is worth nothing where all fails, or nothing does.
    expect(outcome.scored / outcome.tasks).toBeGreaterThan(0.3);
    expect(outcome.failed / outcome.tasks).toBeGreaterThan(0.1);
  });
});
