import { UsageError } from './usage-error.ts';

/** Runs that one command starts at most. */
const MOST_SEEDS = 10_000;

/**
 * The seeds of a group: `1-10`, `3`, `1,4-6`, in the order in which they are listed.
 *
 * @throws {UsageError} for anything else, for a range that runs backwards, and for a seed listed twice
 */
export function parseSeedList(text: string): [number, ...number[]] {
  const seeds: number[] = [];
  for (const part of text.split(',')) {
    const match = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part);
    if (match === null) throw new UsageError(`--seeds ${text}: expected seeds such as 1-10 or 1,4,7-9`);
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    if (last < first)
      throw new UsageError(`--seeds ${text}: ${part.trim()} runs backwards; expected the smaller first`);
    if (!Number.isSafeInteger(last))
      throw new UsageError(`--seeds ${text}: ${last} is too large; expected at most 2^53 - 1`);
    if (seeds.length + last - first >= MOST_SEEDS) {
      throw new UsageError(`--seeds ${text}: more than ${MOST_SEEDS} runs; ask for fewer`);
    }
    for (let seed = first; seed <= last; seed++) seeds.push(seed);
  }
  const twice = seeds.find((seed, index) => seeds.indexOf(seed) !== index);
  if (twice !== undefined) throw new UsageError(`--seeds ${text}: ${twice} is listed twice; list each seed once`);
  const [first, ...others] = seeds;
  if (first === undefined) throw new UsageError(`--seeds ${text}: expected at least one seed`);
  return [first, ...others];
}
