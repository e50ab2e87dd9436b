import { threefry } from '../numerics/threefry.ts';
import type { Spec } from '../spec/spec-schema.ts';

const TWO_TO_32 = 4294967296;

/** What a stream is for. Streams of different purposes have nothing in common. */
const STREAM_PURPOSE = {
  /** Programs, mutations, selection. */
  search: 0,
  /** Seeds of T_search and T_select. */
  tasks: 1,
  /** Seeds of T_final. */
  finalTasks: 2,
  /** Noise seeds of candidates. */
  noise: 3,
  /** Which island sends migrants to which. */
  migration: 4,
} as const;
export type StreamPurpose = keyof typeof STREAM_PURPOSE;

/** One of the independent random streams of a run. */
export interface RandomStream {
  /** The run's seed, 0 to 2^53 - 1. */
  readonly seed: number;
  /** Number of the experiment, from 0; below 2^32. */
  readonly experiment: number;
  /** Number of the island, from 0; below 2^24. */
  readonly island: number;
  readonly purpose: StreamPurpose;
}

/**
 * The Threefry key of a stream: the block under key (seed mod 2^32, seed div 2^32) at counter
 * (experiment, island * 256 + purpose). For one seed that is a permutation, so no two streams share a key.
 */
export function streamKey({ seed, experiment, island, purpose }: RandomStream): readonly [number, number] {
  const block = new Uint32Array(2);
  threefry(seed % TWO_TO_32, Math.floor(seed / TWO_TO_32), experiment, island * 256 + STREAM_PURPOSE[purpose], block);
  return [block[0]!, block[1]!];
}

/** Streams that belong to an experiment, not to one of its islands, have the number of the first one. */
const FIRST_ISLAND = 0;

/** The stream that the ways of migrants are drawn from. */
export function streamOfMigration(experiment: Pick<RandomStream, 'seed' | 'experiment'>): RandomStream {
  return { ...experiment, island: FIRST_ISLAND, purpose: 'migration' };
}

/** Noise seed of a spec whose noise is `fixed`: the same numbers for every candidate. */
export const FIXED_NOISE_SEED = 0;

/** Noise seeds of a spec whose noise is `fresh`: one for each birth of an island, uint32. */
export function freshNoiseSeeds(island: Omit<RandomStream, 'purpose'>): (birth: number) => number {
  const [key0, key1] = streamKey({ ...island, purpose: 'noise' });
  const block = new Uint32Array(2);
  return (birth) => {
    threefry(key0, key1, birth % TWO_TO_32, Math.floor(birth / TWO_TO_32), block);
    return block[0]!;
  };
}

/** The noise seed of every candidate of an island, by its number of birth. */
export function noiseSeeds(
  { noise, seed }: Pick<Spec, 'noise' | 'seed'>,
  experiment: number,
  island: number,
): (birth: number) => number {
  switch (noise) {
    case 'fixed':
      return () => FIXED_NOISE_SEED;
    case 'fresh':
      return freshNoiseSeeds({ seed, experiment, island });
  }
}
