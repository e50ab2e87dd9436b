/**
 * Writes `elementary-functions.jsonl`, the high-precision table that the elementary functions are held against.
 * Usage: node test/numerics/make-table.ts. Equal code writes an equal file.
 *
 * A row is [function, bits of x, bits of the correctly rounded result, what the rounding left out in ulps, log2 of an ulp].
 */
import { writeFileSync } from 'node:fs';

import { bitsOf } from './high-precision/double-parts.ts';
import { HIGH_PRECISION } from './high-precision/elementary-functions.ts';
import { FUNCTION_NAMES } from './own-functions.ts';
import { TABLE_FILE, type TableRow } from './read-table.ts';
import { fixedPoints, randomPoint } from './sample-points.ts';
import { SampleSource } from './sample-source.ts';

const RANDOM_POINTS = 600;

const lines = FUNCTION_NAMES.flatMap((name, index) => {
  const source = new SampleSource(1000 + index);
  const random = Array.from({ length: RANDOM_POINTS }, () => randomPoint(name, source));
  return [...fixedPoints(name), ...random].map((x) => {
    const { nearest, rest, ulpExponent } = HIGH_PRECISION[name](x);
    const row: TableRow = [name, bitsOf(x), bitsOf(nearest), Number(rest.toPrecision(9)), ulpExponent];
    return JSON.stringify(row);
  });
});
writeFileSync(TABLE_FILE, `${lines.join('\n')}\n`);
