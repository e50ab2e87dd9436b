import { AlgorithmSyntaxError } from '../algorithm-syntax-error.ts';
import type { ProblemPlace } from '../check-algorithm.ts';
import type { Instruction } from '../instruction.ts';
import { storedConstant } from '../program.ts';
import { unexpectedToken } from './explain-line.ts';
import { LISTING_GRAMMAR, type LineReading } from './listing-grammar.ts';
import type { ListingToken } from './listing-tokens.ts';
import { quoted } from './text-position.ts';

/** An instruction that was read from a line, and the columns of its parts. */
export interface LocatedInstruction {
  readonly instruction: Instruction;
  readonly line: number;
  readonly columnOf: (place: Pick<ProblemPlace, 'field' | 'constant'>) => number;
}

/** Reads the tokens of an instruction's line. Throws an `AlgorithmSyntaxError` where they fit no op. */
export function parseInstruction(tokens: readonly ListingToken[], line: number): LocatedInstruction {
  const { op, swapped, literals } = readingOf(tokens, line);
  const numbers = tokens.filter(({ kind }) => kind === 'constant');
  literals.forEach((literal, index) => {
    const token = numbers[index];
    if (token !== undefined && token.value !== literal) throw wrongLiteral(token, literal, line);
  });
  const constants = literals.length === 0 ? numbers : [];
  const [out, ...inputs] = tokens.filter(({ kind }) => kind === 'register');
  const [in1, in2] = swapped ? inputs.toReversed() : inputs;
  return {
    instruction: {
      op: op.number,
      in1: in1?.value ?? 0,
      in2: in2?.value ?? 0,
      out: out?.value ?? 0,
      constants: constants.map((token) => storedValue(op.number, token, line)),
    },
    line,
    columnOf: ({ field, constant = 0 }) =>
      ({ op: tokens[0], in1, in2, out, constants: constants[constant] })[field]?.column ?? 1,
  };
}

function readingOf(tokens: readonly ListingToken[], line: number): LineReading {
  let node = LISTING_GRAMMAR;
  for (const token of tokens) {
    const following = node.next.get(token.key);
    if (following === undefined) throw unexpectedToken(token, node, tokens, line);
    node = following;
  }
  // Only an end token leads to a reading, and every line ends in one.
  return node.reading!;
}

function wrongLiteral(token: ListingToken, literal: number, line: number): AlgorithmSyntaxError {
  return new AlgorithmSyntaxError({ line, column: token.column, found: quoted(token.text), expected: String(literal) });
}

/** A constant as it is stored. A number in digits that would become infinite is refused: more likely it is a slip. */
function storedValue(op: number, token: ListingToken, line: number): number {
  const stored = storedConstant(op, token.value);
  if (Number.isFinite(stored) || !/\d/.test(token.text)) return stored;
  const precision = storedConstant(op, Number.MAX_VALUE) === Number.MAX_VALUE ? 'double' : 'single';
  throw new AlgorithmSyntaxError({
    line,
    column: token.column,
    found: quoted(token.text),
    expected: `a constant within the range of ${precision} precision`,
    hint: 'write inf or -inf for an infinite one',
  });
}
