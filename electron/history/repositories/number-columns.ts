import { HistoryError } from '../history-error.ts';

/**
 * Rows of numbers as columns of 64-bit floating-point numbers, one column after the other: read in one piece, without
 * an object for each number. All platforms of the program keep the low byte first.
 */
export function packColumns(rows: readonly (readonly number[])[], width: number): Uint8Array {
  const columns = new Float64Array(width * rows.length);
  for (const [index, row] of rows.entries()) {
    for (let column = 0; column < width; column++) columns[column * rows.length + index] = row[column] ?? NaN;
  }
  return new Uint8Array(columns.buffer);
}

/** The columns of a piece. @throws {HistoryError} where its bytes are not whole columns */
export function unpackColumns(bytes: Uint8Array, width: number, file: string): Float64Array[] {
  const count = bytes.length / (Float64Array.BYTES_PER_ELEMENT * width);
  if (!Number.isInteger(count))
    throw new HistoryError(file, `a piece of ${bytes.length} bytes has no ${width} columns`);
  // Numbers begin at multiples of their length in memory; where these bytes do not, a copy of them does.
  const isAligned = bytes.byteOffset % Float64Array.BYTES_PER_ELEMENT === 0;
  const { buffer, byteOffset } = isAligned ? bytes : new Uint8Array(bytes);
  const numbers = new Float64Array(buffer, byteOffset, count * width);
  return Array.from({ length: width }, (_, column) => numbers.subarray(column * count, (column + 1) * count));
}
