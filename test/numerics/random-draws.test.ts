import { describe, expect, it } from 'vitest';

import { nextDoubleAbove, nextDoubleBelow } from '../../native-worker/numerics/neighbouring-double.ts';
import { standardGaussian, uniformBetween, unitUniform } from '../../native-worker/numerics/random-draws.ts';
import { SampleSource } from './sample-source.ts';

const LAST = 0xffffffff;

describe('the neighbours of a double', () => {
  it('are one bit pattern away', () => {
    expect([nextDoubleAbove(1), nextDoubleBelow(1)]).toEqual([1 + 2 ** -52, 1 - 2 ** -53]);
    expect([nextDoubleAbove(-1), nextDoubleBelow(-1)]).toEqual([-1 + 2 ** -53, -1 - 2 ** -52]);
    expect([nextDoubleAbove(0), nextDoubleBelow(-0)]).toEqual([Number.MIN_VALUE, -Number.MIN_VALUE]);
    expect(nextDoubleAbove(-Number.MIN_VALUE)).toBe(-0);
    expect(nextDoubleAbove(Number.MAX_VALUE)).toBe(Infinity);
    expect(nextDoubleAbove(2 ** -1022 - Number.MIN_VALUE)).toBe(2 ** -1022);
  });

  it('carry between the halves of the bit pattern', () => {
    const x = 1 + (2 ** 32 - 1) * 2 ** -52;
    expect(nextDoubleAbove(x)).toBe(1 + 2 ** -20);
    expect(nextDoubleBelow(1 + 2 ** -20)).toBe(x);
  });
});

describe('a uniform number from a block', () => {
  it('is (k + 0.5) 2^-52 and lies inside (0, 1) at both ends', () => {
    expect(unitUniform(0, 0)).toBe(2 ** -53);
    expect(unitUniform(LAST, LAST)).toBe(1 - 2 ** -53);
    expect(unitUniform(1 << 12, 3)).toBe((2 ** 32 + 3.5) * 2 ** -52);
    expect(unitUniform(0xfff, 0)).toBe(2 ** -53);
  });
});

describe('a uniform draw between bounds', () => {
  it('is low + u * (high - low)', () => {
    expect(uniformBetween(-2, 2, 0.75)).toBe(1);
    expect(uniformBetween(0.1, 0.7, 0.3)).toBe(0.1 + 0.3 * (0.7 - 0.1));
  });

  it('is the lower bound where the bounds are equal or inverted', () => {
    expect(uniformBetween(3, 3, 0.5)).toBe(3);
    expect(uniformBetween(0.6, 0.2, 0.5)).toBe(0.6);
    expect(uniformBetween(-0, 0, 0.5)).toBe(-0);
    expect(uniformBetween(Infinity, Infinity, 0.5)).toBe(Infinity);
  });

  it('stays inside where rounding would reach a bound', () => {
    expect(uniformBetween(1, 2, 2 ** -53)).toBe(1 + 2 ** -52);
    expect(uniformBetween(-2, -1, 2 ** -53)).toBe(-2 + 2 ** -52);
    expect(uniformBetween(0, 1, 1 - 2 ** -53)).toBe(1 - 2 ** -53);
    expect(uniformBetween(1, 2, 1 - 2 ** -53)).toBe(2 - 2 ** -52);
    expect(uniformBetween(1, 1 + 2 ** -51, 0.1)).toBe(1 + 2 ** -52);
  });

  it('is the lower bound where no double lies between', () => {
    expect(uniformBetween(1, 1 + 2 ** -52, 0.9)).toBe(1);
    expect(uniformBetween(0, Number.MIN_VALUE, 0.9)).toBe(0);
  });

  it('follows the arithmetic where bounds or width are not finite', () => {
    expect(uniformBetween(0, Infinity, 0.5)).toBe(Infinity);
    expect(uniformBetween(-Infinity, 0, 0.5)).toBeNaN();
    expect(uniformBetween(NaN, 1, 0.5)).toBeNaN();
    expect(uniformBetween(0, NaN, 0.5)).toBeNaN();
    expect(uniformBetween(-1e308, 1e308, 0.5)).toBe(Infinity);
  });
});

describe('a Gaussian draw from a block', () => {
  it('has finite extremes, 6.67 at most', () => {
    expect(standardGaussian(0, 0)).toBeCloseTo(Math.sqrt(64 * Math.LN2), 12);
    expect(standardGaussian(0, 2 ** 31)).toBeCloseTo(-Math.sqrt(64 * Math.LN2), 12);
    expect(Math.abs(standardGaussian(LAST, 12345))).toBe(0);
  });

  it('has mean 0, deviation 1, and the share of a normal distribution within one and two deviations', () => {
    const source = new SampleSource(11);
    const count = 100_000;
    let total = 0;
    let squares = 0;
    let withinOne = 0;
    let withinTwo = 0;
    for (let index = 0; index < count; index++) {
      const z = standardGaussian(...source.words());
      total += z;
      squares += z * z;
      if (Math.abs(z) < 1) withinOne++;
      if (Math.abs(z) < 2) withinTwo++;
    }
    expect(Math.abs(total / count)).toBeLessThan(0.013);
    expect(Math.abs(squares / count - 1)).toBeLessThan(0.018);
    expect(Math.abs(withinOne / count - 0.682689)).toBeLessThan(0.006);
    expect(Math.abs(withinTwo / count - 0.9545)).toBeLessThan(0.003);
  });
});
