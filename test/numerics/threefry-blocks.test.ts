import { describe, expect, it } from 'vitest';
import { threefryBlocks } from '../../native-worker/numerics/threefry-blocks.ts';
import { threefry } from '../../native-worker/numerics/threefry.ts';

const BLOCKS = 5;

describe('many blocks of Threefry at a time', () => {
  it.each([
    [0, 0, 0, 0],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3],
    [0xffffffff, 0xffffffff, 0xfffffffb, 0xffffffff],
    [1, 0x80000000, 0x7ffffffe, 12],
  ])('are those that come one by one: key %i %i, counter %i %i', (key0, key1, counter0, counter1) => {
    const first = new Uint32Array(BLOCKS);
    const second = new Uint32Array(BLOCKS);
    threefryBlocks(key0, key1, counter0, counter1, first, second);
    const block = new Uint32Array(2);
    for (let i = 0; i < BLOCKS; i++) {
      threefry(key0, key1, counter0 + i, counter1, block);
      expect([first[i], second[i]]).toEqual([...block]);
    }
  });
});
