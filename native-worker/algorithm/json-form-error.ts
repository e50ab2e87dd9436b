/** A path into JSON data: `['learn', 2, 'data', 0]`. */
export type JsonPath = readonly (string | number)[];

/** JSON data that is no algorithm: names the path, what was found and what was expected. */
export class JsonFormError extends Error {
  readonly path: JsonPath;
  readonly found: string;
  readonly expected: string;

  constructor(path: JsonPath, found: string, expected: string) {
    super(`${path.length === 0 ? 'the whole' : pathText(path)}: found ${found}, expected ${expected}`);
    this.name = 'JsonFormError';
    this.path = path;
    this.found = found;
    this.expected = expected;
  }
}

/** A path as it is read: `learn[2].data[0]`. */
export function pathText(path: JsonPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}

/** A JSON value for a message: cut where it is long, of lists and objects only the kind. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
