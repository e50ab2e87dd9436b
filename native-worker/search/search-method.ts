import type { Island } from './island.ts';

/**
 * A way of searching, on one island: it proposes a candidate, someone else has that scored, and it accepts the fitness.
 * All that it remembers while it is at rest is the island's: whatever else it keeps must follow from that, since a
 * search that is resumed makes its method anew.
 */
export interface SearchMethod {
  /** Whether no candidates that belong together are under way: only then can a search be saved, or a sweep end. */
  readonly isAtRest: boolean;
  /** Makes the island's candidate a founder, for the next empty slot. Who founds the population puts it there. */
  proposeFounder(): void;
  /** Draws the next candidate from a full population: overwrites the island's. */
  propose(): void;
  /**
   * Enters the candidate that was proposed last into the family tree, and the slot that is its due.
   *
   * @param fitness the candidate's, on T_search
   */
  accept(fitness: number): void;
  /** Migrants have taken the places of others: whatever was remembered of the population is no longer so. */
  populationChanged(): void;
}

/** Makes a method for an island. */
export type SearchMethodConstructor = new (island: Island) => SearchMethod;
