import { CsvError, parse } from 'csv-parse/sync';
import { guessSeparator, type Separator } from './csv-separator.ts';
import { DataFileError } from './data-file-error.ts';

/** A record of a CSV file: as many cells as there are columns. */
export interface CsvRow {
  /** Line on which it ends, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A CSV file with a header. Spaces around cells are gone; blank lines are left out. */
export interface CsvText {
  readonly separator: Separator;
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

/**
 * Reads text separated by commas (RFC 4180), semicolons or tabs, in UTF-8, whose first record names the columns.
 *
 * @throws DataFileError where it is binary, not UTF-8, wrongly quoted, ragged, or names two columns alike
 */
export function readCsv(file: string, bytes: Uint8Array): CsvText {
  const text = decode(file, bytes);
  const separator = guessSeparator(text);
  const records = parseRecords(file, text, separator);
  const [first, ...rows] = records;
  if (first === undefined) throw new DataFileError(file, null, 'has no rows; expected a header and rows of numbers');
  const header = first.cells;
  const twice = header.find((name, column) => name !== '' && header.indexOf(name) !== column);
  if (twice !== undefined) {
    throw new DataFileError(file, first.line, `names two columns "${twice}"; expected different names`);
  }
  for (const { line, cells } of rows) {
    if (cells.length !== header.length) {
      throw new DataFileError(
        file,
        line,
        `has ${cells.length} cells, but the header has ${header.length}; expected the same (is the file cut off?)`,
      );
    }
  }
  return { separator, header, rows };
}

function decode(file: string, bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new DataFileError(file, null, 'is binary (it holds zero bytes); expected CSV text');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DataFileError(file, null, 'is not UTF-8 text; save it as CSV in UTF-8');
  }
}

function parseRecords(file: string, text: string, separator: Separator): CsvRow[] {
  try {
    const records: CsvRow[] = [];
    parse(text, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        records.push({ line: lines, cells });
        return cells;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    throw new DataFileError(file, line, `cannot be read as CSV: ${describeCsvError(error)}`);
  }
}

function describeCsvError(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quoted cell is never closed (is the file cut off?)';
  if (error.code === 'CSV_INVALID_CLOSING_QUOTE' || error.code === 'INVALID_OPENING_QUOTE') {
    return 'a quote stands inside a cell; quote the whole cell and double the quotes in it';
  }
  return error.message;
}
