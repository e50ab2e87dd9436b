import { describe, expect, it } from 'vitest';
import { OPS } from '../../native-worker/algorithm/op-table.ts';
import { ValidityFilter } from '../../native-worker/algorithm/validity.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { lineageOf, replayLineage } from '../../native-worker/search/ancestry.ts';
import { IslandSearch } from '../../native-worker/search/island-search.ts';
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
  return { spec, set, random, evaluator: new Interpreter(), noiseSeed: () => 0 };
}

function sweep(search: IslandSearch): void {
  do search.step();
  while (!search.atSweepEnd);
}

/** The population in words: listings and the bits of fitness. */
function population(search: IslandSearch): string[] {
  return search.individuals.map(({ program, fitness }) => `${fitness}\n${listingOf(program)}`);
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
      return { population: population(search), counts: search.counts, best: search.bestEver?.fitness };
    };
    const first = run(1);
    expect(run(1)).toEqual(first);
    expect(run(2).population).not.toEqual(first.population);
  });

  it('stopped at any step and made anew from its state, comes to the same', () => {
    const undisturbed = new IslandSearch(setupOf(spec));
    const setup = setupOf(spec);
    let search = new IslandSearch(setup);
    let { random } = setup;
    for (let step = 0; step < 150; step++) {
      undisturbed.step();
      search.step();
      if (step % 17 !== 0) continue;
      const resumed = setupOf(spec, STREAM.seed, random.taken);
      search = new IslandSearch(resumed, search.state());
      random = resumed.random;
    }
    expect(population(search)).toEqual(population(undisturbed));
    expect(search.counts).toEqual(undisturbed.counts);
    expect(search.bestEver?.ancestor.birth).toBe(undisturbed.bestEver?.ancestor.birth);
  });

  it('knows where every individual came from, to the bit', () => {
    const search = new IslandSearch(setupOf(spec));
    for (let k = 0; k < 5; k++) sweep(search);
    for (const { program, fitness, ancestor } of search.individuals) {
      const lineage = lineageOf(ancestor);
      const programs = replayLineage(lineage);
      expect(programs).toHaveLength(lineage.length);
      expect(listingOf(programs.at(-1)!)).toBe(listingOf(program));
      expect(lineage.at(-1)!.fitness).toBe(fitness);
      const births = lineage.map(({ birth }) => birth);
      expect(births).toEqual(births.toSorted((first, second) => first - second));
    }
  });

  it('counts a population of candidates for each sweep, at least, the founders included', () => {
    const search = new IslandSearch(setupOf(spec));
    for (let k = 1; k <= 3; k++) {
      sweep(search);
      expect(search.individuals).toHaveLength(40);
      expect(search.counts.candidates).toBeGreaterThanOrEqual(40 * k);
    }
    expect(search.atSweepEnd).toBe(true);
    search.step();
    expect(search.atSweepEnd).toBe(false);
  });
});

describe('regularized evolution', () => {
  it('replaces the oldest individual, slot by slot', () => {
    const search = new IslandSearch(setupOf(REFERENCE));
    sweep(search);
    for (let birth = 40; birth < 130; birth++) {
      const before = search.individuals.slice();
      search.step();
      const changed = search.individuals.flatMap((individual, slot) => (individual === before[slot] ? [] : [slot]));
      expect(changed).toEqual([birth % 40]);
      const oldest = Math.min(...before.map(({ ancestor }) => ancestor.birth));
      expect(before[changed[0]!]!.ancestor.birth).toBe(oldest);
      expect(search.individuals[changed[0]!]!.ancestor.birth).toBe(birth);
    }
  });

  it('keeps the best it ever saw at hand, though that dies', () => {
    const search = new IslandSearch(setupOf(PAPER));
    let best = 0;
    for (let k = 0; k < 20; k++) {
      sweep(search);
      best = Math.max(best, ...search.individuals.map(({ fitness }) => fitness));
      expect(search.bestEver!.fitness).toBeGreaterThanOrEqual(best);
    }
  });

  it('under a filter holds programs that pass only, and counts those that did not', () => {
    const search = new IslandSearch(setupOf(FILTERED));
    for (let k = 0; k < 3; k++) sweep(search);
    const filter = new ValidityFilter();
    for (const { program } of search.individuals) expect(filter.judge(program, 'scalar')).toBe('strict');
    expect(search.counts.refused).toBeGreaterThan(100);
    expect(new IslandSearch(setupOf(REFERENCE)).counts.refused).toBe(0);
  });

  it('breeds populations that are fitter than the founders', () => {
    const mean = (search: IslandSearch): number =>
      search.individuals.reduce((sum, { fitness }) => sum + fitness, 0) / search.individuals.length;
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
    for (const { fitness } of search.individuals) expect(fitness >= 0 && fitness <= 1).toBe(true);
    expect(search.counts.executedSteps).toBeLessThan(search.counts.chargedSteps);
  });
});

describe('random search', () => {
  it('draws every program afresh', () => {
    const search = new IslandSearch(setupOf(RANDOM));
    for (let k = 0; k < 3; k++) sweep(search);
    const births = search.individuals.map(({ ancestor }) => ancestor.birth);
    expect(births).toEqual(Array.from({ length: 40 }, (_, slot) => 80 + slot));
    expect(search.individuals.every(({ ancestor }) => ancestor.kind === 'founder')).toBe(true);
  });
});
