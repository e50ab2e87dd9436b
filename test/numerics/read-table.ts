import { readFileSync } from 'node:fs';

import type { ElementaryFunction } from './high-precision/elementary-functions.ts';

/** One point: function, bits of x, bits of the correctly rounded result, what the rounding left out in ulps, log2 of an ulp. */
export type TableRow = readonly [
  name: ElementaryFunction,
  x: string,
  nearest: string,
  rest: number,
  ulpExponent: number,
];

/** Where the high-precision table lies. */
export const TABLE_FILE = new URL('elementary-functions.jsonl', import.meta.url);

/** All rows of the high-precision table. */
export function readTable(): TableRow[] {
  const lines = readFileSync(TABLE_FILE, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as TableRow);
}
