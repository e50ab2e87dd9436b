import { Packr } from 'msgpackr';
import { describe, expect, it } from 'vitest';
import type { Ancestor, Individual } from '../../native-worker/search/ancestry.ts';
import { lineageOf, replayLineage } from '../../native-worker/search/ancestry.ts';
import { Mutator } from '../../native-worker/search/mutator.ts';
import type { MutationRecord } from '../../native-worker/search/mutation-record.ts';
import { randomProgram } from '../../native-worker/search/random-program.ts';
import { packIndividuals, unpackIndividuals } from '../../native-worker/search/saved-individuals.ts';
import { packMutations, unpackMutations } from '../../native-worker/search/saved-mutations.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { MUTATION_KINDS } from '../../native-worker/spec/method-schema.ts';
import { listingOf } from './programs.ts';
import { WIDE_SPACE } from './search-spaces.ts';

const OPTIONS = {
  mutations: MUTATION_KINDS.map((kind) => ({ kind, weight: 1 })),
  mutateProbability: 0.95,
  constantMutation: 'log-normal',
  insertBound: 'up-to-max',
} as const;

/** A population that bred for a while: lines share ancestors, and records are of every kind. */
function population(): Individual[] {
  const random = new ThreefryRandomSource({ seed: 3, experiment: 0, island: 0, purpose: 'search' });
  const mutator = new Mutator(WIDE_SPACE, OPTIONS, random);
  const individuals: Individual[] = Array.from({ length: 12 }, (_, birth) => {
    const program = randomProgram(WIDE_SPACE, random);
    return { program, fitness: birth / 100, ancestor: { kind: 'founder', birth, fitness: birth / 100, program } };
  });
  for (let birth = 12; birth < 600; birth++) {
    const parent = individuals[random.slot(12)]!;
    const first = mutator.mutate(parent.program);
    const second = mutator.mutate(first.program);
    const edits = [first.record, second.record];
    const fitness = random.probability();
    const ancestor: Ancestor = { kind: 'descendant', birth, fitness, parent: parent.ancestor, edits };
    individuals[random.slot(12)] = { program: second.program, fitness, ancestor };
  }
  return individuals;
}

function recordsOf(individuals: readonly Individual[]): MutationRecord[] {
  return individuals.flatMap(({ ancestor }) =>
    lineageOf(ancestor).flatMap((birth) => (birth.kind === 'founder' ? [] : birth.edits)),
  );
}

describe('saved individuals', () => {
  const individuals = population();
  const packr = new Packr({ structuredClone: true });
  const packed = packIndividuals(individuals);
  const unpacked = unpackIndividuals(packr.unpack(packr.pack(packed)) as typeof packed);

  it('come back with programs, fitness and every ancestor', () => {
    expect(unpacked.map(({ program, fitness }) => [listingOf(program), fitness])).toEqual(
      individuals.map(({ program, fitness }) => [listingOf(program), fitness]),
    );
    expect(unpacked.map(({ ancestor }) => lineageOf(ancestor).map(({ birth, fitness }) => [birth, fitness]))).toEqual(
      individuals.map(({ ancestor }) => lineageOf(ancestor).map(({ birth, fitness }) => [birth, fitness])),
    );
  });

  it('replay their lines to the bit', () => {
    unpacked.forEach(({ program, ancestor }) => {
      expect(listingOf(replayLineage(lineageOf(ancestor)).at(-1)!)).toBe(listingOf(program));
    });
  });

  it('share the ancestors that they shared', () => {
    const births = (all: readonly Individual[]): Set<Ancestor> =>
      new Set(all.flatMap(({ ancestor }) => lineageOf(ancestor) as readonly Ancestor[]));
    expect(births(unpacked).size).toBe(births(individuals).size);
    expect(packed.parents).toHaveLength(births(individuals).size);
  });

  it('keep records of every kind, and the sign of a zero', () => {
    const records = recordsOf(individuals);
    const kinds = new Set(records.map(({ kind }) => kind));
    expect(kinds.size).toBe(MUTATION_KINDS.length);
    const set = (value: number) => ({ op: 56, in1: 0, in2: 0, out: 2, constants: [value] });
    const odd: MutationRecord = {
      kind: 'alter-parameter',
      component: 'learn',
      position: 1,
      before: set(-0),
      after: set(5e-324),
    };
    const mutations = packMutations([...records, odd]);
    expect(unpackMutations(packr.unpack(packr.pack(mutations)) as typeof mutations)).toEqual([...records, odd]);
  });

  it('of which none are there come back as none', () => {
    expect(unpackIndividuals(packIndividuals([]))).toEqual([]);
  });

  it('that were damaged are refused', () => {
    expect(() => unpackMutations({ ...packMutations([]), rows: Uint32Array.of(99, 0, 0, 0, 0, 0) })).toThrow(
      'saved mutation 0 has no known kind',
    );
  });
});
