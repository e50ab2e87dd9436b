import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Dataset } from '../tasks/dataset.ts';
import { DataFileError } from './data-file-error.ts';
import { sha256 } from './file-hash.ts';
import { readDataFile } from './read-data-file.ts';

const DIGITS_FILE = fileURLToPath(new URL('../../resources/data/digits.csv.gz', import.meta.url));
const DIGITS_SHA256 = '46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a';
const PIXELS = 64;
const CLASSES = 10;

/**
 * The handwritten digits that ship with the program: 1,797 images of 8 x 8 pixels from 0 to 16, row by row, with the
 * digit as class (see `resources/data/README.md`).
 *
 * @throws DataFileError where the file is missing or is not the one that shipped
 */
export function loadDigits(file = DIGITS_FILE): Dataset {
  const bytes = readDataFile(file);
  const hash = sha256(bytes);
  if (hash !== DIGITS_SHA256) {
    throw new DataFileError(
      file,
      null,
      `is not the file that ships with the program (SHA-256 ${hash}, expected ${DIGITS_SHA256}); restore it`,
    );
  }
  const rows = gunzipSync(bytes)
    .toString('latin1')
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  return {
    name: 'digits',
    rowCount: rows.length,
    columnCount: PIXELS,
    features: Float64Array.from(rows.flatMap((row) => row.slice(0, PIXELS))),
    labels: Float64Array.from(rows, (row) => row[PIXELS]!),
    labelNames: Array.from({ length: CLASSES }, (_, digit) => String(digit)),
    columnNames: Array.from({ length: PIXELS }, (_, pixel) => `row ${Math.floor(pixel / 8)}, column ${pixel % 8}`),
    hash,
  };
}
