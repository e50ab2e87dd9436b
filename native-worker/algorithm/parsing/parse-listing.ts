import { AlgorithmSyntaxError } from '../algorithm-syntax-error.ts';
import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../component-function.ts';
import { alternatives, didYouMean } from '../nearest-names.ts';
import { FUNCTION_TITLE } from '../print-algorithm.ts';
import { END_KEY, type ListingToken, tokenizeLine } from './listing-tokens.ts';
import type { LocatedAlgorithm } from './located-algorithm.ts';
import { type LocatedInstruction, parseInstruction } from './parse-instruction.ts';
import { LINE_END, quoted } from './text-position.ts';

const HEADERS = alternatives(COMPONENT_FUNCTIONS.map((component) => `def ${FUNCTION_TITLE[component]}():`));

/**
 * Reads a listing: ours, the reference's (algorithm.cc, `ToReadable`) or the paper's. Blank lines, comments (`# ...`)
 * and indentation mean nothing. The functions come in any order, each at most once; one that is missing is empty,
 * but there must be at least one.
 */
export function parseListing(text: string): LocatedAlgorithm {
  const functions = new Map<ComponentFunction, LocatedInstruction[]>();
  let current: LocatedInstruction[] | undefined;
  let lineCount = 0;
  for (const lineText of text.split(LINE_END)) {
    const line = ++lineCount;
    const tokens = tokenizeLine(lineText, line);
    const [first] = tokens;
    if (first === undefined || first.kind === 'end') continue;
    if (first.text === 'def') {
      current = [];
      functions.set(parseHeader(tokens, line, functions), current);
    } else if (current === undefined) {
      throw new AlgorithmSyntaxError({ line, column: first.column, found: quoted(first.text), expected: HEADERS });
    } else {
      current.push(parseInstruction(tokens, line));
    }
  }
  if (functions.size === 0) {
    throw new AlgorithmSyntaxError({ line: lineCount, column: 1, found: 'the end of the text', expected: HEADERS });
  }
  const instructionsOf = (component: ComponentFunction): LocatedInstruction[] => functions.get(component) ?? [];
  const unlocated = (component: ComponentFunction) => instructionsOf(component).map(({ instruction }) => instruction);
  return {
    algorithm: { setup: unlocated('setup'), predict: unlocated('predict'), learn: unlocated('learn') },
    locate: (place) => {
      const found = instructionsOf(place.component)[place.index];
      return { line: found?.line ?? 1, column: found?.columnOf(place) ?? 1 };
    },
  };
}

/** The component function that a header opens. */
function parseHeader(
  tokens: readonly ListingToken[],
  line: number,
  opened: ReadonlyMap<ComponentFunction, unknown>,
): ComponentFunction {
  const title = tokens[1]!;
  const component = COMPONENT_FUNCTIONS.find((each) => FUNCTION_TITLE[each] === title.text);
  if (component === undefined) {
    const hint = didYouMean(title.text, Object.values(FUNCTION_TITLE));
    throw unexpected(title, alternatives(Object.values(FUNCTION_TITLE)), line, hint);
  }
  if (opened.has(component)) {
    throw unexpected(title, 'each function once', line, `put the instructions of both ${title.text}s into one`);
  }
  ['(', ')', ':', END_KEY].forEach((key, index) => {
    const token = tokens[index + 2]!;
    if (token.key !== key) throw unexpected(token, key === END_KEY ? 'the end of the line' : quoted(key), line);
  });
  return component;
}

function unexpected(token: ListingToken, expected: string, line: number, hint?: string): AlgorithmSyntaxError {
  const found = token.kind === 'end' ? 'the end of the line' : quoted(token.text);
  return new AlgorithmSyntaxError({ line, column: token.column, found, expected, hint });
}
