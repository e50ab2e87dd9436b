import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constantText } from '../../native-worker/algorithm/constant-text.ts';
import { PROPERTY } from './random-algorithm.ts';

/** What C's `printf("%g")` writes. */
const SIX_DIGITS: readonly (readonly [number, string])[] = [
  [0.1, '0.1'],
  [1, '1'],
  [10, '10'],
  [-0.25, '-0.25'],
  [100000, '100000'],
  [123456.7, '123457'],
  [683244.25, '683244'],
  [1000000, '1e+06'],
  [1234567, '1.23457e+06'],
  [999999.5, '1e+06'],
  [1e21, '1e+21'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [0.00012345678, '0.000123457'],
  [0.00999999951, '0.01'],
  [2 / 3, '0.666667'],
  [-7735880.706937113, '-7.73588e+06'],
  [5e-324, '4.94066e-324'],
  [Number.MAX_VALUE, '1.79769e+308'],
];

describe('constants as text', () => {
  it.each(SIX_DIGITS)('shows %d with six digits as C does: %s', (value, text) => {
    expect(constantText(value, 'display')).toBe(text);
  });

  it('rounds a tie to the even digit, as C does and JavaScript does not', () => {
    expect(constantText(100000.5, 'display')).toBe('100000');
    expect(constantText(100001.5, 'display')).toBe('100002');
    expect(constantText(-100000.5, 'display')).toBe('-100000');
    expect(constantText(1.0000025e-300, 'display')).toBe('1e-300');
  });

  it('names what is no number and keeps the sign of zero', () => {
    for (const precision of ['exact', 'display'] as const) {
      expect([NaN, Infinity, -Infinity, 0, -0].map((value) => constantText(value, precision))).toEqual([
        'nan',
        'inf',
        '-inf',
        '0',
        '-0',
      ]);
    }
  });

  it('reads back to the same bits where it is exact', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(constantText(value, 'exact'))).toBe(value);
      }),
      PROPERTY,
    );
  });
});
