import { describe, expect, it } from 'vitest';
import { NoiseStream } from '../../native-worker/numerics/noise-stream.ts';
import { ExampleStream } from '../../native-worker/tasks/example-stream.ts';

describe('the random numbers that examples are made of', () => {
  it('are those that a program of another language gave for the same seeds', () => {
    // Threefry, Box-Muller and the key written anew in Python, with its math library.
    const expected: [number, 'linear-weights' | 'linear-train-features' | 'linear-valid-features', number[]][] = [
      [1001, 'linear-weights', [-1.01744355488974, -0.39666226393065845, -0.31004601862749576, 0.07005903799397165]],
      [11001, 'linear-train-features', [-1.0308337469572808, 0.05378394913503559, 1.0563635952968506]],
      [11001, 'linear-valid-features', [-0.4147337476317298, 1.1910723323819692, 1.0543080768587387]],
    ];
    for (const [seed, purpose, numbers] of expected) {
      const found = new ExampleStream(seed, purpose).gaussians(numbers.length);
      numbers.forEach((number, index) => {
        expect(found[index]).toBeCloseTo(number, 13);
      });
    }
    const last = new ExampleStream(0xffffffff, 'network-weights').gaussians(2);
    expect(last[0]).toBeCloseTo(1.3431009379702252, 13);
    expect(last[1]).toBeCloseTo(0.5605696416018027, 13);
  });

  it('differ from purpose to purpose and from seed to seed', () => {
    const first = new ExampleStream(5, 'linear-train-features').gaussian();
    expect(new ExampleStream(5, 'linear-valid-features').gaussian()).not.toBe(first);
    expect(new ExampleStream(6, 'linear-train-features').gaussian()).not.toBe(first);
    expect(new ExampleStream(5, 'linear-train-features').gaussian()).toBe(first);
  });

  it('are not the noise of an evaluation, whatever small noise seed it has', () => {
    const features = new ExampleStream(5, 'linear-train-features').gaussian();
    const noise = new NoiseStream();
    for (let noiseSeed = 0; noiseSeed < 100; noiseSeed++) {
      noise.begin(5, noiseSeed);
      noise.at(0, 0, 0, 0);
      expect(noise.gaussian(0, 1, 0)).not.toBe(features);
    }
  });

  it('have mean 0, deviation 1 and no correlation with their neighbours', () => {
    const count = 40_000;
    const numbers = new ExampleStream(3, 'affine-weights').gaussians(count);
    const mean = (of: (value: number, index: number) => number): number =>
      numbers.reduce((total, value, index) => total + of(value, index), 0) / count;
    expect(Math.abs(mean((value) => value))).toBeLessThan(0.02);
    expect(Math.abs(mean((value) => value * value) - 1)).toBeLessThan(0.03);
    expect(Math.abs(mean((value, index) => value * (numbers[index + 1] ?? 0)))).toBeLessThan(0.02);
    expect(mean((value) => (Math.abs(value) > 1.959964 ? 1 : 0))).toBeCloseTo(0.05, 2);
  });
});

describe('integers and shuffles', () => {
  it('give every integer below a bound equally often, and only those', () => {
    const stream = new ExampleStream(1, 'projection-choice');
    const counts = new Array<number>(7).fill(0);
    for (let draw = 0; draw < 14_000; draw++) counts[stream.integerBelow(7)]!++;
    expect(counts).toHaveLength(7);
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('serve the smallest and the largest bound', () => {
    const stream = new ExampleStream(1, 'projection-choice');
    expect(stream.integerBelow(1)).toBe(0);
    const large = Array.from({ length: 50 }, () => stream.integerBelow(0x1_0000_0000));
    expect(Math.max(...large)).toBeGreaterThan(0x8000_0000);
    expect(Math.max(...large)).toBeLessThan(0x1_0000_0000);
  });

  it('have no bias towards small integers where the bound is three quarters of a word', () => {
    const bound = 0xc000_0000;
    const stream = new ExampleStream(2, 'projection-choice');
    let lowThird = 0;
    for (let draw = 0; draw < 6000; draw++) if (stream.integerBelow(bound) < bound / 3) lowThird++;
    expect(Math.abs(lowThird - 2000)).toBeLessThan(200);
  });

  it('shuffle three entries into each of their six orders equally often', () => {
    const stream = new ExampleStream(1, 'train-choice');
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const entries = Uint32Array.of(0, 1, 2);
      stream.shuffle(entries);
      const order = entries.join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
