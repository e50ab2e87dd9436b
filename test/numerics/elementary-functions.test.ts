import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { bitsOf, doubleFromBits } from './high-precision/double-parts.ts';
import { type ElementaryFunction, HIGH_PRECISION } from './high-precision/elementary-functions.ts';
import { errorInUlps } from './high-precision/rounded-value.ts';
import { FUNCTION_NAMES, OWN_FUNCTIONS } from './own-functions.ts';
import { readTable } from './read-table.ts';
import { fixedPoints, randomPoint } from './sample-points.ts';
import { SampleSource } from './sample-source.ts';

const { exp, log, sin, cos, tan, asin, acos, atan, sigmoid } = OWN_FUNCTIONS;

/** Bound on the error, in ulps. The sigmoid's form rounds three times, which costs it up to two. */
const errorBound = (name: ElementaryFunction): number => (name === 'sigmoid' ? 2 : 1);

const TABLE = readTable();

describe('the high-precision table', () => {
  it('holds what the generator computes', () => {
    for (const [name, x, nearest, rest, ulpExponent] of TABLE) {
      const value = HIGH_PRECISION[name](doubleFromBits(x));
      expect([name, x, bitsOf(value.nearest), value.ulpExponent]).toEqual([name, x, nearest, ulpExponent]);
      expect(Math.abs(value.rest - rest)).toBeLessThan(1e-8);
    }
  });

  it('has the worst angle of all doubles, and hundreds of points of every function', () => {
    const worst = bitsOf(6381956970095103 * 2 ** 797);
    for (const name of FUNCTION_NAMES) expect(TABLE.filter((row) => row[0] === name).length).toBeGreaterThan(600);
    for (const name of ['sin', 'cos', 'tan'])
      expect(TABLE.some((row) => row[0] === name && row[1] === worst)).toBe(true);
  });
});

describe.each(FUNCTION_NAMES)('%s', (name) => {
  const compute = OWN_FUNCTIONS[name];

  it('stays within the error bound on every point of the table, and is exact for zeros, infinities and NaN', () => {
    for (const [, x, bits, rest, ulpExponent] of TABLE.filter((row) => row[0] === name)) {
      const nearest = doubleFromBits(bits);
      const argument = doubleFromBits(x);
      const result = compute(argument);
      expect(errorInUlps(result, { nearest, rest, ulpExponent }), `at ${argument}`).toBeLessThan(errorBound(name));
      if (nearest === 0 || !Number.isFinite(nearest)) expect(result, `at ${argument}`).toBe(nearest);
    }
  });

  it('stays within the error bound on further random points', () => {
    const source = new SampleSource(77);
    for (let count = 0; count < 3000; count++) {
      const x = randomPoint(name, source);
      expect(errorInUlps(compute(x), HIGH_PRECISION[name](x)), `at ${x}`).toBeLessThan(errorBound(name));
    }
  });
});

describe('the elementary functions', () => {
  it('are exact where the result is 0, 1 or a half', () => {
    expect([exp(0), exp(-0), cos(0), cos(-0)]).toEqual([1, 1, 1, 1]);
    expect([log(1), sin(0), tan(0), atan(0), asin(0), acos(1), exp(-Infinity)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect([sigmoid(0), sigmoid(-0), sigmoid(Infinity), sigmoid(-Infinity)]).toEqual([0.5, 0.5, 1, 0]);
  });

  it('keep the sign of zero', () => {
    expect([sin(-0), tan(-0), asin(-0), atan(-0)]).toEqual([-0, -0, -0, -0]);
  });

  it('have their limits at infinity and NaN where there is none', () => {
    expect([exp(Infinity), log(Infinity), log(0), log(-0)]).toEqual([Infinity, Infinity, -Infinity, -Infinity]);
    expect([atan(Infinity), atan(-Infinity)]).toEqual([Math.PI / 2, -Math.PI / 2]);
    for (const compute of [sin, cos, tan, asin, acos]) {
      expect([compute(Infinity), compute(-Infinity)]).toEqual([NaN, NaN]);
    }
    expect([log(-1), log(-Number.MIN_VALUE), log(-Infinity)]).toEqual([NaN, NaN, NaN]);
    expect([asin(1 + 2 ** -52), acos(1 + 2 ** -52), asin(-2), acos(-2)]).toEqual([NaN, NaN, NaN, NaN]);
    for (const name of FUNCTION_NAMES) expect(OWN_FUNCTIONS[name](NaN), name).toBeNaN();
  });

  it('reach the ends of the range where they should', () => {
    expect(exp(709.782712893384)).toBeLessThan(Infinity);
    expect(exp(709.7827128933841)).toBe(Infinity);
    expect(exp(-745.1332191019411)).toBe(Number.MIN_VALUE);
    expect(exp(-745.1332191019412)).toBe(0);
    expect([asin(1), asin(-1), acos(-1), acos(0)]).toEqual([Math.PI / 2, -Math.PI / 2, Math.PI, Math.PI / 2]);
  });

  it('are odd or even to the last bit', () => {
    const source = new SampleSource(5);
    for (let count = 0; count < 2000; count++) {
      const x = source.withExponent(-1074, 1024);
      const y = source.between(-1, 1);
      for (const compute of [sin, tan, atan]) expect(compute(-x)).toBe(-compute(x));
      expect(cos(-x)).toBe(cos(x));
      expect(asin(-y)).toBe(-asin(y));
    }
  });

  it('give the recorded bits, which every other implementation of them has to give', () => {
    const bits = (name: ElementaryFunction): string => {
      const source = new SampleSource(2);
      const random = Array.from({ length: 5000 }, () => randomPoint(name, source));
      const results = [...fixedPoints(name), ...random].map((x) => bitsOf(OWN_FUNCTIONS[name](x)));
      return createHash('sha256').update(results.join('\n')).digest('hex').slice(0, 16);
    };
    expect(Object.fromEntries(FUNCTION_NAMES.map((name) => [name, bits(name)]))).toMatchInlineSnapshot(`
      {
        "acos": "2d49e3d828917c6f",
        "asin": "31f0c710a86fed4a",
        "atan": "d1a0cf44faa65a02",
        "cos": "48cc4ce188ce3612",
        "exp": "55ac4699035e89d1",
        "log": "e74c201b7e2de742",
        "sigmoid": "88dd9a78a74500b6",
        "sin": "08d26a25df0e5450",
        "tan": "76fe063b8e2a0ec2",
      }
    `);
  });
});
