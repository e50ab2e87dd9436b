/** The lowest index, counted from `start`, of the largest of `count` entries; -1 where one is NaN. */
export function largestIndex(values: Float64Array, start: number, count: number): number {
  let largest = 0;
  for (let k = 0; k < count; k++) {
    const value = values[start + k]!;
    if (Number.isNaN(value)) return -1;
    if (value > values[start + largest]!) largest = k;
  }
  return largest;
}
