import { describe, expect, it } from 'vitest';
import type { RandomSource } from '../../native-worker/search/random-source.ts';
import { freshNoiseSeeds, type RandomStream, streamKey } from '../../native-worker/search/random-stream.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';

const STREAM: RandomStream = { seed: 7, experiment: 0, island: 0, purpose: 'search' };

function drawn(stream: RandomStream, count = 8): number[] {
  const random = new ThreefryRandomSource(stream);
  return Array.from({ length: count }, () => random.signedDouble());
}

function sample(draw: (random: RandomSource) => number, count = 20_000): number[] {
  const random = new ThreefryRandomSource(STREAM);
  return Array.from({ length: count }, () => draw(random));
}

describe("the product's random source", () => {
  it('gives the same draws for the same stream', () => {
    expect(drawn(STREAM)).toEqual(drawn({ ...STREAM }));
  });

  it('gives other draws for another seed, experiment, island or purpose', () => {
    const streams: RandomStream[] = [
      STREAM,
      { ...STREAM, seed: 8 },
      { ...STREAM, seed: 7 + 2 ** 32 },
      { ...STREAM, seed: Number.MAX_SAFE_INTEGER },
      { ...STREAM, experiment: 1 },
      { ...STREAM, island: 1 },
      { ...STREAM, purpose: 'tasks' },
      { ...STREAM, purpose: 'finalTasks' },
      { ...STREAM, purpose: 'noise' },
    ];
    expect(new Set(streams.map((stream) => streamKey(stream).join())).size).toBe(streams.length);
    expect(new Set(streams.flatMap((stream) => drawn(stream))).size).toBe(8 * streams.length);
  });

  it('goes on where it was saved', () => {
    const random = new ThreefryRandomSource(STREAM);
    for (let k = 0; k < 1000; k++) random.slot(1_500_000);
    const resumed = new ThreefryRandomSource(STREAM, random.taken);
    const next = (source: RandomSource): number[] => [source.op(5), source.gaussianDouble(), source.seed()];
    expect(next(resumed)).toEqual(next(random));
  });

  it('draws every alternative equally often', () => {
    const counts = new Array<number>(7).fill(0);
    for (const value of sample((random) => random.address(7))) counts[value]!++;
    // 20,000 draws: about 2857 each, standard deviation 49.
    for (const count of counts) expect(Math.abs(count - 20_000 / 7)).toBeLessThan(5 * 49);
  });

  it('consumes a draw where there is one alternative only', () => {
    const random = new ThreefryRandomSource(STREAM);
    expect(random.choice(1)).toBe(0);
    expect(random.taken).toBe(1);
  });

  it('refuses to draw from no alternative, or from more than it can tell apart', () => {
    const random = new ThreefryRandomSource(STREAM);
    for (const count of [0, -1, NaN, 2 ** 21 + 1]) expect(() => random.slot(count)).toThrow(RangeError);
  });

  it('keeps to its intervals and precisions', () => {
    const isSingle = (value: number): boolean => value === Math.fround(value);
    expect(sample((random) => random.probability()).every((value) => value >= 0 && value < 1 && isSingle(value))).toBe(
      true,
    );
    expect(sample((random) => random.fraction()).every((value) => value >= 0 && value < 1 && isSingle(value))).toBe(
      true,
    );
    expect(sample((random) => random.signedFloat()).every((value) => value >= -1 && value < 1 && isSingle(value))).toBe(
      true,
    );
    expect(sample((random) => random.signedDouble()).every((value) => value > -1 && value < 1)).toBe(true);
    expect(sample((random) => random.gaussianFloat()).every(isSingle)).toBe(true);
    const seeds = sample((random) => random.seed());
    expect(seeds.every((value) => Number.isInteger(value) && value >= 2 && value <= 2 ** 32 - 2)).toBe(true);
  });

  it('draws Gaussians of mean 0 and deviation 1', () => {
    const values = sample((random) => random.gaussianDouble());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length - mean * mean;
    expect(Math.abs(mean)).toBeLessThan(0.035);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });
});

describe('fresh noise seeds', () => {
  it('depend on seed, experiment, island and birth', () => {
    const islands = [
      { seed: 7, experiment: 0, island: 0 },
      { seed: 8, experiment: 0, island: 0 },
      { seed: 7, experiment: 1, island: 0 },
      { seed: 7, experiment: 0, island: 1 },
    ];
    const seeds = islands.flatMap((island) => [0, 1, 2 ** 32].map(freshNoiseSeeds(island)));
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(freshNoiseSeeds(islands[0]!)(5)).toBe(freshNoiseSeeds(islands[0]!)(5));
  });
});
