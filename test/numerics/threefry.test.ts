import { describe, expect, it } from 'vitest';

import { threefry } from '../../native-worker/numerics/threefry.ts';

/** Counter, key and block of Threefry-2x32 with 20 rounds, as published with Random123 (file kat_vectors). */
const PUBLISHED = [
  { counter: [0, 0], key: [0, 0], block: [0x6b200159, 0x99ba4efe] },
  { counter: [0xffffffff, 0xffffffff], key: [0xffffffff, 0xffffffff], block: [0x1cb996fc, 0xbb002be7] },
  { counter: [0x243f6a88, 0x85a308d3], key: [0x13198a2e, 0x03707344], block: [0xc4923a9c, 0x483df7a0] },
] as const;

function blockOf(key: readonly [number, number], counter: readonly [number, number]): number[] {
  const block = new Uint32Array(2);
  threefry(key[0], key[1], counter[0], counter[1], block);
  return [...block];
}

describe('Threefry-2x32', () => {
  it.each(PUBLISHED)('gives the published block for counter $counter and key $key', ({ counter, key, block }) => {
    expect(blockOf(key, counter)).toEqual(block);
  });

  it('takes words as signed or unsigned alike', () => {
    expect(blockOf([-1, -1], [-1, -1])).toEqual(PUBLISHED[1].block);
  });

  it('changes about half of the bits when one bit of key or counter changes', () => {
    const base = blockOf([1, 2], [3, 4]);
    for (let word = 0; word < 4; word++) {
      for (let bit = 0; bit < 32; bit++) {
        const words = [1, 2, 3, 4].map((value, index) => (index === word ? value ^ (1 << bit) : value));
        const block = blockOf([words[0]!, words[1]!], [words[2]!, words[3]!]);
        const changed = base.map(
          (value, index) => ((value ^ block[index]!) >>> 0).toString(2).replaceAll('0', '').length,
        );
        expect(changed[0]! + changed[1]!).toBeGreaterThan(12);
        expect(changed[0]! + changed[1]!).toBeLessThan(52);
      }
    }
  });
});
