import type { Individual } from './ancestry.ts';
import type { Island } from './island.ts';

/**
 * A way of searching, on one island. All that it remembers is the island's: whatever else it keeps must follow from
 * that, since a search that is resumed makes its method anew.
 */
export interface SearchMethod {
  /** A scored individual for the next empty slot of the initial population. */
  found(): Individual;
  /**
   * One small unit of work on a full population: scores a candidate, or a few that belong together, and puts
   * individuals into slots. A sweep ends with the unit that brings its candidates to the population's size.
   */
  advance(): void;
}

/** Makes a method for an island. */
export type SearchMethodConstructor = new (island: Island) => SearchMethod;
