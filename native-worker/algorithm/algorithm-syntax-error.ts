/** A place in a text. Both count from 1; columns count UTF-16 code units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** What is wrong at a place of a text. */
export interface SyntaxProblem extends TextPosition {
  /** What stands there, as a reader would call it. */
  readonly found: string;
  readonly expected: string;
  /** What to do about it, where that can be guessed. */
  readonly hint?: string | undefined;
}

/** A text that is no algorithm: says where, what was found and what was expected. The reader of a file adds its name. */
export class AlgorithmSyntaxError extends Error {
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;
  readonly hint: string | undefined;

  constructor(problem: SyntaxProblem) {
    const { line, column, found, expected, hint } = problem;
    super(
      `line ${line}, column ${column}: found ${found}, expected ${expected}${hint === undefined ? '' : `; ${hint}`}`,
    );
    this.name = 'AlgorithmSyntaxError';
    this.line = line;
    this.column = column;
    this.found = found;
    this.expected = expected;
    this.hint = hint;
  }
}
