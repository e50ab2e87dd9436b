import { didYouMean } from '../nearest-names.ts';
import { opNamed, opNames } from '../op-names.ts';
import { type Op, OPS } from '../op-table.ts';
import type { ProtobufTokens } from './protobuf-tokens.ts';

const INTEGER = /^(?:0x[\da-f]+|\d+)$/i;
const OCTAL = /^0[0-7]+$/;

/** Reads a whole number: decimal, hexadecimal (`0x1f`) or octal (`017`), with or without a minus sign. */
export function readInteger(tokens: ProtobufTokens): number {
  const sign = tokens.takeIf('-') === null ? 1 : -1;
  const token = tokens.take();
  if (token.kind !== 'number' || !INTEGER.test(token.text)) throw tokens.unexpected(token, 'a whole number');
  return sign * (OCTAL.test(token.text) ? parseInt(token.text, 8) : Number(token.text));
}

/** Reads a number: decimal, `inf`, `infinity` or `nan`, with or without a minus sign. */
export function readDecimal(tokens: ProtobufTokens): number {
  const sign = tokens.takeIf('-') === null ? 1 : -1;
  const token = tokens.take();
  if (token.kind === 'word' && /^inf(?:inity)?$/i.test(token.text)) return sign * Infinity;
  if (token.kind === 'word' && /^nan$/i.test(token.text)) return NaN;
  if (token.kind !== 'number') throw tokens.unexpected(token, 'a number, inf or nan');
  return sign * Number(/^0x/i.test(token.text) ? token.text : token.text.replace(/f$/i, ''));
}

/** Reads an op: its name, with or without the ending `_OP`, or its number. */
export function readOp(tokens: ProtobufTokens): Op {
  const token = tokens.next;
  if (token.kind === 'word') {
    tokens.take();
    const op = opNamed(token.text);
    if (op !== undefined) return op;
    throw tokens.unexpected(token, 'the name of an op', didYouMean(token.text.replace(/_OP$/, ''), opNames()));
  }
  const expected = `the name of an op or its number, 0 to ${OPS.length - 1}`;
  if (token.kind !== 'number' && token.text !== '-') throw tokens.unexpected(token, expected);
  const op = OPS[readInteger(tokens)];
  if (op === undefined) throw tokens.unexpected(token, expected);
  return op;
}
