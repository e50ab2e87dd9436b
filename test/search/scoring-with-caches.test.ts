import { describe, expect, it } from 'vitest';
import { fitnessOfLoss } from '../../native-worker/evaluator/fitness.ts';
import { CandidateScorer } from '../../native-worker/search/candidate-scorer.ts';
import { program } from './programs.ts';
import { ScriptedEvaluator } from './scripted-evaluator.ts';
import { blankTasks, learner, scoring } from './scripted-scoring.ts';
import { demoSpec } from './search-spaces.ts';

describe('scoring with functional equivalence checking', () => {
  it('charges the probe whether it finds something or not', () => {
    const { scorer } = scoring({ cache: 'fec' }, () => ({}));
    scorer.score(learner(1), 0);
    expect(scorer.counts).toMatchObject({ chargedSteps: 2 * (10 + 100), cacheHits: 0, cacheMisses: 2 });
    scorer.score(learner(2), 1);
    expect(scorer.counts).toMatchObject({ chargedSteps: 2 * (10 + 100) + 20, cacheHits: 2, cacheMisses: 2 });
    expect(scorer.counts.executedSteps).toBe(scorer.counts.chargedSteps);
  });

  it('charges a probe that it need not run, as it knows what comes of it', () => {
    const { scorer, evaluator } = scoring({ cache: 'fec' }, () => ({}));
    scorer.score(learner(1), 0);
    scorer.score(learner(1, 's3 = 2'), 1);
    expect(evaluator.calls).toHaveLength(2);
    expect(scorer.counts).toMatchObject({
      chargedSteps: 2 * (10 + 100) + 20,
      executedSteps: 2 * (10 + 100),
      cacheHits: 2,
      cacheMisses: 2,
    });
  });

  it('runs every probe where programs run as written, since their noise comes in sequence', () => {
    const { scorer, evaluator } = scoring({ cache: 'fec' }, () => ({}), { asWritten: true });
    scorer.score(learner(1), 0);
    scorer.score(learner(1), 1);
    expect(evaluator.calls).toHaveLength(3);
  });

  it('takes over the fitness of another program whose probe came out the same', () => {
    const { scorer } = scoring({ cache: 'fec' }, (constant) => ({ loss: constant, trace: constant > 10 ? 2 : 1 }));
    const first = scorer.score(learner(1), 0);
    expect(scorer.score(learner(4), 1)).toBe(first);
    expect(scorer.score(learner(16), 2)).toBeLessThan(first);
  });

  it('knows each task by itself', () => {
    const differOnSecond = (constant: number, task: number) => ({ trace: task === 1 ? constant : 1 });
    const { scorer, evaluator } = scoring({ cache: 'fec' }, differOnSecond);
    scorer.score(learner(1), 0);
    scorer.score(learner(2), 1);
    expect(scorer.counts).toMatchObject({ cacheHits: 1, cacheMisses: 3 });
    expect(evaluator.calls.at(-1)!.tasks).toEqual([1]);
  });

  it('probes with noise of its own, the same for all', () => {
    const { scorer, evaluator } = scoring({ cache: 'fec' }, () => ({}), { noise: 'fresh' });
    scorer.score(learner(1), 5);
    expect(evaluator.calls.map(({ request }) => [request.noiseSeed, request.trainExamples, request.record])).toEqual([
      [235732282, 10, 'errors'],
      [1005, 100, 'nothing'],
    ]);
  });

  it('asks for predictions where the key is made of them', () => {
    const { scorer, evaluator } = scoring({ form: 'paper' }, () => ({}));
    scorer.score(learner(1), 0);
    expect(evaluator.calls[0]!.request.record).toBe('predictions');
  });

  it('evaluates again what an earlier task has just pushed out of the cache', () => {
    // Room for three entries. The third program is new on task 0 and, on task 1, does what the first one did there:
    // by now the oldest entry, which makes room for that of task 0.
    const perform = (constant: number, task: number) => ({
      loss: constant,
      trace: constant === 3 && task === 1 ? 1 : constant,
    });
    const { scorer, evaluator } = scoring({ cache: 'fec', fec: { size: 3 } }, perform);
    scorer.score(learner(1), 0);
    scorer.score(learner(2), 1);
    evaluator.calls.length = 0;
    expect(scorer.score(learner(3), 2)).toBe(fitnessOfLoss(3, 'rms'));
    const full = evaluator.calls.filter(({ request }) => request.record === 'nothing');
    expect(full.map(({ tasks }) => tasks)).toEqual([[0], [1]]);
    expect(scorer.counts).toMatchObject({ cacheHits: 0, cacheMisses: 6 });
  });

  it('goes on from a saved state', () => {
    const { scorer } = scoring({ cache: 'fec' }, () => ({}));
    scorer.score(learner(1), 0);
    const evaluator = new ScriptedEvaluator(() => ({ loss: 1, steps: 100, trace: 1 }));
    const spec = demoSpec({ form: 'reference', cache: 'fec' });
    const resumed = new CandidateScorer(
      { spec, set: blankTasks([100, 100]), evaluator, noiseSeed: () => 0 },
      structuredClone(scorer.state()),
    );
    resumed.score(learner(2), 1);
    scorer.score(learner(2), 1);
    expect(resumed.counts).toEqual(scorer.counts);
  });
});

describe('scoring with the canonical cache', () => {
  const renamed = program(`
    def Setup():
      s3 = 1
    def Predict():
      s1 = dot(v0, v2)
    def Learn():
      s2 = s0 - s1
      s2 = s2 * s3
      v1 = s2 * v0
      v2 = v1 + v2
  `);

  it('knows a program by another name, charges what it cost and runs nothing', () => {
    const { scorer, evaluator } = scoring({ cache: 'canonical' }, () => ({ loss: 0.25 }));
    const fitness = scorer.score(learner(1), 0);
    expect(scorer.score(renamed, 1)).toBe(fitness);
    expect(scorer.counts).toMatchObject({ chargedSteps: 400, executedSteps: 200, cacheHits: 1, cacheMisses: 1 });
    expect(evaluator.calls).toHaveLength(1);
  });

  it('tells programs apart by the last bit of a constant', () => {
    const { scorer } = scoring({ cache: 'canonical' }, () => ({}));
    scorer.score(learner(1), 0);
    scorer.score(learner(1.0000000000000002), 1);
    expect(scorer.counts.cacheHits).toBe(0);
  });

  it('is passed by where a program draws fresh noise', () => {
    const noisy = learner(1, 'v1 = gaussian(0, 1, n_features)');
    const fresh = scoring({ cache: 'canonical' }, () => ({}), { noise: 'fresh' });
    fresh.scorer.score(noisy, 0);
    fresh.scorer.score(noisy, 1);
    fresh.scorer.score(learner(1), 2);
    fresh.scorer.score(learner(1), 3);
    expect(fresh.scorer.counts).toMatchObject({ executedSteps: 600, cacheHits: 1, cacheMisses: 1 });
    const fixed = scoring({ cache: 'canonical' }, () => ({}));
    fixed.scorer.score(noisy, 0);
    fixed.scorer.score(noisy, 1);
    expect(fixed.scorer.counts).toMatchObject({ executedSteps: 200, cacheHits: 1 });
  });
});
