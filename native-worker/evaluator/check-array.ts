type NumberArray = Float64Array | Uint32Array | Uint16Array;

/**
 * Checks that something is a typed array of a kind and holds so many entries at least.
 *
 * @throws {TypeError | RangeError} which says `name`, what was found and what was expected
 */
export function checkArray(
  name: string,
  array: NumberArray,
  kind: { readonly name: string; new (length: number): NumberArray },
  least: number,
): void {
  if (!(array instanceof kind)) throw new TypeError(`${name} is ${typeName(array)}; expected a ${kind.name}`);
  if (array.length >= least) return;
  if (array.buffer instanceof ArrayBuffer && array.buffer.detached) {
    throw new TypeError(`${name} is detached: its memory was given to another thread; expected ${least} entries`);
  }
  throw new RangeError(`${name} has ${array.length} entries; expected ${least} at least`);
}

/** What a value is, in a word or two. */
function typeName(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return `of class ${value.constructor.name}`;
}
