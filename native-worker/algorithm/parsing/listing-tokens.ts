import { AlgorithmSyntaxError } from '../algorithm-syntax-error.ts';
import { quoted } from './text-position.ts';
import { afterBlanks, matchAt } from './text-scanning.ts';

/** One token of a listing's line. */
export interface ListingToken {
  readonly kind: 'register' | 'constant' | 'word' | 'symbol' | 'end';
  /** As it stands in the line. */
  readonly text: string;
  /**
   * What the grammar sees: a register's letter, `#` for any constant, `axis=1` for that option however it is spaced,
   * the text of words and symbols, a line feed for the end of the line.
   */
  readonly key: string;
  /** A register's address, a constant's value; 0 for others. */
  readonly value: number;
  /** Column of its first character, from 1. */
  readonly column: number;
}

/** Grammar keys that stand for many texts. */
export const CONSTANT_KEY = '#';
export const END_KEY = '\n';

const REGISTER = /([svm])(\d+)(?!\w)/y;
const AXIS = /axis\s*=\s*(\d+)(?!\w)/y;
const CONSTANT = /[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|inf(?:inity)?|nan)(?![\w.])/iy;
const WORD = /[A-Za-z_]\w*/y;
const SYMBOL = /[-=+*/()[\],:]/y;
/** No line of the grammar has this many tokens: what follows them need not be read to refuse it. */
const MOST_TOKENS = 32;
/** Anything else is reported as a whole. */
const FOREIGN = /[^\s()[\],#]+|./uy;

/**
 * The tokens of one line, the last of them the line's end. Blanks separate, `#` begins a comment.
 * Throws an `AlgorithmSyntaxError` where a character fits nothing.
 */
export function tokenizeLine(text: string, line: number): ListingToken[] {
  const tokens: ListingToken[] = [];
  let offset = afterBlanks(text, 0, '#');
  while (offset < text.length && tokens.length < MOST_TOKENS) {
    const token = readToken(text, offset, tokens.at(-1));
    if (token === null) {
      const found = quoted(matchAt(FOREIGN, text, offset)?.[0] ?? '');
      const expected = 'a register (s1, v2, m0), a constant, a function or one of = + - * / ( ) [ ] ,';
      throw new AlgorithmSyntaxError({ line, column: offset + 1, found, expected });
    }
    tokens.push(token);
    offset = afterBlanks(text, offset + token.text.length, '#');
  }
  return [...tokens, { kind: 'end', text: '', key: END_KEY, value: 0, column: text.length + 1 }];
}

function readToken(text: string, offset: number, before: ListingToken | undefined): ListingToken | null {
  const column = offset + 1;
  const register = matchAt(REGISTER, text, offset);
  if (register !== null) {
    const [name, letter = '', address = ''] = register;
    return { kind: 'register', text: name, key: letter, value: Number(address), column };
  }
  const axis = matchAt(AXIS, text, offset);
  if (axis !== null) {
    return { kind: 'word', text: axis[0], key: `axis=${Number(axis[1])}`, value: 0, column };
  }
  // After an operand a sign is an operator, and what follows it a token of its own.
  const signFits = before?.kind !== 'register' && before?.kind !== 'constant';
  const constant = signFits || !/[-+]/.test(text.charAt(offset)) ? matchAt(CONSTANT, text, offset) : null;
  if (constant !== null) {
    return { kind: 'constant', text: constant[0], key: CONSTANT_KEY, value: constantValue(constant[0]), column };
  }
  const word = matchAt(WORD, text, offset);
  if (word !== null) return { kind: 'word', text: word[0], key: word[0], value: 0, column };
  const symbol = matchAt(SYMBOL, text, offset);
  return symbol === null ? null : { kind: 'symbol', text: symbol[0], key: symbol[0], value: 0, column };
}

function constantValue(text: string): number {
  const unsigned = text.replace(/^[-+]/, '').toLowerCase();
  const magnitude = unsigned === 'nan' ? NaN : unsigned.startsWith('inf') ? Infinity : Number(unsigned);
  return text.startsWith('-') ? -magnitude : magnitude;
}
