/** The rule for two entries; those of `b` are `step` places apart, here and below. */
function dotOfTwo(a: Float64Array, aStart: number, b: Float64Array, bStart: number, step: number): number {
  return a[aStart]! * b[bStart]! + a[aStart + 1]! * b[bStart + step]!;
}

/** The rule for three entries: one, then two. */
function dotOfThree(a: Float64Array, aStart: number, b: Float64Array, bStart: number, step: number): number {
  return a[aStart]! * b[bStart]! + dotOfTwo(a, aStart + 1, b, bStart + step, step);
}

/** The rule for four entries: two, then two. */
function dotOfFour(a: Float64Array, aStart: number, b: Float64Array, bStart: number, step: number): number {
  return dotOfTwo(a, aStart, b, bStart, step) + dotOfTwo(a, aStart + 2, b, bStart + 2 * step, step);
}

/**
 * Dot product of `a[aStart ...]` and `b[bStart ...]` over `count` entries: each product rounded, then summed by
 * recursive halves, split at floor(count / 2). 0 for no entries.
 */
export function dot(a: Float64Array, aStart: number, b: Float64Array, bStart: number, count: number): number {
  switch (count) {
    case 0:
      return 0;
    case 1:
      return a[aStart]! * b[bStart]!;
    case 2:
      return dotOfTwo(a, aStart, b, bStart, 1);
    case 3:
      return dotOfThree(a, aStart, b, bStart, 1);
    case 4:
      return dotOfFour(a, aStart, b, bStart, 1);
    case 5:
      return dotOfTwo(a, aStart, b, bStart, 1) + dotOfThree(a, aStart + 2, b, bStart + 2, 1);
    case 6:
      return dotOfThree(a, aStart, b, bStart, 1) + dotOfThree(a, aStart + 3, b, bStart + 3, 1);
    case 7:
      return dotOfThree(a, aStart, b, bStart, 1) + dotOfFour(a, aStart + 3, b, bStart + 3, 1);
    case 8:
      return dotOfFour(a, aStart, b, bStart, 1) + dotOfFour(a, aStart + 4, b, bStart + 4, 1);
    default: {
      const half = count >>> 1;
      return dot(a, aStart, b, bStart, half) + dot(a, aStart + half, b, bStart + half, count - half);
    }
  }
}

/**
 * As `dot`, with the entries of `b` `bStride` places apart: a column of a row-major matrix with `bStride` columns.
 * Gives the bits that `dot` gives on a copy of the column.
 */
export function dotStrided(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  bStride: number,
  count: number,
): number {
  switch (count) {
    case 0:
      return 0;
    case 1:
      return a[aStart]! * b[bStart]!;
    case 2:
      return dotOfTwo(a, aStart, b, bStart, bStride);
    case 3:
      return dotOfThree(a, aStart, b, bStart, bStride);
    case 4:
      return dotOfFour(a, aStart, b, bStart, bStride);
    case 8:
      return dotOfFour(a, aStart, b, bStart, bStride) + dotOfFour(a, aStart + 4, b, bStart + 4 * bStride, bStride);
    default: {
      const half = count >>> 1;
      return (
        dotStrided(a, aStart, b, bStart, bStride, half) +
        dotStrided(a, aStart + half, b, bStart + half * bStride, bStride, count - half)
      );
    }
  }
}
