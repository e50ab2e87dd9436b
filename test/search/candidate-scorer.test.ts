import { describe, expect, it } from 'vitest';
import { networkAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { padWithNoOps } from '../../native-worker/algorithm/pad-with-no-ops.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { fitnessOfLoss } from '../../native-worker/evaluator/fitness.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { CandidateScorer } from '../../native-worker/search/candidate-scorer.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import type { Task, TaskSet } from '../../native-worker/tasks/task-set.ts';
import { Dice } from '../algorithm/dice.ts';
import { ARITHMETIC, randomAlgorithm } from '../algorithm/random-programs.ts';
import { listingOf, program } from './programs.ts';
import { type Performance, ScriptedEvaluator } from './scripted-evaluator.ts';
import { demoSpec } from './search-spaces.ts';

function taskSet(trainCounts: readonly number[], validCount = 50): TaskSet {
  const tasks = trainCounts.map((trainCount, seed): Task => ({
    seed,
    trainCount,
    validCount,
    trainFeatures: new Float64Array(4 * trainCount),
    trainLabels: new Float64Array(trainCount),
    validFeatures: new Float64Array(4 * validCount),
    validLabels: new Float64Array(validCount),
    epochOrders: [Uint32Array.from({ length: trainCount }, (_, k) => k)],
  }));
  return { features: 4, outputs: 'scalar', classes: 0, measure: 'rms', hash: 'test', tasks };
}

interface Scoring {
  readonly scorer: CandidateScorer;
  readonly evaluator: ScriptedEvaluator;
}

interface Options extends Readonly<Record<string, unknown>> {
  readonly trainCounts?: readonly number[];
  readonly asWritten?: boolean;
}

function scoring(
  method: Readonly<Record<string, unknown>>,
  perform: (constant: number, task: number) => Partial<Performance>,
  { trainCounts = [100, 100], asWritten = false, ...options }: Options = {},
): Scoring {
  const evaluator = new ScriptedEvaluator((each, task) => ({
    loss: 1,
    steps: trainCounts[task]!,
    trace: 1,
    ...perform(each.constants[0] ?? 0, task),
  }));
  const spec = demoSpec({ form: 'reference', ...method }, options);
  const noiseSeed = (birth: number): number => (spec.noise === 'fresh' ? 1000 + birth : 0);
  const set = taskSet(trainCounts);
  return { scorer: new CandidateScorer({ spec, set, evaluator, noiseSeed, asWritten }), evaluator };
}

/** A learner told apart by its constant, which stands first in its packed form. */
function learner(constant: number, setup = ''): ReturnType<typeof program> {
  return program(`
    def Setup():
      s2 = ${constant}
      ${setup}
    def Predict():
      s1 = dot(v1, v0)
    def Learn():
      s3 = s0 - s1
      s3 = s2 * s3
      v2 = s3 * v0
      v1 = v1 + v2
  `);
}

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

  it('with functional equivalence checking probes it all the same, and charges the probe', () => {
    const { scorer, evaluator } = scoring({ cache: 'fec' }, () => ({}), { trainBudget });
    expect(scorer.score(costly, 0)).toBe(0);
    expect(scorer.counts).toMatchObject({ chargedSteps: 20, overBudget: 1, cacheMisses: 2, cacheHits: 0 });
    expect(scorer.score(costly, 1)).toBe(0);
    expect(scorer.counts).toMatchObject({ chargedSteps: 40, cacheMisses: 2, cacheHits: 2 });
    expect(evaluator.calls).toHaveLength(2);
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

describe('scoring with functional equivalence checking', () => {
  it('charges the probe whether it finds something or not', () => {
    const { scorer } = scoring({ cache: 'fec' }, () => ({}));
    scorer.score(learner(1), 0);
    expect(scorer.counts).toMatchObject({ chargedSteps: 2 * (10 + 100), cacheHits: 0, cacheMisses: 2 });
    scorer.score(learner(1), 1);
    expect(scorer.counts).toMatchObject({ chargedSteps: 2 * (10 + 100) + 20, cacheHits: 2, cacheMisses: 2 });
    expect(scorer.counts.executedSteps).toBe(scorer.counts.chargedSteps);
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
    const perform = (constant: number) => ({ loss: constant, trace: constant });
    const { scorer } = scoring({ cache: 'fec' }, perform);
    scorer.score(learner(1), 0);
    const evaluator = new ScriptedEvaluator(() => ({ loss: 1, steps: 100, trace: 1 }));
    const spec = demoSpec({ form: 'reference', cache: 'fec' });
    const resumed = new CandidateScorer(
      { spec, set: taskSet([100, 100]), evaluator, noiseSeed: () => 0 },
      structuredClone(scorer.state()),
    );
    resumed.score(learner(1), 1);
    scorer.score(learner(1), 1);
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

describe('scoring in slices', () => {
  const seeds = [1, 2, 3];
  const tasks = { kind: 'linear', features: 4, count: 3, train: 30, valid: 20, epochs: 1, measure: 'rms' } as const;
  const set = buildTaskSet(
    { ...demoSpec({}).tasks.search, ...tasks, paramSeeds: seeds, dataSeeds: seeds },
    { role: 'search', outputs: 'scalar', paramSeeds: seeds, dataSeeds: seeds },
  );
  const scorerOf = (method: Readonly<Record<string, unknown>>): CandidateScorer => {
    const spec = demoSpec({ form: 'reference', ...method }, { noise: 'fresh' });
    return new CandidateScorer({ spec, set, evaluator: new Interpreter(), noiseSeed: (birth) => 1000 + birth });
  };

  it.each([
    { cache: 'none' },
    { cache: 'canonical' },
    // So small that entries are pushed out between the look-ups of one program.
    { cache: 'fec', fec: { size: 8, forgetEvery: 4 } },
  ])('gives the same fitness, counts and cache as in one go: $cache', (method) => {
    const dice = new Dice(5);
    const inOneGo = scorerOf(method);
    const inSlices = scorerOf(method);
    let slices = 0;
    for (let birth = 0; birth < 300; birth++) {
      // Few different ones, so that many are known.
      const candidate = packAlgorithm(randomAlgorithm(new Dice(dice.below(40)), ARITHMETIC, 'scalar'));
      const fitness = inOneGo.score(candidate, birth);
      inSlices.begin(candidate, birth);
      while (!inSlices.advance(20)) slices++;
      expect(inSlices.fitness).toBe(fitness);
    }
    expect(slices).toBeGreaterThan(500);
    expect(inOneGo.counts.cacheHits > 0).toBe(method.cache !== 'none');
    expect(inSlices.state()).toEqual(inOneGo.state());
  });

  it('counts a candidate once it is through', () => {
    const scorer = scorerOf({ cache: 'fec' });
    scorer.begin(learner(0.1), 0);
    while (!scorer.advance(20)) expect(scorer.counts).toMatchObject({ chargedSteps: 0, cacheMisses: 0 });
    expect(scorer.counts).toMatchObject({ chargedSteps: 3 * (10 + 30), cacheMisses: 3 });
  });
});
