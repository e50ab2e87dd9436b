import { AlgorithmSyntaxError } from '../algorithm-syntax-error.ts';
import { alternatives, didYouMean } from '../nearest-names.ts';
import { OPS } from '../op-table.ts';
import { familyOf, type GrammarNode, linesOfFamily } from './listing-grammar.ts';
import { CONSTANT_KEY, END_KEY, type ListingToken } from './listing-tokens.ts';
import { quoted } from './text-position.ts';

/** How grammar keys that are no texts of their own are called in messages. */
const KEY_IN_WORDS: Readonly<Record<string, string>> = {
  s: 'a scalar (s0, s1, ...)',
  v: 'a vector (v0, v1, ...)',
  m: 'a matrix (m0, m1, ...)',
  [CONSTANT_KEY]: 'a constant',
  [END_KEY]: 'the end of the line',
};
const FAMILIES: ReadonlySet<string> = new Set(OPS.map(familyOf).filter((family) => family !== null));

/** The error for a token that no op's line has at this place. */
export function unexpectedToken(
  token: ListingToken,
  node: GrammarNode,
  tokens: readonly ListingToken[],
  line: number,
): AlgorithmSyntaxError {
  return new AlgorithmSyntaxError({
    line,
    column: token.column,
    found: token.kind === 'end' ? 'the end of the line' : quoted(token.text),
    expected: expectedAt(node, token),
    hint: hintFor(token, node, tokens),
  });
}

/** What may stand at a place. The functions are listed only to one who tried to name one. */
function expectedAt(node: GrammarNode, token: ListingToken): string {
  const keys = Array.from(node.next.keys());
  const isName = (key: string): boolean => /^\w{2}/.test(key) && !key.includes('=');
  const names = keys.filter(isName).sort();
  const others = keys.filter((key) => !isName(key)).map((key) => KEY_IN_WORDS[key] ?? quoted(key));
  if (names.length < 3) return alternatives([...others, ...names]);
  return alternatives([...others, token.kind === 'word' ? `one of the functions ${names.join(', ')}` : 'a function']);
}

function hintFor(token: ListingToken, node: GrammarNode, tokens: readonly ListingToken[]): string | undefined {
  if (token.kind === 'word' && !FAMILIES.has(token.text)) {
    return didYouMean(token.text, node.next.keys()) ?? didYouMean(token.text, FAMILIES);
  }
  // The name or operator may stand before or after the token that does not fit.
  const family = tokens.find(({ text }) => FAMILIES.has(text))?.text;
  if (family === undefined) return undefined;
  return `lines with ${family}: ${linesOfFamily(family).join('; ')}`;
}
