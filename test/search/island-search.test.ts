import { describe, expect, it } from 'vitest';
import { OPS } from '../../native-worker/algorithm/op-table.ts';
import { ValidityFilter } from '../../native-worker/algorithm/validity.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { IslandSearch } from '../../native-worker/search/island-search.ts';
import type { SearchCounts } from '../../native-worker/search/search-counts.ts';
import type { KeptIndividual } from '../../native-worker/search/island.ts';
import { replayLineage } from '../../native-worker/search/replay-lineage.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { MUTATION_KINDS } from '../../native-worker/spec/method-schema.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { listingOf } from './programs.ts';
import { demoSpec } from './search-spaces.ts';

const STREAM = { seed: 1, experiment: 0, island: 0, purpose: 'search' } as const;
const SEEDS = [1, 2];

const REFERENCE = demoSpec({ form: 'reference' });
const PAPER = demoSpec({ form: 'paper' });
const FILTERED = demoSpec({ form: 'reference', validity: 'strict', sampling: 'staged' });
const RANDOM = demoSpec({ form: 'reference', search: 'random' });
const WORKBENCH = demoSpec({ form: 'workbench' });

function setupOf(spec: Spec, seed: number = STREAM.seed, taken = 0) {
  const { search } = spec.tasks;
  const set = buildTaskSet(search, { role: 'search', outputs: 'scalar', paramSeeds: SEEDS, dataSeeds: SEEDS });
  const random = new ThreefryRandomSource({ ...STREAM, seed }, taken);
  return { spec, island: 0, set, random, evaluator: new Interpreter(), noiseSeed: () => 0 };
}

function sweep(search: IslandSearch): void {
  do search.advance(Infinity);
  while (!search.atSweepEnd);
}

/** Copies of all individuals, by slot, with their lines. */
function individuals(search: IslandSearch): KeptIndividual[] {
  return search.population.programs.map((_, slot) => search.keep(search.inSlot(slot)));
}

/** The population in words: listings and the bits of fitness. */
function population(search: IslandSearch): string[] {
  return individuals(search).map(({ program, search: fitness }) => `${fitness}\n${listingOf(program)}`);
}

/** The counts that results may depend on: how many steps were run depends on what is known from before. */
function decisiveCounts(search: IslandSearch): Omit<SearchCounts, 'executedSteps'> {
  const { executedSteps, ...counts } = search.counts();
  expect(executedSteps).toBeLessThanOrEqual(counts.chargedSteps);
  return counts;
}

function births(search: IslandSearch): number[] {
  return individuals(search).map(({ birth }) => birth);
}

describe.each<[string, Spec]>([
  ['regularized evolution in the reference form', REFERENCE],
  ['regularized evolution in the paper form', PAPER],
  ['regularized evolution under a filter', FILTERED],
  ['random search', RANDOM],
  ['minimal generation gap', WORKBENCH],
])('%s', (_, spec) => {
  it('does the same twice, and something else for another seed', () => {
    const run = (seed: number) => {
      const search = new IslandSearch(setupOf(spec, seed));
      for (let k = 0; k < 4; k++) sweep(search);
      return { population: population(search), counts: search.counts(), best: search.bestEver?.search };
    };
    const first = run(1);
    expect(run(1)).toEqual(first);
    expect(run(2).population).not.toEqual(first.population);
  });

  it('stopped wherever it is at rest and made anew from its state, comes to the same', () => {
    const undisturbed = new IslandSearch(setupOf(spec));
    const setup = setupOf(spec);
    let search = new IslandSearch(setup);
    let { random } = setup;
    let cuts = 0;
    for (let candidate = 0; candidate < 400; candidate++) {
      undisturbed.advance(Infinity);
      search.advance(Infinity);
      if (!search.isAtRest || random.taken % 5 !== 0) continue;
      cuts++;
      const resumed = setupOf(spec, STREAM.seed, random.taken);
      search = new IslandSearch(resumed, search.state());
      random = resumed.random;
    }
    expect(cuts).toBeGreaterThan(5);
    expect(individuals(search)).toEqual(individuals(undisturbed));
    expect(decisiveCounts(search)).toEqual(decisiveCounts(undisturbed));
    expect(search.bestEver?.birth).toBe(undisturbed.bestEver?.birth);
  });

  it('has no state to save while a candidate is under way', () => {
    const search = new IslandSearch(setupOf(spec));
    search.advance(Infinity);
    while (search.advance(1)) expect(search.isAtRest || spec === WORKBENCH).toBe(true);
    expect(search.isAtRest).toBe(false);
    expect(() => search.state()).toThrow('advance it until it is at rest');
  });

  it('knows where every individual came from, to the bit', () => {
    const search = new IslandSearch(setupOf(spec));
    for (let k = 0; k < 5; k++) sweep(search);
    for (const { birth, program, search: fitness, line } of individuals(search)) {
      const listings: string[] = [];
      replayLineage(line, (_place, each) => listings.push(listingOf(each)));
      expect(listings).toHaveLength(line.births.length);
      expect(listings.at(-1)).toBe(listingOf(program));
      expect([line.births.at(-1), line.fitness.at(-1)]).toEqual([birth, fitness]);
      expect([...line.parents]).toEqual(Array.from(line.parents, (_parent, place) => place - 1));
      expect(line.births).toEqual(line.births.toSorted());
    }
  });

  it('counts a population of candidates for each sweep, at least, the founders included', () => {
    const search = new IslandSearch(setupOf(spec));
    for (let k = 1; k <= 3; k++) {
      sweep(search);
      expect(search.population.size).toBe(40);
      expect(search.candidates).toBeGreaterThanOrEqual(40 * k);
    }
    expect(search.atSweepEnd).toBe(true);
    search.advance(Infinity);
    expect(search.atSweepEnd).toBe(false);
  });
});

describe('regularized evolution', () => {
  it('replaces the oldest individual, slot by slot', () => {
    const search = new IslandSearch(setupOf(REFERENCE));
    sweep(search);
    for (let birth = 40; birth < 130; birth++) {
      const before = births(search);
      search.advance(Infinity);
      const after = births(search);
      const changed = after.flatMap((each, slot) => (each === before[slot] ? [] : [slot]));
      expect(changed).toEqual([birth % 40]);
      expect(before[changed[0]!]).toBe(Math.min(...before));
      expect(after[changed[0]!]).toBe(birth);
    }
  });

  it('keeps the best it ever saw at hand, though that dies', () => {
    const search = new IslandSearch(setupOf(PAPER));
    let best = 0;
    for (let k = 0; k < 20; k++) {
      sweep(search);
      best = Math.max(best, ...search.population.fitness);
      expect(search.bestEver!.search).toBeGreaterThanOrEqual(best);
    }
  });

  it('under a filter holds programs that pass only, and counts those that did not', () => {
    const search = new IslandSearch(setupOf(FILTERED));
    for (let k = 0; k < 3; k++) sweep(search);
    const filter = new ValidityFilter();
    for (const program of search.population.programs) expect(filter.judge(program, 'scalar')).toBe('strict');
    expect(search.refused).toBeGreaterThan(100);
    expect(new IslandSearch(setupOf(REFERENCE)).refused).toBe(0);
  });

  it('breeds populations that are fitter than the founders', () => {
    const mean = (search: IslandSearch): number =>
      search.population.fitness.reduce((sum, fitness) => sum + fitness, 0) / search.population.size;
    const search = new IslandSearch(setupOf(REFERENCE));
    sweep(search);
    const founders = mean(search);
    for (let k = 0; k < 20; k++) sweep(search);
    expect(mean(search)).toBeGreaterThan(founders);
  });

  it('runs with every op and every kind of mutation', () => {
    const ops = OPS.map(({ number }) => number);
    const spec = demoSpec(
      {
        form: 'reference',
        cache: 'canonical',
        mutations: MUTATION_KINDS.map((kind) => ({ kind })),
      },
      {
        ops: { setup: ops, predict: ops, learn: ops },
        noise: 'fresh',
        sizes: {
          setup: { init: 3, min: 1, max: 6 },
          predict: { init: 3, min: 1, max: 6 },
          learn: { init: 3, min: 1, max: 6 },
        },
      },
    );
    const search = new IslandSearch(setupOf(spec));
    for (let k = 0; k < 5; k++) sweep(search);
    for (const fitness of search.population.fitness) expect(fitness >= 0 && fitness <= 1).toBe(true);
    expect(search.executedSteps).toBeLessThan(search.counts().chargedSteps);
  });
});

describe('random search', () => {
  it('draws every program afresh', () => {
    const search = new IslandSearch(setupOf(RANDOM));
    for (let k = 0; k < 3; k++) sweep(search);
    expect(births(search)).toEqual(Array.from({ length: 40 }, (_, slot) => 80 + slot));
    for (const { line } of individuals(search)) expect(line.births).toHaveLength(1);
  });
});
