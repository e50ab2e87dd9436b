/**
 * Dot product of `a[aStart ...]` and `b[bStart ...]` over `count` entries: each product rounded, then summed in the
 * order of `pairwise-sum.ts` (recursive halves, split at floor(count / 2)). 0 for no entries.
 */
export function dot(a: Float64Array, aStart: number, b: Float64Array, bStart: number, count: number): number {
  switch (count) {
    case 0:
      return 0;
    case 1:
      return a[aStart]! * b[bStart]!;
    case 2:
      return a[aStart]! * b[bStart]! + a[aStart + 1]! * b[bStart + 1]!;
    case 3:
      return a[aStart]! * b[bStart]! + (a[aStart + 1]! * b[bStart + 1]! + a[aStart + 2]! * b[bStart + 2]!);
    case 4:
      return (
        a[aStart]! * b[bStart]! +
        a[aStart + 1]! * b[bStart + 1]! +
        (a[aStart + 2]! * b[bStart + 2]! + a[aStart + 3]! * b[bStart + 3]!)
      );
    case 8:
      return (
        a[aStart]! * b[bStart]! +
        a[aStart + 1]! * b[bStart + 1]! +
        (a[aStart + 2]! * b[bStart + 2]! + a[aStart + 3]! * b[bStart + 3]!) +
        (a[aStart + 4]! * b[bStart + 4]! +
          a[aStart + 5]! * b[bStart + 5]! +
          (a[aStart + 6]! * b[bStart + 6]! + a[aStart + 7]! * b[bStart + 7]!))
      );
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
      return a[aStart]! * b[bStart]! + a[aStart + 1]! * b[bStart + bStride]!;
    case 4:
      return (
        a[aStart]! * b[bStart]! +
        a[aStart + 1]! * b[bStart + bStride]! +
        (a[aStart + 2]! * b[bStart + 2 * bStride]! + a[aStart + 3]! * b[bStart + 3 * bStride]!)
      );
    default: {
      const half = count >>> 1;
      return (
        dotStrided(a, aStart, b, bStart, bStride, half) +
        dotStrided(a, aStart + half, b, bStart + half * bStride, bStride, count - half)
      );
    }
  }
}
