import { JsonFormError, type JsonPath, valueText } from '../algorithm/json-form-error.ts';
import { readJsonNumber } from '../algorithm/json-number.ts';

/** Reads what stands at a path of JSON data, or throws a `JsonFormError` that names the path. */
export type FieldReader<Value> = (value: unknown, path: JsonPath) => Value;

/** Reads an object, of whatever keys. */
export function readFields(value: unknown, path: JsonPath, expected: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new JsonFormError(path, valueText(value), expected);
}

/** Reads a number; those that are not finite are strings (`../algorithm/json-number.ts`). */
export function readNumber(value: unknown, path: JsonPath): number {
  const number = readJsonNumber(value);
  if (number !== undefined) return number;
  throw new JsonFormError(path, valueText(value), 'a number, "NaN", "Infinity" or "-Infinity"');
}

/** Reads a whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): FieldReader<number> {
  return (value, path) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new JsonFormError(path, valueText(value), `a whole number from ${least} to ${most}`);
  };
}

/** Reads a list of `length` entries (of any number, if not given), each by a reader. */
export function listOf<Value>(readEntry: FieldReader<Value>, length?: number): FieldReader<Value[]> {
  return (value, path) => {
    if (Array.isArray(value) && (length === undefined || value.length === length)) {
      return value.map((entry: unknown, index) => readEntry(entry, [...path, index]));
    }
    throw new JsonFormError(path, valueText(value), length === undefined ? 'a list' : `a list of ${length}`);
  };
}
