import { describe, expect, it } from 'vitest';
import { ProgramBuffer } from '../../native-worker/algorithm/program-buffer.ts';
import { Family } from '../../native-worker/search/family.ts';
import { StructureCensus } from '../../native-worker/search/structure-census.ts';

interface Member {
  readonly fitness: number;
  readonly structure: number;
}

function censusOf(...structures: number[]): StructureCensus {
  const census = new StructureCensus();
  for (const structure of structures) census.add(structure);
  return census;
}

/** A family whose members' nodes are their places in the list. */
function familyOf(members: readonly Member[]): Family {
  const family = new Family(members.length);
  members.forEach(({ fitness, structure }, place) => {
    family.join(new ProgramBuffer(), fitness, place, 100 + place, structure);
  });
  return family;
}

/** Places in the list of the two who survive. */
function survivors(members: readonly Member[], census: StructureCensus): number[] {
  const family = familyOf(members);
  family.bringSurvivorsToFront(census);
  return [...family.nodes.subarray(0, 2)];
}

describe('survivors of a family', () => {
  it('are the best, and of the rest the best by fitness and rarity', () => {
    const members = [
      { fitness: 0.1, structure: 1 },
      { fitness: 0.9, structure: 2 },
      { fitness: 0.8, structure: 2 }, // 0.48 + 0.4 / 2: the winner is a copy of its structure
      { fitness: 0.6, structure: 3 }, // 0.36 + 0.4
    ];
    expect(survivors(members, censusOf())).toEqual([1, 3]);
  });

  it('count the copies of a structure in the population', () => {
    const members = [
      { fitness: 0.9, structure: 1 },
      { fitness: 0.6, structure: 2 }, // 0.36 + 0.4 / 4
      { fitness: 0.5, structure: 3 }, // 0.30 + 0.4
    ];
    expect(survivors(members, censusOf(2, 2, 2))).toEqual([0, 2]);
    expect(survivors(members, censusOf())).toEqual([0, 1]);
  });

  it('are the earlier ones on ties, so that parents come before children', () => {
    const equal = { fitness: 0.5, structure: 1 };
    expect(survivors([equal, equal, equal], censusOf())).toEqual([0, 1]);
  });

  it('may be the first two in the other order', () => {
    const members = [
      { fitness: 0.8, structure: 1 },
      { fitness: 0.9, structure: 2 },
      { fitness: 0.1, structure: 1 },
    ];
    expect(survivors(members, censusOf())).toEqual([1, 0]);
  });
});

describe('a family', () => {
  it('keeps what belongs to a member together, and loses no program buffer', () => {
    const members = [0.1, 0.2, 0.9, 0.8].map((fitness, place) => ({ fitness, structure: 10 + place }));
    const family = familyOf(members);
    const programs = [...family.programs];
    family.bringSurvivorsToFront(censusOf());
    expect(new Set(family.programs)).toEqual(new Set(programs));
    for (let place = 0; place < family.size; place++) {
      const node = family.nodes[place]!;
      expect(family.programs[place]).toBe(programs[node]);
      expect(family.fitness[place]).toBe(members[node]!.fitness);
      expect(family.structures[place]).toBe(members[node]!.structure);
      expect(family.behaviours[place]).toBe(100 + node);
    }
  });

  it('knows its members, and nobody after it was sent away', () => {
    const family = familyOf([{ fitness: 0.1, structure: 7 }]);
    expect([family.hasBehaviour(100), family.hasStructure(7), family.hasStructure(8)]).toEqual([true, true, false]);
    expect(family.isComplete).toBe(true);
    family.clear();
    expect([family.size, family.hasBehaviour(100), family.hasStructure(7)]).toEqual([0, false, false]);
  });
});

describe('a census of structures', () => {
  it('forgets a structure when its last program leaves', () => {
    const census = censusOf(7, 7);
    census.remove(7);
    expect(census.count(7)).toBe(1);
    census.remove(7);
    expect(census.count(7)).toBe(0);
  });
});
