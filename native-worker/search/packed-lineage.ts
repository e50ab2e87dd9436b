import type { EditUnits } from './edit-encoding.ts';

/** Stands where a root's parent would. */
export const NO_PARENT = -1;

/** Names an individual within an experiment. */
export interface Identity {
  /** Number of the island that it was born on, from 0. */
  readonly island: number;
  /** Running number of its birth there, from 0. */
  readonly birth: number;
}

/**
 * Births with what made each of its parent's program, in typed arrays: plain data that outlives the family tree it was
 * taken from, and keeps every bit in any store. Parents stand before their children; a birth's place is its index.
 *
 * A birth that is on record elsewhere, with its whole line, holds its program in full, as a founder does. Of its line
 * only those are here that did better than all before them, so its parent is the last of these.
 */
export interface PackedLineage extends EditUnits {
  /** With `births`, who it is: the island that it was born on. */
  readonly islands: Uint32Array;
  /** Running number of the candidate on its island, from 0. */
  readonly births: Float64Array;
  /** On T_search. */
  readonly fitness: Float64Array;
  /**
   * Candidates that its island had seen when it lost its last place; Infinity while it has one. Islands go in step, so
   * numbers of candidates tell the time on all of them.
   */
  readonly deaths: Float64Array;
  /** Place of the parent, or `NO_PARENT`. */
  readonly parents: Int32Array;
  /** 1 for a birth that is on record already, its line with it. */
  readonly isRecorded: Uint8Array;
  /** How many units a birth's edits take. They follow one another in the order of the births. */
  readonly unitCounts: Uint32Array;
}

/** Who is at a place. */
export function identityAt({ islands, births }: PackedLineage, place: number): Identity {
  return { island: islands[place]!, birth: births[place]! };
}

/** Individuals with the lines that led to them. */
export interface PlacedIndividuals {
  readonly lineage: PackedLineage;
  /** Their places in it. */
  readonly places: Uint32Array;
}

/** Who they are. */
export function identitiesOf({ lineage, places }: PlacedIndividuals): readonly Identity[] {
  return Array.from(places, (place) => identityAt(lineage, place));
}
