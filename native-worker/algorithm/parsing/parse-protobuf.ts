import type { ComponentFunction } from '../component-function.ts';
import type { Instruction } from '../instruction.ts';
import { alternatives, didYouMean } from '../nearest-names.ts';
import type { Op } from '../op-table.ts';
import { storedConstant } from '../program.ts';
import type { LocatedAlgorithm } from './located-algorithm.ts';
import { readDecimal, readInteger, readOp } from './protobuf-values.ts';
import { type ProtobufToken, ProtobufTokens } from './protobuf-tokens.ts';
import { positionAt } from './text-position.ts';

/** The lists of the reference's algorithm message (algorithm.proto). */
const LISTS: ReadonlyMap<string, ComponentFunction> = new Map([
  ['setup_instructions', 'setup'],
  ['predict_instructions', 'predict'],
  ['learn_instructions', 'learn'],
]);
const ADDRESS_FIELDS = ['in1', 'in2', 'out'] as const;
const SINGLE_PRECISION_FIELDS = ['float_data_0', 'float_data_1', 'float_data_2'] as const;
const DOUBLE_PRECISION_FIELD = 'activation_data';
/** A field that the reference declares and never reads. */
const IGNORED_FIELD = 'index_data_0';
const FIELDS = ['op', ...ADDRESS_FIELDS, DOUBLE_PRECISION_FIELD, ...SINGLE_PRECISION_FIELDS, IGNORED_FIELD];
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '<': '>' };

interface LocatedMessage {
  readonly instruction: Instruction;
  /** Offsets of the message and of its fields' values. */
  readonly start: number;
  readonly offsets: ReadonlyMap<string, number>;
  readonly constantFields: readonly string[];
}

/**
 * Reads an algorithm in protobuf's text format, with the reference's messages (algorithm.proto, instruction.proto):
 * `setup_instructions { op: SCALAR_CONST_SET_OP out: 2 activation_data: 0.1 }`. Fields may be left out where they
 * are 0, `op` never; fields that an op does not use are ignored, as the reference ignores them. Numbers beyond a
 * field's range become infinite, as everywhere in protobuf.
 */
export function parseProtobuf(text: string): LocatedAlgorithm {
  const tokens = new ProtobufTokens(text);
  const messages: Record<ComponentFunction, LocatedMessage[]> = { setup: [], predict: [], learn: [] };
  while (tokens.next.kind !== 'end') {
    const name = tokens.take();
    const component = LISTS.get(name.text);
    if (component === undefined) throw unknownField(tokens, name, Array.from(LISTS.keys()));
    tokens.takeIf(':');
    messages[component].push(...readMessages(tokens));
    tokens.takeIf(',', ';');
  }
  const instructionsOf = (component: ComponentFunction) => messages[component].map(({ instruction }) => instruction);
  return {
    algorithm: { setup: instructionsOf('setup'), predict: instructionsOf('predict'), learn: instructionsOf('learn') },
    locate: ({ component, index, field, constant = 0 }) => {
      const message = messages[component][index];
      const name = field === 'constants' ? (message?.constantFields[constant] ?? '') : field;
      return positionAt(text, message?.offsets.get(name) ?? message?.start ?? 0);
    },
  };
}

/** One message, or a list of them in brackets. */
function readMessages(tokens: ProtobufTokens): LocatedMessage[] {
  if (tokens.takeIf('[') === null) return [readMessage(tokens)];
  const messages: LocatedMessage[] = [];
  while (tokens.takeIf(']') === null) {
    if (messages.length > 0 && tokens.takeIf(',') === null) throw tokens.unexpected(tokens.next, '"," or "]"');
    messages.push(readMessage(tokens));
  }
  return messages;
}

function readMessage(tokens: ProtobufTokens): LocatedMessage {
  const start = tokens.next.offset;
  const opening = tokens.takeIf('{', '<');
  if (opening === null) throw tokens.unexpected(tokens.next, '"{" before the fields of an instruction');
  const closing = CLOSING[opening] ?? '';
  const offsets = new Map<string, number>();
  const numbers = new Map<string, number>();
  let op: Op | undefined;
  while (tokens.takeIf(closing) === null) {
    const name = tokens.take();
    if (!FIELDS.includes(name.text)) throw unknownField(tokens, name, FIELDS, closing);
    if (offsets.has(name.text))
      throw tokens.unexpected(name, `"${closing}" or a field not yet set in this instruction`);
    if (tokens.takeIf(':') === null) throw tokens.unexpected(tokens.next, `":" after ${name.text}`);
    offsets.set(name.text, tokens.next.offset);
    if (name.text === 'op') op = readOp(tokens);
    else numbers.set(name.text, isDecimal(name.text) ? readDecimal(tokens) : readInteger(tokens));
    tokens.takeIf(',', ';');
  }
  if (op === undefined) {
    throw tokens.unexpected({ kind: 'symbol', text: opening, offset: start }, 'an instruction with a field op');
  }
  const constantFields = constantFieldsOf(op);
  return { instruction: buildInstruction(op, numbers, constantFields), start, offsets, constantFields };
}

function isDecimal(field: string): boolean {
  return field === DOUBLE_PRECISION_FIELD || SINGLE_PRECISION_FIELDS.some((each) => each === field);
}

/** The fields that hold the op's constants, in stored order (reference: instruction.h). */
function constantFieldsOf(op: Op): readonly string[] {
  return op.text.kind === 'constant' ? [DOUBLE_PRECISION_FIELD] : SINGLE_PRECISION_FIELDS.slice(0, op.constants.length);
}

function buildInstruction(
  op: Op,
  numbers: ReadonlyMap<string, number>,
  constantFields: readonly string[],
): Instruction {
  const address = (field: (typeof ADDRESS_FIELDS)[number], used: boolean) => (used ? (numbers.get(field) ?? 0) : 0);
  return {
    op: op.number,
    in1: address('in1', op.inputs.length > 0),
    in2: address('in2', op.inputs.length > 1),
    out: address('out', op.output !== null),
    constants: constantFields.map((field) => storedConstant(op.number, numbers.get(field) ?? 0)),
  };
}

function unknownField(tokens: ProtobufTokens, token: ProtobufToken, known: readonly string[], closing?: string) {
  const expected = `${closing === undefined ? '' : `"${closing}" or `}one of the fields ${alternatives(known)}`;
  return tokens.unexpected(token, expected, token.kind === 'word' ? didYouMean(token.text, known) : undefined);
}
