import { OPS } from '../algorithm/op-table.ts';
import { ProgramBuffer } from '../algorithm/program-buffer.ts';
import {
  allocateProgram,
  CONSTANTS_PER_INSTRUCTION,
  type Program,
  WORDS_PER_INSTRUCTION,
} from '../algorithm/program.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { EDIT, type EditUnits } from './edit-encoding.ts';
import { EditLog } from './edit-log.ts';
import { EDIT_SHAPES, type EditShape } from './edit-shape.ts';
import { applyEdit } from './replay-edits.ts';

/** The first byte: says how the others are to be read. */
const VERSION = 1;
/** Set in an instruction's mask where its constants are in single precision; the lower bits say which fields follow. */
const SINGLE_PRECISION = 64;
/** in1, in2 and out. */
const OPERANDS = WORDS_PER_INSTRUCTION - 1;

/**
 * Edits as bytes, for a store: a byte for the version of this format; then for each edit its kind, the figures of its
 * head, and the instructions that it brought in. An instruction is its op, a mask of the fields that are not 0 (in1, in2,
 * out, three constants), and these. Every bit is kept, the sign of a zero included; NaNs of all payloads are one.
 *
 * @param first the unit that the first edit begins at
 * @param units how many units the edits take
 */
export function bytesOfEdits(edits: EditUnits, first: number, units: number): Uint8Array {
  const writer = new ByteWriter();
  writer.byte(VERSION);
  for (let unit = first; unit < first + units;) unit = writeEdit(writer, edits, unit);
  return writer.toBytes();
}

/** A program as bytes, in the form of a founder's edit. */
export function bytesOfProgram(program: Program): Uint8Array {
  const edits = new EditLog();
  edits.addFounder(program);
  return bytesOfEdits(edits, 0, edits.units);
}

/**
 * The edits that bytes hold, in a log of their own.
 *
 * @throws {RangeError} where they are not what `bytesOfEdits` gave, or were written by a later version
 */
export function editsOfBytes(bytes: Uint8Array): EditLog {
  const reader = new ByteReader(bytes);
  const edits = new EditLog();
  try {
    const version = reader.byte();
    if (version !== VERSION) throw new RangeError(`their format is ${version}, expected ${VERSION}`);
    while (!reader.isAtEnd) readEdit(reader, edits);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(
      `recorded edits cannot be read: ${error.message}. They are damaged, or a later version of the program wrote them`,
      { cause: error },
    );
  }
  return edits;
}

/**
 * The program that bytes hold.
 *
 * @throws {RangeError} where they are not what `bytesOfProgram` gave
 */
export function programOfBytes(bytes: Uint8Array): Program {
  const edits = editsOfBytes(bytes);
  const [kind, setup, predict, learn] = edits.words;
  const isProgram = kind === EDIT.founder && edits.units === 1 + setup! + predict! + learn!;
  if (!isProgram) throw new RangeError('recorded bytes hold edits, expected a program: the record is damaged');
  const program = new ProgramBuffer();
  applyEdit(edits, 0, program);
  return program.toProgram();
}

function shapeOf(kind: number): EditShape {
  const shape = EDIT_SHAPES.get(kind);
  if (shape === undefined) throw new RangeError(`there is no kind of edit ${kind}`);
  return shape;
}

function writeEdit(writer: ByteWriter, edits: EditUnits, head: number): number {
  const word = head * WORDS_PER_INSTRUCTION;
  const kind = edits.words[word]!;
  const { figures, instructions } = shapeOf(kind);
  writer.byte(kind);
  for (let figure = 1; figure <= figures; figure++) writer.integer(edits.words[word + figure]!);
  const end = head + 1 + instructions(edits.words[word + 1]!, edits.words[word + 2]!, edits.words[word + 3]!);
  for (let unit = head + 1; unit < end; unit++) writeInstruction(writer, edits, unit);
  return end;
}

function readEdit(reader: ByteReader, edits: EditLog): void {
  const kind = reader.byte();
  const { figures, instructions } = shapeOf(kind);
  const [figure1 = 0, figure2 = 0, figure3 = 0] = Array.from({ length: figures }, () => wordOf(reader));
  edits.add(kind, figure1, figure2, figure3);
  for (let left = instructions(figure1, figure2, figure3); left > 0; left--) readInstruction(reader, edits);
}

function writeInstruction(writer: ByteWriter, { words, constants }: EditUnits, unit: number): void {
  const word = unit * WORDS_PER_INSTRUCTION;
  const constant = unit * CONSTANTS_PER_INSTRUCTION;
  let mask = 0;
  for (let k = 0; k < OPERANDS; k++) if (words[word + 1 + k] !== 0) mask |= 1 << k;
  let isSingle = true;
  for (let k = 0; k < CONSTANTS_PER_INSTRUCTION; k++) {
    const value = constants[constant + k]!;
    if (!Object.is(value, 0)) mask |= 1 << (OPERANDS + k);
    isSingle &&= Object.is(Math.fround(value), value);
  }
  const hasConstants = mask >= 1 << OPERANDS;
  writer.byte(words[word]!);
  writer.byte(hasConstants && isSingle ? mask | SINGLE_PRECISION : mask);
  for (let k = 0; k < OPERANDS; k++) if (holds(mask, k)) writer.integer(words[word + 1 + k]!);
  for (let k = 0; k < CONSTANTS_PER_INSTRUCTION; k++) {
    if (!holds(mask, OPERANDS + k)) continue;
    if (isSingle) writer.single(constants[constant + k]!);
    else writer.double(constants[constant + k]!);
  }
}

function readInstruction(reader: ByteReader, edits: EditLog): void {
  const op = reader.byte();
  if (op >= OPS.length) throw new RangeError(`there is no op ${op}`);
  const mask = reader.byte();
  const instruction = allocateProgram([1, 0, 0]);
  instruction.words[0] = op;
  for (let k = 0; k < OPERANDS; k++) if (holds(mask, k)) instruction.words[1 + k] = wordOf(reader);
  for (let k = 0; k < CONSTANTS_PER_INSTRUCTION; k++) {
    if (!holds(mask, OPERANDS + k)) continue;
    instruction.constants[k] = (mask & SINGLE_PRECISION) !== 0 ? reader.single() : reader.double();
  }
  edits.addInstructions(instruction, 0, 1);
}

function holds(mask: number, field: number): boolean {
  return (mask & (1 << field)) !== 0;
}

/** A number that fits into a word of a packed instruction. */
function wordOf(reader: ByteReader): number {
  const word = reader.integer();
  if (word > 0xffff) throw new RangeError(`${word} is beyond what an instruction can hold`);
  return word;
}
