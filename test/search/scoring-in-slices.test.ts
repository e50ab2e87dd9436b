import { describe, expect, it } from 'vitest';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { CandidateScorer } from '../../native-worker/search/candidate-scorer.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { Dice } from '../algorithm/dice.ts';
import { ARITHMETIC, randomAlgorithm } from '../algorithm/random-programs.ts';
import { learner } from './scripted-scoring.ts';
import { demoSpec } from './search-spaces.ts';

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
