import { describe, expect, it } from 'vitest';

import { cos } from '../../native-worker/numerics/cos.ts';
import { log } from '../../native-worker/numerics/log.ts';
import { NOISE_FUNCTION, NOISE_PHASE, NoiseStream } from '../../native-worker/numerics/noise-stream.ts';
import { threefry } from '../../native-worker/numerics/threefry.ts';

type Place = readonly [phase: number, component: number, ordinal: number, example: number, element: number];

function streamAt(taskSeed: number, noiseSeed: number, place: Place): NoiseStream {
  const stream = new NoiseStream();
  stream.begin(taskSeed, noiseSeed);
  stream.at(place[0], place[1], place[2], place[3]);
  return stream;
}

const uniformAt = (taskSeed: number, noiseSeed: number, place: Place): number =>
  streamAt(taskSeed, noiseSeed, place).uniform(-1, 1, place[4]);

describe('the noise of an evaluation', () => {
  it('is the block whose key is (task seed, noise seed) and whose counter is the place', () => {
    const block = new Uint32Array(2);
    threefry(1001, 4000000000, (2 << 30) | (1 << 28) | (37 << 16) | 65535, 4294967295, block);
    const [word0, word1] = block as unknown as [number, number];

    const stream = streamAt(1001, 4000000000, [NOISE_PHASE.hurdleProbe, NOISE_FUNCTION.predict, 37, 4294967295, 65535]);
    const unit = (Math.floor(word0 / 4096) * 2 ** 32 + word1 + 0.5) / 2 ** 52;
    expect(stream.uniform(0.25, 0.75, 65535)).toBe(0.25 + unit * 0.5);
    const z = Math.sqrt(-2 * log((word0 + 1) / 2 ** 32)) * cos(2 * Math.PI * (word1 / 2 ** 32));
    expect(stream.gaussian(0.5, 0.1, 65535)).toBe(0.5 + 0.1 * z);
  });

  it('differs between tasks, noise seeds, phases, functions, instructions, examples and entries', () => {
    const base: Place = [NOISE_PHASE.training, NOISE_FUNCTION.setup, 0, 0, 0];
    const others: number[] = [uniformAt(1, 1, base), uniformAt(2, 1, base), uniformAt(1, 2, base)];
    for (let field = 0; field < base.length; field++) {
      const place = base.map((value, index) => (index === field ? 1 : value)) as unknown as Place;
      others.push(uniformAt(1, 1, place));
    }
    expect(new Set(others).size).toBe(8);
  });

  it('gives no place the counter of another', () => {
    const last: Place = [NOISE_PHASE.validation, NOISE_FUNCTION.learn, 4095, 0, 65535];
    const places: Place[] = [last];
    for (let field = 0; field < 5; field++) {
      places.push(last.map((value, index) => (index === field ? 0 : value)) as unknown as Place);
    }
    // Field 3 is 0 in `last` already.
    expect(new Set(places.map((place) => uniformAt(7, 7, place))).size).toBe(5);
  });

  it('does not depend on what was drawn before', () => {
    const stream = streamAt(5, 6, [NOISE_PHASE.training, NOISE_FUNCTION.learn, 3, 17, 0]);
    const forwards = [0, 1, 2, 3].map((element) => stream.gaussian(0, 1, element));
    const backwards = [3, 2, 1, 0].map((element) => stream.gaussian(0, 1, element));
    expect(backwards.reverse()).toEqual(forwards);
  });

  it('draws inside the bounds, evenly', () => {
    const stream = streamAt(8, 9, [NOISE_PHASE.training, NOISE_FUNCTION.predict, 0, 0, 0]);
    const counts = new Array<number>(10).fill(0);
    for (let element = 0; element < 50_000; element++) {
      const value = stream.uniform(-0.5, 0.5, element);
      expect(value > -0.5 && value < 0.5).toBe(true);
      counts[Math.floor((value + 0.5) * 10)]!++;
    }
    const chiSquared = counts.reduce((total, count) => total + (count - 5000) ** 2 / 5000, 0);
    expect(chiSquared).toBeLessThan(27.9);
  });

  it('gives the lower bound for inverted or equal bounds, and the mean for a deviation of 0', () => {
    const stream = streamAt(8, 9, [NOISE_PHASE.training, NOISE_FUNCTION.setup, 0, 0, 0]);
    expect([stream.uniform(0.6, 0.2, 0), stream.uniform(0.2, 0.2, 0), stream.gaussian(0.3, 0, 0)]).toEqual([
      0.6, 0.2, 0.3,
    ]);
  });
});
