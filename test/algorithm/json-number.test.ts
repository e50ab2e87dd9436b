import { describe, expect, it } from 'vitest';
import { readJsonNumber, writeJsonConstant, writeJsonNumber } from '../../native-worker/algorithm/json-number.ts';

describe('numbers in JSON', () => {
  it('are strings where they are not finite', () => {
    expect([NaN, Infinity, -Infinity, 0.1].map(writeJsonNumber)).toEqual(['NaN', 'Infinity', '-Infinity', 0.1]);
  });

  it('come back through JSON text, with the sign of zero where it was asked for', () => {
    for (const value of [NaN, Infinity, -Infinity, 0, -0, 5e-324, 0.1]) {
      expect(readJsonNumber(JSON.parse(JSON.stringify(writeJsonConstant(value))))).toBe(value);
    }
    expect(writeJsonNumber(-0)).toBe(-0);
  });

  it.each(['1', 'nan', '', null, undefined, true, [1]])('%j is none', (value) => {
    expect(readJsonNumber(value)).toBeUndefined();
  });
});
