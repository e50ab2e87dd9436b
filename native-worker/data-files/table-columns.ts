import type { CsvText } from './csv-text.ts';
import { isNumber, looksLikeNumber } from './table-number.ts';

/** What a column holds: numbers; classes (few different texts); or other text, which nothing can be learned from. */
export type ColumnType = 'number' | 'class' | 'text';

/** What a column of a table looks like. */
export interface ColumnDescription {
  /** Empty where the header has none. */
  readonly name: string;
  /** As guessed from its cells. */
  readonly type: ColumnType;
  /** Different values. */
  readonly distinct: number;
  /** Empty cells. */
  readonly missing: number;
  /** Smallest and largest of numbers; the first and last in order of classes; null for text. */
  readonly range: readonly [string, string] | null;
}

/** More different texts than this are names or remarks. */
const MOST_CLASSES = 256;

/**
 * Looks at every column: mostly numbers, so that a slip does not make text of it; else classes, where there are at most
 * 256 and each comes twice or more on average; else text.
 */
export function describeColumns(text: CsvText): ColumnDescription[] {
  return text.header.map((name, column) => {
    const filled = filledCells(text, column);
    const values = new Set(filled);
    const type = guessType(text, column, values.size, filled.length);
    return {
      name,
      type,
      distinct: values.size,
      missing: text.rows.length - filled.length,
      range: rangeOf(type, values),
    };
  });
}

/** Whether more than half of a column's filled cells are numbers. */
export function isMostlyNumbers(text: CsvText, column: number): boolean {
  const filled = filledCells(text, column);
  return filled.filter(looksLikeNumber).length * 2 > filled.length;
}

/** Whether a target of few whole numbers is taken for classes: ten at most, each twice or more. */
export function areFewWholeNumbers(text: CsvText, column: number): boolean {
  const filled = filledCells(text, column);
  const values = new Set(filled);
  const isWhole = [...values].every((cell) => isNumber(cell) && Number.isInteger(Number(cell)));
  return isWhole && values.size <= MOST_NUMBERED_CLASSES && values.size * 2 <= filled.length;
}

const MOST_NUMBERED_CLASSES = 10;

function guessType(text: CsvText, column: number, distinct: number, filled: number): ColumnType {
  if (isMostlyNumbers(text, column)) return 'number';
  return distinct > 0 && distinct <= MOST_CLASSES && distinct * 2 <= filled ? 'class' : 'text';
}

function filledCells({ rows }: CsvText, column: number): string[] {
  return rows.map(({ cells }) => cells[column]!).filter((cell) => cell !== '');
}

function rangeOf(type: ColumnType, values: ReadonlySet<string>): readonly [string, string] | null {
  if (type === 'text' || values.size === 0) return null;
  const sorted =
    type === 'class' ? [...values].toSorted() : [...values].filter(isNumber).toSorted((a, b) => Number(a) - Number(b));
  const [first] = sorted;
  return first === undefined ? null : [first, sorted.at(-1)!];
}
