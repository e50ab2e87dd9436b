import { readDataFile } from '../../native-worker/data-files/read-data-file.ts';
import { UsageError } from './usage-error.ts';

/**
 * The text of a file that a user named.
 *
 * @param file
 * @param expected what the file should hold, for messages: `a spec as JSON`
 * @throws {UsageError} for a binary file; DataFileError for a missing, empty or unreadable one
 */
export function readTextFile(file: string, expected: string): string {
  const bytes = readDataFile(file);
  if (bytes.includes(0)) throw new UsageError(`${file}: is a binary file; expected ${expected}`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file}: is not text in UTF-8; expected ${expected}`);
  }
  if (text.trim() === '') throw new UsageError(`${file}: holds nothing but blanks; expected ${expected}`);
  return text;
}

/** Line and column of a place in a text, both from 1. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}
