import {
  createScanner,
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { AlgorithmSyntaxError } from '../algorithm-syntax-error.ts';
import type { Algorithm } from '../instruction.ts';
import { algorithmFromJson } from '../json-form.ts';
import { JsonFormError, type JsonPath, pathText } from '../json-form-error.ts';
import type { AddressCounts } from '../register-kind.ts';
import { positionAt, quoted } from './text-position.ts';

/** An algorithm nests four deep; the parser's recursion is kept from texts that nest thousands deep. */
const DEEPEST_NESTING = 16;

/** What the parser's error codes say was expected. */
const EXPECTED_BY_CODE: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a key in quotes',
  ValueExpected: 'a value',
  ColonExpected: '":"',
  CommaExpected: '","',
  CloseBraceExpected: '"}"',
  CloseBracketExpected: '"]"',
  EndOfFileExpected: 'the end of the text',
};

/**
 * Reads an algorithm's JSON form (`../json-form.ts`) from text, comments allowed. Throws an `AlgorithmSyntaxError`
 * that names line and column, and the path where the JSON is sound.
 */
export function parseJson(text: string, addresses?: AddressCounts): Algorithm {
  refuseDeepNesting(text);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors);
  const [error] = errors;
  if (tree === undefined || error !== undefined) throw syntaxError(text, error);
  try {
    return algorithmFromJson(getNodeValue(tree), addresses);
  } catch (problem) {
    if (!(problem instanceof JsonFormError)) throw problem;
    const { path, found, expected } = problem;
    const where = positionAt(text, nearestNode(tree, path).offset);
    const at = path.length === 0 ? '' : ` (at ${pathText(path)})`;
    throw new AlgorithmSyntaxError({ ...where, found, expected: `${expected}${at}` });
  }
}

/** The node of a path, or of its longest part that the text has. */
function nearestNode(tree: Node, path: JsonPath): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return node;
  }
  return tree;
}

function refuseDeepNesting(text: string): void {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const offset = scanner.getTokenOffset();
    const first = text.charAt(offset);
    if (first === '{' || first === '[') depth++;
    if (first === '}' || first === ']') depth--;
    if (depth > DEEPEST_NESTING) {
      const found = `lists and objects nested ${depth} deep`;
      throw new AlgorithmSyntaxError({
        ...positionAt(text, offset),
        found,
        expected: 'an algorithm: lists of instructions',
      });
    }
  }
}

function syntaxError(text: string, error: ParseError | undefined): AlgorithmSyntaxError {
  const offset = error?.offset ?? text.length;
  const found =
    offset >= text.length ? 'the end of the text' : quoted(text.slice(offset, offset + (error?.length ?? 1)));
  const code = error === undefined ? 'ValueExpected' : printParseErrorCode(error.error);
  const expected = EXPECTED_BY_CODE[code] ?? `valid JSON (${inWords(code)})`;
  return new AlgorithmSyntaxError({ ...positionAt(text, offset), found, expected });
}

/** `InvalidNumberFormat` as `invalid number format`. */
function inWords(code: string): string {
  return code.replace(/(?<!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
