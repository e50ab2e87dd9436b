import { KEY_PARITY } from './threefry.ts';

/**
 * Many blocks of `threefry` at a time, for consecutive counters: block i is that of (counter0 + i, counter1) and is
 * written to `first[i]` and `second[i]`, as many as the arrays have room for.
 *
 * Goes over all blocks four rounds at a time. A round waits for the one before it, but blocks do not wait for one
 * another, so that the processor works on several at once: half the time of one block after the other.
 */
export function threefryBlocks(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  first: Uint32Array,
  second: Uint32Array,
): void {
  const key2 = KEY_PARITY ^ key0 ^ key1;
  for (let i = 0; i < first.length; i++) {
    first[i] = counter0 + i + key0;
    second[i] = counter1 + key1;
  }
  fourRounds(first, second, 13, 15, 26, 6, key1, key2 + 1);
  fourRounds(first, second, 17, 29, 16, 24, key2, key0 + 2);
  fourRounds(first, second, 13, 15, 26, 6, key0, key1 + 3);
  fourRounds(first, second, 17, 29, 16, 24, key1, key2 + 4);
  fourRounds(first, second, 13, 15, 26, 6, key2, key0 + 5);
}

/** Four rounds with their rotations, and then a key word added to each half. */
function fourRounds(
  first: Uint32Array,
  second: Uint32Array,
  rotation0: number,
  rotation1: number,
  rotation2: number,
  rotation3: number,
  addend0: number,
  addend1: number,
): void {
  const word0 = addend0 | 0;
  const word1 = addend1 | 0;
  for (let i = 0; i < first.length; i++) {
    let x = first[i]! | 0;
    let y = second[i]! | 0;
    x = (x + y) | 0;
    y = ((y << rotation0) | (y >>> (32 - rotation0))) ^ x;
    x = (x + y) | 0;
    y = ((y << rotation1) | (y >>> (32 - rotation1))) ^ x;
    x = (x + y) | 0;
    y = ((y << rotation2) | (y >>> (32 - rotation2))) ^ x;
    x = (x + y) | 0;
    y = ((y << rotation3) | (y >>> (32 - rotation3))) ^ x;
    first[i] = x + word0;
    second[i] = y + word1;
  }
}
