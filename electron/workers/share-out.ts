/**
 * How many workers each of some runs gets: one each, as far as they go, and what is left to the first ones.
 *
 * @param free workers
 * @param wanted by run, the one whose turn it is first: how many it can use, at least 1
 */
export function shareOut(free: number, wanted: readonly number[]): number[] {
  let left = Math.max(0, free - wanted.length);
  return wanted.map((most, index) => {
    if (index >= free) return 0;
    const extra = Math.min(left, most - 1);
    left -= extra;
    return 1 + extra;
  });
}
