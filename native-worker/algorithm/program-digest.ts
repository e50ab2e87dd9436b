import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { OPS } from './op-table.ts';
import type { OutputKind } from './output-kind.ts';
import { CONSTANTS_PER_INSTRUCTION, instructionCount, type Program, WORDS_PER_INSTRUCTION } from './program.ts';
import { SEMANTICS_VERSION } from './semantics-version.ts';

const CONSTANTS: readonly number[] = OPS.map(({ constants }) => constants.length);
const HEADER = 4 + 1 + 1 + 3 * 4;
const WORD = 2;
const DOUBLE = 8;
const HASH_BYTES = 16;
/** Stands after the output kind, and leaves room for other ways of hashing. */
const WITH_CONSTANTS = 1;
/** The bits that stand for a NaN of whatever payload. */
const NAN_BITS = 0x7ff8000000000000n;

/**
 * The first half of the SHA-256 of a program as it stands, with output kind and semantics version: 32 lower-case
 * hexadecimal digits. The same on every machine.
 */
export function programDigest(program: Program, outputs: OutputKind): string {
  return bytesToHex(sha256(programBytes(program, outputs)).subarray(0, HASH_BYTES));
}

/**
 * What is hashed, least significant byte first: semantics version (4 bytes), output kind (1: 0 scalar, 1 vector), a 1
 * (1), the lengths of Setup, Predict and Learn (4 each); then, for each instruction, its words (2 each) and as many
 * constants as its op carries (8 each, as doubles). Every NaN has the same bits; 0 and -0 have not.
 */
function programBytes(program: Program, outputs: OutputKind): Uint8Array {
  const count = instructionCount(program);
  const largest = HEADER + count * (WORDS_PER_INSTRUCTION * WORD + CONSTANTS_PER_INSTRUCTION * DOUBLE);
  const view = new DataView(new ArrayBuffer(largest));
  view.setUint32(0, SEMANTICS_VERSION, true);
  view.setUint8(4, outputs === 'vector' ? 1 : 0);
  view.setUint8(5, WITH_CONSTANTS);
  program.lengths.forEach((length, place) => {
    view.setUint32(6 + 4 * place, length, true);
  });
  let end = HEADER;
  for (let i = 0; i < count; i++) {
    const word = i * WORDS_PER_INSTRUCTION;
    for (let k = 0; k < WORDS_PER_INSTRUCTION; k++, end += WORD) view.setUint16(end, program.words[word + k]!, true);
    const constants = CONSTANTS[program.words[word]!]!;
    for (let k = 0; k < constants; k++, end += DOUBLE) {
      const value = program.constants[i * CONSTANTS_PER_INSTRUCTION + k]!;
      if (Number.isNaN(value)) view.setBigUint64(end, NAN_BITS, true);
      else view.setFloat64(end, value, true);
    }
  }
  return new Uint8Array(view.buffer, 0, end);
}
