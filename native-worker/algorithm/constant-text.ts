/**
 * How constants are written.
 *
 * - `exact`: the shortest decimal that reads back to the same bits (NaN's payload aside).
 * - `display`: six significant digits, as a C++ stream prints by default and so as the reference's listings show.
 */
export type ConstantPrecision = 'exact' | 'display';

/** Exponents below this, or of at least the number of digits, are written out (C's `%g`). */
const SMALLEST_PLAIN_EXPONENT = -4;
const DISPLAY_DIGITS = 6;

/** A tie between two six-digit decimals of which the lower is even. C rounds it down, JavaScript up. */
const TIE_AFTER_EVEN_DIGIT = /^(-?\d\.\d{4}[02468])50*(e.*)$/;
/** Digits of `toExponential` that tell a tie from its neighbours: no double comes closer to one without being it. */
const DIGITS_THAT_TELL_TIES = 100;

/** A constant as text. Non-finite ones are `nan`, `inf` and `-inf`; negative zero is `-0`. */
export function constantText(value: number, precision: ConstantPrecision): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  return precision === 'exact' ? String(value) : sixDigits(value);
}

/** What `%g` prints for a finite number other than zero. */
function sixDigits(value: number): string {
  const [mantissa = '', exponentText = ''] = roundedToSixDigits(value).split('e');
  const exponent = Number(exponentText);
  if (exponent < SMALLEST_PLAIN_EXPONENT || exponent >= DISPLAY_DIGITS) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${withoutTrailingZeros(mantissa)}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  const sign = mantissa.startsWith('-') ? '-' : '';
  return sign + withoutTrailingZeros(placePoint(mantissa.replace(/[-.]/g, ''), exponent));
}

function roundedToSixDigits(value: number): string {
  const tie = TIE_AFTER_EVEN_DIGIT.exec(value.toExponential(DIGITS_THAT_TELL_TIES));
  return tie === null ? value.toExponential(DISPLAY_DIGITS - 1) : `${tie[1] ?? ''}${tie[2] ?? ''}`;
}

/** Digits d.ddddd times ten to the exponent, written without one. */
function placePoint(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

function withoutTrailingZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0*$/, '') : decimal;
}
