import { describe, expect, it } from 'vitest';
import { FecKey } from '../../native-worker/search/fec-key.ts';

function keyOf(how: 'addExactly' | 'addTruncated', numbers: readonly number[], task = 0, trainExamples = 100): string {
  const key = new FecKey();
  key.start(task, trainExamples);
  const list = Float64Array.of(NaN, ...numbers, NaN);
  if (how === 'addExactly') key.addExactly(new Int32Array(list.buffer), 1, numbers.length + 1);
  else key.addTruncated(list, 1, numbers.length + 1);
  key.finish();
  return `${key.high} ${key.low}`;
}

describe('a key of exact errors', () => {
  const exact = (...numbers: number[]): string => keyOf('addExactly', numbers);

  it('is the same for the same numbers, and 0 is -0', () => {
    expect(exact(0.5, 1, 0)).toBe(exact(0.5, 1, -0));
    expect(exact(NaN)).toBe(exact(NaN));
  });

  it('is the same for NaNs of all payloads and signs, and different for infinities', () => {
    const key = new FecKey();
    const ofWords = (low: number, high: number): string => {
      key.start(0, 100);
      key.addExactly(Int32Array.of(low, high), 0, 1);
      key.finish();
      return `${key.high} ${key.low}`;
    };
    const nans = [ofWords(0, 0x7ff80000), ofWords(1, 0x7ff00000), ofWords(7, -1), ofWords(0, 0xfff80000 | 0)];
    expect(new Set(nans)).toEqual(new Set([exact(NaN)]));
    expect(ofWords(0, 0x7ff00000)).toBe(exact(Infinity));
    expect(ofWords(0, 0xfff00000 | 0)).toBe(exact(-Infinity));
  });

  it('changes with every bit, every place and the length', () => {
    const keys = [
      exact(),
      exact(0),
      exact(0, 0),
      exact(1, 2),
      exact(2, 1),
      exact(1, 2, 0),
      exact(1, 2.0000000000000004),
      exact(-1, 2),
      exact(Infinity),
      exact(NaN),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('changes with the task and with the training examples allowed', () => {
    const keys = [keyOf('addExactly', [1], 0, 100), keyOf('addExactly', [1], 1, 100), keyOf('addExactly', [1], 0, 0)];
    expect(new Set(keys).size).toBe(3);
  });

  it('collides in neither half for a hundred thousand different lists, but for chance', () => {
    const high = new Set<string>();
    const both = new Set<string>();
    for (let k = 0; k < 100_000; k++) {
      const key = exact(k, k % 7);
      high.add(key.split(' ')[0]!);
      both.add(key);
    }
    expect(both.size).toBe(100_000);
    // Of n keys of 32 bits n^2 / 2^33 collide: 1.2.
    expect(high.size).toBeGreaterThan(100_000 - 12);
  });
});

describe('a key of truncated predictions', () => {
  const truncated = (...numbers: number[]): string => keyOf('addTruncated', numbers);

  it('cuts numbers to single precision, towards zero', () => {
    const third = Math.fround(1 / 3); // a little above 1/3, so truncation goes to the number below
    const below = third - 2 ** -25;
    expect(truncated(1 / 3)).toBe(truncated(below));
    expect(truncated(-1 / 3)).toBe(truncated(-below));
    expect(truncated(1 / 3)).not.toBe(truncated(third));
    expect(truncated(1 + 1e-12)).toBe(truncated(1));
    expect(truncated(1 - 1e-12)).not.toBe(truncated(1));
  });

  it('tells infinities, the largest numbers and NaN apart, and no zeros', () => {
    expect(truncated(1e300)).toBe(truncated(3.4028234663852886e38));
    expect(truncated(Infinity)).not.toBe(truncated(1e300));
    expect(truncated(NaN)).not.toBe(truncated(Infinity));
    expect(truncated(-0)).toBe(truncated(0));
    expect(truncated(-1e-60)).toBe(truncated(0));
    expect(truncated(1e-46)).toBe(truncated(0));
  });
});
