import type { Dice } from '../algorithm/dice.ts';

const WORDS = 4294967296;

/** Where arithmetic is special: zeros, denormals, the ends of the range, infinities, NaN, arguments of functions. */
const SPECIAL_VALUES = [
  ...[0, -0, 1, -1, 0.5, -0.5, 2, 1 + 2 ** -52, 1 - 2 ** -53],
  ...[5e-324, -5e-324, 2 ** -1074 * 12345, 2 ** -1022, -(2 ** -1022), 2 ** -1022 - 2 ** -1074],
  ...[1e-160, -1e-200, 1e16, -1e22, 1e154, 1e160, 1e300, -Number.MAX_VALUE, Number.MAX_VALUE],
  ...[Math.PI / 2, Math.PI, 709.78, -745.2, 36.8, 0.9999999, Infinity, -Infinity, NaN],
];

/** Any of the special values. */
export function specialValue(dice: Dice): number {
  return dice.pick(SPECIAL_VALUES);
}

/** A number of full precision in [-3, 3). */
export function ordinaryValue(dice: Dice): number {
  return ((dice.below(WORDS) - WORDS / 2) / (WORDS / 2)) * 2.9999999999999996 + dice.below(WORDS) / WORDS ** 1.5;
}

/** Any bit pattern of a double: of any magnitude, NaNs of every payload among them. */
export function anyBits(dice: Dice): number {
  const words = Uint32Array.of(dice.below(WORDS), dice.below(WORDS));
  return new Float64Array(words.buffer)[0]!;
}

/** What numbers a set or a program is made of. */
export type Flavour = 'ordinary' | 'simple' | 'with-special' | 'any-bits';

/** A number of a flavour. */
export function numberOf(dice: Dice, flavour: Flavour): number {
  switch (flavour) {
    case 'ordinary':
      return ordinaryValue(dice);
    // Multiples of 1/8, among which ties and zeros are frequent.
    case 'simple':
      return (dice.below(33) - 16) / 8;
    case 'with-special':
      return dice.oneIn(4) ? specialValue(dice) : ordinaryValue(dice);
    case 'any-bits':
      return anyBits(dice);
  }
}

/** Ordinary numbers mostly: where all is special, everything is NaN soon. */
export function randomFlavour(dice: Dice): Flavour {
  return dice.pick(['ordinary', 'ordinary', 'ordinary', 'simple', 'simple', 'with-special', 'any-bits']);
}
