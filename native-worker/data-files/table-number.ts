import type { CsvRow } from './csv-text.ts';
import { DataFileError } from './data-file-error.ts';

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** As written where the comma parts units from tenths. */
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/** Squares, and sums of them, have to stay finite when a column is standardised. */
const LARGEST = 1e150;

/** Whether a cell is meant as a number, so that one written otherwise is told of and not taken for text. */
export function looksLikeNumber(cell: string): boolean {
  return isNumber(cell) || DECIMAL_COMMA.test(cell);
}

/** Whether a cell is a decimal number: not hexadecimal, not "Infinity", not empty. */
export function isNumber(cell: string): boolean {
  return DECIMAL.test(cell);
}

/**
 * A cell as a number.
 *
 * @throws DataFileError where it is none, or too large to be standardised
 */
export function readNumber(file: string, row: CsvRow, header: readonly string[], column: number): number {
  const cell = row.cells[column]!;
  const place = `column "${header[column]!}"`;
  if (cell === '') {
    throw new DataFileError(file, row.line, `${place} is empty; expected a number: fill it in or leave the row out`);
  }
  if (DECIMAL_COMMA.test(cell)) {
    throw new DataFileError(
      file,
      row.line,
      `${place} has "${shortened(cell)}"; expected a number without commas: a point before the tenths, nothing between thousands`,
    );
  }
  if (!isNumber(cell)) {
    throw new DataFileError(
      file,
      row.line,
      `${place} has "${shortened(cell)}"; expected a number such as -1.5 or 2e-3`,
    );
  }
  const value = Number(cell);
  if (Math.abs(value) > LARGEST) {
    throw new DataFileError(
      file,
      row.line,
      `${place} has ${shortened(cell)}; expected at most ${LARGEST} in magnitude`,
    );
  }
  return value;
}

const MOST_SHOWN = 40;

function shortened(cell: string): string {
  return cell.length > MOST_SHOWN ? `${cell.slice(0, MOST_SHOWN)}...` : cell;
}
