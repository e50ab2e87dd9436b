import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  parseTree,
  type ParseError,
  printParseErrorCode,
} from 'jsonc-parser';
import { parseSpecPath } from './spec-path.ts';
import { positionOf, readTextFile } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/** A spec as a user wrote it: JSON with comments, in a file whose lines messages can name. */
export interface SpecDocument {
  readonly file: string;
  /** The parsed JSON, unchecked. */
  readonly value: unknown;
  /** Where a field stands (`FILE, line 3, column 5`); where it is missing, the place of the object that lacks it. */
  locate(path: string): string;
}

/**
 * Reads a spec file.
 *
 * @throws {UsageError} naming line and column of the first mistake; DataFileError where the file cannot be read
 */
export function readSpecDocument(file: string): SpecDocument {
  return parseSpecDocument(file, readTextFile(file, 'a spec as JSON'));
}

/** As `readSpecDocument`, for a text that was read before. */
export function parseSpecDocument(file: string, text: string): SpecDocument {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined || tree === undefined) {
    throw new UsageError(`${place(file, text, first?.offset ?? 0)}: ${syntaxProblem(text, first)}`);
  }
  return {
    file,
    value: getNodeValue(tree) as unknown,
    locate: (path) => place(file, text, nearestNode(tree, path).offset),
  };
}

function place(file: string, text: string, offset: number): string {
  const { line, column } = positionOf(text, offset);
  return `${file}, line ${line}, column ${column}`;
}

function syntaxProblem(text: string, error: ParseError | undefined): string {
  if (error === undefined) return 'expected a JSON object';
  if (error.offset + error.length >= text.trimEnd().length)
    return 'the file ends too early; expected the rest of the JSON';
  // InvalidSymbol -> invalid symbol; CommaExpected -> comma expected.
  const words = printParseErrorCode(error.error).replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const found = text.slice(error.offset, error.offset + Math.max(1, error.length)).split('\n')[0] ?? '';
  return `${words.toLowerCase()}, found ${JSON.stringify(found)}; expected JSON (comments are allowed)`;
}

/** The field itself, its key included; else the innermost object or list on the way to it that is there. */
function nearestNode(tree: Node, path: string): Node {
  const steps = parseSpecPath(path) ?? [];
  for (let depth = steps.length; depth > 0; depth--) {
    const node = findNodeAtLocation(tree, steps.slice(0, depth));
    if (node !== undefined) return node.parent?.type === 'property' ? node.parent : node;
  }
  return tree;
}
