import type { Seeds } from './tasks-schema.ts';

const SEED_COUNT = 0x1_0000_0000;

/**
 * The first `count` seeds of a list; after its last entry it goes on with last + 1 (reference: task_util.cc).
 *
 * @returns null where seeds are drawn at random
 */
export function expandSeeds(seeds: Seeds, count: number): number[] | null {
  if (seeds === 'random') return null;
  const listed = typeof seeds === 'string' ? seeds.split(',').flatMap(rangeSeeds) : seeds;
  const expanded = listed.slice(0, count);
  for (let last = listed.at(-1) ?? 0; expanded.length < count;) {
    last = (last + 1) % SEED_COUNT;
    expanded.push(last);
  }
  return expanded;
}

const LARGEST_RANGE = 1_000_000;

function rangeSeeds(text: string): number[] {
  const [first = 0, last = first] = text.split('-').map(Number);
  if (last < first) throw new RangeError(`seed range "${text.trim()}" runs backwards`);
  if (last >= SEED_COUNT) throw new RangeError(`seed ${last} is not below 2^32`);
  if (last - first >= LARGEST_RANGE)
    throw new RangeError(`seed range "${text.trim()}" holds more than ${LARGEST_RANGE} seeds`);
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}
