import type { TextPosition } from '../algorithm-syntax-error.ts';

/** What ends a line, on any platform. */
export const LINE_END = /\r\n|\n|\r/g;

const LONGEST_QUOTE = 40;

/** Line and column of an offset in a text. */
export function positionAt(text: string, offset: number): TextPosition {
  let line = 1;
  let lineStart = 0;
  for (const end of text.slice(0, offset).matchAll(LINE_END)) {
    line++;
    lineStart = end.index + end[0].length;
  }
  return { line, column: offset - lineStart + 1 };
}

/** A piece of the text for a message: in quotes, control characters escaped, cut where it is long. */
export function quoted(piece: string): string {
  return JSON.stringify(piece.length > LONGEST_QUOTE ? `${piece.slice(0, LONGEST_QUOTE)}...` : piece);
}
