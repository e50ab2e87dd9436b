import type { TaskRole } from '../spec/spec-schema.ts';
import { ExampleStream } from './example-stream.ts';

/** Which rows of a data set serve what. The four parts are disjoint, and together they are all rows. */
export interface RoleSplit {
  /** Rows that tasks of every set train on. */
  readonly train: Uint32Array;
  /** Rows that the tasks of one set are validated on. */
  readonly valid: Readonly<Record<TaskRole, Uint32Array>>;
}

/** The same split for every run that names no other, so that figures of different runs can be compared. */
const DEFAULT_SPLIT_SEED = 1;

/** One round of dealing: 9 of 15 rows (60 %) for training, 2 of 15 (13 %) for the validation of each set. */
const ROUND = [
  ...(['train', 'search', 'train', 'select', 'train', 'final', 'train', 'train'] as const),
  ...(['search', 'train', 'select', 'train', 'final', 'train', 'train'] as const),
];

/**
 * Deals all rows of a data set to training and to the validation of T_search, T_select and T_final, once, whatever the
 * tasks: so no row that a set is scored on is ever trained on, by that set or another.
 *
 * Stratified: stratum after stratum, in ascending order, is shuffled and dealt in rounds of fifteen, a stratum going on
 * where the one before ended. Each part's share of each stratum is so right to within two rows.
 *
 * @param strata the class of each row; all equal where there are none
 * @param splitSeed chooses the split
 */
export function splitByRole(strata: Float64Array, splitSeed = DEFAULT_SPLIT_SEED): RoleSplit {
  const stream = new ExampleStream(splitSeed, 'role-split');
  const parts: Record<TaskRole | 'train', number[]> = { train: [], search: [], select: [], final: [] };
  let dealt = 0;
  for (const stratum of new Set(strata.toSorted())) {
    const rows = rowsOf(strata, stratum);
    stream.shuffle(rows);
    for (const row of rows) parts[ROUND[dealt++ % ROUND.length]!].push(row);
  }
  return {
    train: Uint32Array.from(parts.train),
    valid: {
      search: Uint32Array.from(parts.search),
      select: Uint32Array.from(parts.select),
      final: Uint32Array.from(parts.final),
    },
  };
}

function rowsOf(strata: Float64Array, stratum: number): Uint32Array {
  const rows: number[] = [];
  strata.forEach((value, row) => {
    if (value === stratum) rows.push(row);
  });
  return Uint32Array.from(rows);
}
