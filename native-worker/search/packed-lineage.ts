import type { EditUnits } from './edit-encoding.ts';

/** Stands where a founder's parent would. */
export const NO_PARENT = -1;

/**
 * Births with what made each of its parent's program, in typed arrays: plain data that outlives the family tree it was
 * taken from, and keeps every bit in any store. Parents stand before their children; a birth's place is its index.
 */
export interface PackedLineage extends EditUnits {
  /** Running number of the candidate in its experiment, from 0. */
  readonly births: Float64Array;
  /** On T_search. */
  readonly fitness: Float64Array;
  /** Place of the parent, or `NO_PARENT`. */
  readonly parents: Int32Array;
  /** How many units a birth's edits take. They follow one another in the order of the births. */
  readonly unitCounts: Uint32Array;
}
