import { describe, expect, it } from 'vitest';
import { familySurvivors } from '../../native-worker/search/family-survivors.ts';
import { StructureCensus } from '../../native-worker/search/structure-census.ts';

function censusOf(...structures: number[]): StructureCensus {
  const census = new StructureCensus();
  for (const structure of structures) census.add(structure);
  return census;
}

describe('survivors of a family', () => {
  it('are the best, and of the rest the best by fitness and rarity', () => {
    const family = [
      { fitness: 0.1, structure: 1 },
      { fitness: 0.9, structure: 2 },
      { fitness: 0.8, structure: 2 }, // 0.48 + 0.4 / 2: the winner is a copy of its structure
      { fitness: 0.6, structure: 3 }, // 0.36 + 0.4
    ];
    expect(familySurvivors(family, censusOf())).toEqual([1, 3]);
  });

  it('count the copies of a structure in the population', () => {
    const family = [
      { fitness: 0.9, structure: 1 },
      { fitness: 0.6, structure: 2 }, // 0.36 + 0.4 / 4
      { fitness: 0.5, structure: 3 }, // 0.30 + 0.4
    ];
    expect(familySurvivors(family, censusOf(2, 2, 2))).toEqual([0, 2]);
    expect(familySurvivors(family, censusOf())).toEqual([0, 1]);
  });

  it('are the earlier ones on ties, so that parents come before children', () => {
    const equal = { fitness: 0.5, structure: 1 };
    expect(familySurvivors([equal, equal, equal], censusOf())).toEqual([0, 1]);
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
