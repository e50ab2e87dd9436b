/**
 * Sum of `values[start .. start + count - 1]` in the one order that every long sum here follows: recursive halves,
 * split at floor(count / 2), for every count. The sum of one entry is the entry, that of none is 0.
 *
 * So sum(n) = sum(first floor(n / 2)) + sum(the others). The cases written out only unroll that rule.
 * The same order on every machine gives the same bits, and pairwise order keeps the rounding error small.
 */
export function sum(values: Float64Array, start: number, count: number): number {
  switch (count) {
    case 0:
      return 0;
    case 1:
      return values[start]!;
    case 2:
      return values[start]! + values[start + 1]!;
    case 3:
      return values[start]! + (values[start + 1]! + values[start + 2]!);
    case 4:
      return values[start]! + values[start + 1]! + (values[start + 2]! + values[start + 3]!);
    case 5:
      return values[start]! + values[start + 1]! + (values[start + 2]! + (values[start + 3]! + values[start + 4]!));
    case 8:
      return (
        values[start]! +
        values[start + 1]! +
        (values[start + 2]! + values[start + 3]!) +
        (values[start + 4]! + values[start + 5]! + (values[start + 6]! + values[start + 7]!))
      );
    default: {
      const half = count >>> 1;
      return sum(values, start, half) + sum(values, start + half, count - half);
    }
  }
}
