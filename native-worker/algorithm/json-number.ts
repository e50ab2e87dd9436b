/** A number in JSON: non-finite ones are strings, since JSON has no numbers for them. */
export type JsonNumber = number | string;

const STRINGS: ReadonlyMap<string, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

/**
 * A number as it stands in JSON: `"NaN"`, `"Infinity"` and `"-Infinity"` for those, itself for all others.
 * The sign of negative zero is lost when JSON is written; `writeJsonConstant` keeps it.
 */
export function writeJsonNumber(value: number): JsonNumber {
  return Number.isFinite(value) ? value : String(value);
}

/** As `writeJsonNumber`, to the last bit: negative zero is the string `"-0"`. */
export function writeJsonConstant(value: number): JsonNumber {
  return Object.is(value, -0) ? '-0' : writeJsonNumber(value);
}

/** The number that a JSON value stands for, or undefined where it is none. Inverse of both writers. */
export function readJsonNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? STRINGS.get(value) : undefined;
}
