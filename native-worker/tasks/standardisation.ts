import { sum } from '../numerics/pairwise-sum.ts';

/** Mean and population deviation of each column. A constant column has its value as mean and deviation 0. */
export interface Standardisation {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** Learns the standardisation from a task's training examples: rows x `columns`, row-major, at least one row. */
export function fitStandardisation(values: Float64Array, columns: number): Standardisation {
  const rows = values.length / columns;
  const means = new Float64Array(columns);
  const deviations = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    const entries = Float64Array.from({ length: rows }, (_, row) => values[row * columns + column]!);
    if (entries.every((entry) => entry === entries[0])) {
      // A rounded mean would leave a deviation of a few ulp, and dividing by it would make ones out of rounding errors.
      means[column] = entries[0]!;
      continue;
    }
    const mean = sum(entries, 0, rows) / rows;
    const squares = entries.map((entry) => (entry - mean) * (entry - mean));
    means[column] = mean;
    deviations[column] = Math.sqrt(sum(squares, 0, rows) / rows);
  }
  return { means, deviations };
}

/** (value - mean) / deviation, column by column; a column of deviation 0 is only centred. */
export function standardise(values: Float64Array, { means, deviations }: Standardisation): Float64Array {
  const columns = means.length;
  return values.map((value, index) => {
    const deviation = deviations[index % columns]!;
    const centred = value - means[index % columns]!;
    return deviation === 0 ? centred : centred / deviation;
  });
}
