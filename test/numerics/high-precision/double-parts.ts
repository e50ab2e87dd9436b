/** A finite double as integer * 2^exponent, exactly. */
export interface DoubleParts {
  readonly integer: bigint;
  readonly exponent: number;
}

/** The 64 bits of a double as 16 hexadecimal digits. */
export function bitsOf(x: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

/** Inverse of `bitsOf`. */
export function doubleFromBits(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

/** Takes a finite double apart; the integer is 0 or has at most 53 bits, and the sign of x. */
export function splitDouble(x: number): DoubleParts {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = field === 0 ? fraction : fraction | (1n << 52n);
  return { integer: bits >> 63n === 1n ? -magnitude : magnitude, exponent: Math.max(field, 1) - 1075 };
}

/** integer * 2^exponent for a value that a double can hold. */
export function joinDouble(integer: bigint, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return Number(integer) * 2 ** half * 2 ** (exponent - half);
}
