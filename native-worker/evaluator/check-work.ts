/**
 * Checks the amount of work that `Evaluator.advance` is asked for.
 *
 * @throws {RangeError} unless it is 1 at least
 */
export function checkWork(work: number): void {
  if (work >= 1) return;
  throw new RangeError(`work is ${work}; expected the entries to go through: 1 at least, or Infinity for all`);
}
