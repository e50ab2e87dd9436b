import { describe, expect, it } from 'vitest';
import { BehaviourHasher } from '../../native-worker/algorithm/behaviour-hash.ts';
import { ValidityFilter } from '../../native-worker/algorithm/validity.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { CandidateScorer } from '../../native-worker/search/candidate-scorer.ts';
import { Island } from '../../native-worker/search/island.ts';
import { MinimalGenerationGap } from '../../native-worker/search/minimal-generation-gap.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { listingOf } from './programs.ts';
import { demoSpec } from './search-spaces.ts';

/** A child as it was born. */
interface Newborn {
  readonly birth: number;
  /** Birth of the parent. */
  readonly parent: number;
  readonly program: Program;
}

/** Who lives in a slot. */
interface Living {
  readonly birth: number;
  readonly fitness: number;
  readonly program: Program;
}

function searchOf(spec: Spec) {
  const seeds = [1, 2];
  const set = buildTaskSet(spec.tasks.search, {
    role: 'search',
    outputs: 'scalar',
    paramSeeds: seeds,
    dataSeeds: seeds,
  });
  const scorer = new CandidateScorer({ spec, set, evaluator: new Interpreter(), noiseSeed: () => 0 });
  const random = new ThreefryRandomSource({ seed: 1, experiment: 0, island: 0, purpose: 'search' });
  const island = new Island(spec, 0, random);
  const method = new MinimalGenerationGap(island);
  const { candidate, population } = island;
  const score = (): number => {
    scorer.begin(candidate.program, island.births);
    while (!scorer.advance(Infinity));
    return scorer.fitness;
  };
  while (population.size < population.capacity) {
    method.proposeFounder();
    const fitness = score();
    island.putCandidate(population.size, fitness, island.bear(fitness));
  }
  const living = (): Living[] =>
    population.programs.map((program, slot) => {
      const { birth, search: fitness } = island.inSlot(slot);
      return { birth, fitness, program: program.toProgram() };
    });
  /** Breeds a family; says who was born. */
  const breed = (): Newborn[] => {
    const born: Newborn[] = [];
    do {
      method.propose();
      const parent = island.identityOf(candidate.parent).birth;
      born.push({ birth: island.births, parent, program: candidate.program.toProgram() });
      method.accept(score());
    } while (!method.isAtRest);
    return born;
  };
  return { island, breed, living };
}

const mgg = (options: Readonly<Record<string, unknown>>) => demoSpec({ form: 'workbench', mgg: options });
const hasher = new BehaviourHasher();
/** Copied, since a hasher may overwrite what it gave. */
const hashOf = ({ program }: { readonly program: Program }) => {
  const { behaviour, structure } = hasher.hash(program, 'scalar');
  return { behaviour, structure };
};

describe('minimal generation gap', () => {
  it('gives two parents children in turn and puts two of the family into their slots', () => {
    const { breed, living } = searchOf(mgg({ children: 6 }));
    for (let family = 0; family < 50; family++) {
      const before = living();
      const born = breed();
      const parents = born.slice(0, 2).map(({ parent }) => parent);
      expect(new Set(parents).size).toBe(2);
      expect(born.map(({ parent }) => parent)).toEqual([...parents, ...parents, ...parents]);
      const after = living();
      const changed = after.flatMap(({ birth }, slot) => (birth === before[slot]!.birth ? [] : [slot]));
      const known = new Map([...before, ...born].map(({ birth, program }) => [birth, program]));
      for (const slot of changed) {
        expect(parents).toContain(before[slot]!.birth);
        expect([...parents, ...born.map(({ birth }) => birth)]).toContain(after[slot]!.birth);
      }
      for (const { birth, program } of after) expect(program).toEqual(known.get(birth));
    }
  });

  it('never loses the best', () => {
    const { island, breed, living } = searchOf(mgg({}));
    for (let family = 0; family < 50; family++) {
      breed();
      expect(Math.max(...living().map(({ fitness }) => fitness))).toBe(island.bestEver?.search);
    }
  });

  it.each(['exact', 'structure'] as const)('with deduplication "%s" hardly ever has equals in a family', (mode) => {
    const equals = (deduplication: string): number => {
      const { breed } = searchOf(mgg({ deduplication }));
      let count = 0;
      for (let family = 0; family < 40; family++) {
        const behaviours = breed().map((child) => hashOf(child).behaviour);
        count += behaviours.length - new Set(behaviours).size;
      }
      return count;
    };
    expect(equals(mode)).toBeLessThan(equals('none') / 3);
  });

  it('with deduplication "structure" gives birth to few copies of structures that are already there', () => {
    const copies = (deduplication: string): number => {
      const { breed, living } = searchOf(mgg({ deduplication }));
      let count = 0;
      for (let family = 0; family < 40; family++) {
        const structures = new Map(living().map((individual) => [individual.birth, hashOf(individual).structure]));
        const known = new Set(structures.values());
        for (const child of breed()) {
          const { structure } = hashOf(child);
          if (structure !== structures.get(child.parent) && known.has(structure)) count++;
        }
      }
      return count;
    };
    expect(copies('structure')).toBeLessThan(copies('none') / 3);
  });

  it('works with the filter off, and lets through then what the filter would refuse', () => {
    const { island, breed } = searchOf(demoSpec({ form: 'workbench', validity: 'off' }));
    const born = breed();
    const filter = new ValidityFilter();
    expect(island.refused).toBe(0);
    expect(born.some(({ program }) => filter.judge(program, 'scalar') === 'invalid')).toBe(true);
  });

  it('starts from a listing, if the filter is off', () => {
    const listing = 'def Setup():\n  s2 = 0.5\ndef Predict():\n  s1 = dot(v1, v0)\ndef Learn():\n  v1 = v1 + v0\n';
    const { breed, living } = searchOf(demoSpec({ form: 'workbench', validity: 'off' }, { init: { listing } }));
    expect(new Set(living().map(({ program }) => listingOf(program))).size).toBe(1);
    for (let family = 0; family < 10; family++) breed();
    expect(new Set(living().map((individual) => hashOf(individual).behaviour)).size).toBeGreaterThan(5);
  });
});
