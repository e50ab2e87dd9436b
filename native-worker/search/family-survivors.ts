import type { StructureCensus } from './structure-census.ts';

/** What decides whether a member of a family survives. */
export interface FamilyMember {
  readonly fitness: number;
  /** Hash of the program without its constants. */
  readonly structure: number;
}

const WEIGHT_OF_FITNESS = 0.6;
const WEIGHT_OF_RARITY = 0.4;

/**
 * The two members of a family that go back to the population: the best by fitness, and of the rest the best by
 * fitness and rarity, which keeps structures alive that a greedier choice would lose. The earlier one on ties, so
 * parents come before children.
 *
 * @param family at least two: the parents, then the children
 * @param census the population without the parents; comes back unchanged
 * @returns places in the family
 */
export function familySurvivors(
  family: readonly FamilyMember[],
  census: StructureCensus,
): [best: number, rare: number] {
  const best = placeOfGreatest(family, -1, (member) => member.fitness);
  const winner = family[best]!.structure;
  const rare = placeOfGreatest(family, best, (member) => {
    const copies = census.count(member.structure) + (member.structure === winner ? 1 : 0);
    return WEIGHT_OF_FITNESS * member.fitness + WEIGHT_OF_RARITY / (1 + copies);
  });
  return [best, rare];
}

function placeOfGreatest(
  family: readonly FamilyMember[],
  excluded: number,
  valueOf: (member: FamilyMember) => number,
): number {
  let place = -1;
  let greatest = -Infinity;
  family.forEach((member, index) => {
    if (index === excluded) return;
    const value = valueOf(member);
    if (place < 0 || value > greatest) {
      place = index;
      greatest = value;
    }
  });
  return place;
}
