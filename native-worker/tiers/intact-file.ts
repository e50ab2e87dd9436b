import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sha256 } from './sha256.ts';

/*
 * A compiled file that was cut short ends the process that loads it, with no error that could be caught. So the hash of
 * what was built stands beside it, and is compared before the file is loaded.
 */

/** Where the hash of a file stands. */
export function hashFileOf(file: string): string {
  return `${file}.sha256`;
}

/** Writes the hash of a file beside it. */
export function recordHash(file: string): void {
  writeFileSync(hashFileOf(file), `${sha256(readFileSync(file))}\n`);
}

/**
 * Compares a file with its hash.
 *
 * @returns what is wrong; null where the file is what was built
 */
export function damageOf(file: string): string | null {
  try {
    if (sha256(readFileSync(file)) === readFileSync(hashFileOf(file), 'utf8').trim()) return null;
    return `${file} is not what was built: it was cut short or changed`;
  } catch (error) {
    return `${file} cannot be compared with ${basename(hashFileOf(file))}: ${(error as Error).message}`;
  }
}
