import { sha256 } from '@noble/hashes/sha2.js';
import { quickHash } from '../algorithm/quick-hash.ts';
import type { Program } from '../algorithm/program.ts';
import { bytesOf } from './bytes-of-doubles.ts';

/** A population, as far as digests look at it. */
interface ScoredPrograms {
  /** By slot. */
  readonly programs: readonly Program[];
  readonly fitness: Float64Array;
}

/**
 * SHA-256 of a population: by slot, the hash of the program as written (dead code and all: that tells more apart than a
 * content hash does) and the bits of its fitness.
 */
export function hashOfPopulation({ programs, fitness }: ScoredPrograms): Uint8Array {
  const doubles = new Float64Array(2 * programs.length);
  programs.forEach((program, slot) => {
    doubles[2 * slot] = quickHash(program);
    doubles[2 * slot + 1] = fitness[slot]!;
  });
  return sha256(bytesOf(doubles));
}
