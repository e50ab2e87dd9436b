import { describe, expect, it } from 'vitest';
import { networkAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { padWithNoOps } from '../../native-worker/algorithm/pad-with-no-ops.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { fitnessOfLoss } from '../../native-worker/evaluator/fitness.ts';
import { listingOf, program } from './programs.ts';
import { learner, scoring } from './scripted-scoring.ts';

describe('scoring without a cache', () => {
  it('combines the fitness of all tasks', () => {
    const byTask = (_: number, task: number) => ({ loss: [0, 1, 4][task]! });
    const [good, middling, bad] = [0, 1, 4].map((loss) => fitnessOfLoss(loss, 'rms')) as [number, number, number];
    const { scorer } = scoring({ cache: 'none' }, byTask, { trainCounts: [100, 100, 100] });
    expect(scorer.score(learner(1), 0)).toBeCloseTo((good + middling + bad) / 3, 15);
    const median = scoring({ cache: 'none' }, byTask, { trainCounts: [100, 100, 100], combination: 'median' });
    expect(median.scorer.score(learner(1), 0)).toBe(middling);
  });

  it('charges the training steps that were run', () => {
    const { scorer } = scoring({ cache: 'none' }, (_, task) => ({ steps: task === 0 ? 7 : 100 }));
    scorer.score(learner(1), 0);
    expect(scorer.counts).toMatchObject({ chargedSteps: 107, executedSteps: 107 });
  });

  it('hands over programs without dead code, unless they are to be run as written', () => {
    const withJunk = learner(1, 's3 = 0.25');
    const clean = scoring({ cache: 'none' }, () => ({}));
    clean.scorer.score(withJunk, 0);
    expect(listingOf(clean.evaluator.calls[0]!.program)).toBe(listingOf(learner(1)));
    const raw = scoring({ cache: 'none' }, () => ({}), { asWritten: true });
    raw.scorer.score(withJunk, 0);
    expect(raw.evaluator.calls[0]!.program).toBe(withJunk);
  });

  it('counts candidates that fail', () => {
    const { scorer } = scoring({ cache: 'none' }, (constant) => ({ loss: constant > 0 ? Infinity : 1 }));
    scorer.score(learner(1), 0);
    scorer.score(learner(-1), 1);
    expect(scorer.counts).toMatchObject({ failed: 1, overBudget: 0 });
  });

  it('hands each candidate its own noise where noise is fresh', () => {
    const { scorer, evaluator } = scoring({ cache: 'none' }, () => ({}), { noise: 'fresh' });
    scorer.score(learner(1), 5);
    scorer.score(learner(1), 6);
    expect(evaluator.calls.map(({ request }) => request.noiseSeed)).toEqual([1005, 1006]);
  });
});

describe('scoring within a training budget', () => {
  const costly = program(`
    def Predict():
      s1 = dot(v1, v0)
    def Learn():
      m0 = gaussian(0, 1, (n_features, n_features))
      v1 = dot(m0, v0)
  `);
  const trainBudget = { baseline: 'network', factor: 2, measured: 'canonical' };

  it('gives fitness 0 to a program that costs too much, and no steps', () => {
    const { scorer, evaluator } = scoring({ cache: 'none' }, () => ({}), { trainBudget });
    expect(scorer.score(costly, 0)).toBe(0);
    expect(scorer.score(learner(1), 1)).toBe(0.5);
    expect(scorer.counts).toMatchObject({ chargedSteps: 200, overBudget: 1, failed: 0 });
    expect(evaluator.calls).toHaveLength(1);
  });

  it('with functional equivalence checking probes it all the same, and charges the probe each time', () => {
    const { scorer, evaluator } = scoring({ cache: 'fec' }, () => ({}), { trainBudget });
    expect(scorer.score(costly, 0)).toBe(0);
    expect(evaluator.calls).toHaveLength(1);
    expect(scorer.counts).toMatchObject({ chargedSteps: 20, overBudget: 1, cacheMisses: 2, cacheHits: 0 });
    expect(scorer.score(costly, 1)).toBe(0);
    expect(scorer.counts).toMatchObject({ chargedSteps: 40, cacheMisses: 2, cacheHits: 2 });
  });

  it('does not count dead code, unless programs are measured as written', () => {
    const deadWeight = learner(1, Array(40).fill('m0 = gaussian(0, 1, (n_features, n_features))').join('\n'));
    // 40 x 277,690,384 in Setup alone are more than two networks over 100 examples with no padding: 17.1e9.
    const network = { baseline: 'network', factor: 0.5 };
    const canonical = scoring({ cache: 'none' }, () => ({}), { trainBudget: { ...network, measured: 'canonical' } });
    expect(canonical.scorer.score(deadWeight, 0)).toBe(0.5);
    const raw = scoring({ cache: 'none' }, () => ({}), { trainBudget: { ...network, measured: 'raw-padded' } });
    expect(raw.scorer.score(deadWeight, 0)).toBe(0);
  });

  it('is worked out task by task, where they have different numbers of examples', () => {
    const costlySetup = learner(1, Array(40).fill('m0 = gaussian(0, 1, (n_features, n_features))').join('\n'));
    const { scorer, evaluator } = scoring({ cache: 'none' }, () => ({}), {
      trainBudget: { baseline: 'network', factor: 2, measured: 'raw-padded' },
      trainCounts: [10, 1000],
    });
    expect(scorer.score(costlySetup, 0)).toBe(0.25);
    expect(evaluator.calls[0]!.tasks).toEqual([1]);
    expect(scorer.counts).toMatchObject({ chargedSteps: 1000, overBudget: 1 });
  });

  it('measured as written pads the baseline to the initial sizes', () => {
    // The network with the demo's ten lines of Setup costs as much as the padded baseline, to the last unit.
    const padded = packAlgorithm(padWithNoOps(networkAlgorithm(), { setup: 10, predict: 2, learn: 8 }));
    const oneMore = packAlgorithm(padWithNoOps(networkAlgorithm(), { setup: 11, predict: 2, learn: 8 }));
    const { scorer } = scoring({ cache: 'none' }, () => ({}), {
      trainBudget: { baseline: 'network', factor: 1, measured: 'raw-padded' },
    });
    expect(scorer.score(padded, 0)).toBe(0.5);
    expect(scorer.score(oneMore, 1)).toBe(0);
  });
});
