import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { CONSTANTS_PER_INSTRUCTION, instructionCount, WORDS_PER_INSTRUCTION } from './algorithm/program.ts';
import type { NotedCandidate } from './worker-messages.ts';

/*
 * Layout, in the byte order of this machine: a head of 64 bytes, then the constants (8 bytes each), then the words
 * (2 bytes each). Head: mark and check sum (4 bytes each), experiment, island, birth (8 bytes each), number of
 * instructions of Setup, Predict and Learn (4 bytes each), the rest 0. The check sum is over all that follows it.
 */
const HEAD_BYTES = 64;
const MARK = 0x63616e64;
const CHECKED_FROM = 8;

/**
 * Notes in a file which candidate is evaluated next, so that it can be told which one ended the process. Each note
 * replaces the one before. It is with the operating system when `write` returns, so it outlives the process.
 */
export class CandidateNote {
  readonly #file: number;
  #buffer = new ArrayBuffer(0);

  /** @param path is made, or emptied. Throws what opening it throws */
  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  /** Notes a candidate. */
  write({ experiment, island, birth, program }: NotedCandidate): void {
    const count = instructionCount(program);
    const bytes = noteBytes(count);
    if (this.#buffer.byteLength < bytes) this.#buffer = new ArrayBuffer(2 * bytes);
    const head = new Uint32Array(this.#buffer, 0, HEAD_BYTES / 4);
    head[0] = MARK;
    new Float64Array(this.#buffer, 8, 3).set([experiment, island, birth]);
    head.set(program.lengths, 8);
    const { constants, words } = contentViews(this.#buffer, count);
    constants.set(program.constants.subarray(0, constants.length));
    words.set(program.words.subarray(0, words.length));
    head[1] = checkSum(new Uint8Array(this.#buffer, CHECKED_FROM, bytes - CHECKED_FROM));
    writeSync(this.#file, new Uint8Array(this.#buffer, 0, bytes), 0, bytes, 0);
  }

  /** Notes that none is evaluated, so that the last one is not blamed for what happens next. */
  clear(): void {
    writeSync(this.#file, new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
  }

  /** Nothing can be noted any more; what was noted stays. */
  close(): void {
    closeSync(this.#file);
  }
}

/** The candidate that was noted last; null where none was, or where the process ended in the midst of noting it. */
export function readCandidateNote(path: string): NotedCandidate | null {
  const buffer = contentOf(path);
  if (buffer === null || buffer.byteLength < HEAD_BYTES) return null;
  const head = new Uint32Array(buffer, 0, HEAD_BYTES / 4);
  const lengths = [head[8]!, head[9]!, head[10]!] as const;
  const count = lengths[0] + lengths[1] + lengths[2];
  const bytes = noteBytes(count);
  // A longer note may have stood there before.
  if (head[0] !== MARK || bytes > buffer.byteLength) return null;
  if (head[1] !== checkSum(new Uint8Array(buffer, CHECKED_FROM, bytes - CHECKED_FROM))) return null;
  const names = new Float64Array(buffer, 8, 3);
  const { constants, words } = contentViews(buffer, count);
  return {
    experiment: names[0]!,
    island: names[1]!,
    birth: names[2]!,
    program: { words: words.slice(), constants: constants.slice(), lengths },
  };
}

function noteBytes(instructions: number): number {
  return HEAD_BYTES + instructions * (8 * CONSTANTS_PER_INSTRUCTION + 2 * WORDS_PER_INSTRUCTION);
}

function contentViews(buffer: ArrayBuffer, instructions: number): { constants: Float64Array; words: Uint16Array } {
  const constants = instructions * CONSTANTS_PER_INSTRUCTION;
  return {
    constants: new Float64Array(buffer, HEAD_BYTES, constants),
    words: new Uint16Array(buffer, HEAD_BYTES + 8 * constants, instructions * WORDS_PER_INSTRUCTION),
  };
}

/** FNV-1a, 32 bits. */
function checkSum(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
}

function contentOf(path: string): ArrayBuffer | null {
  try {
    const bytes = readFileSync(path);
    // A copy of its own, so that numbers of 8 bytes stand where they may.
    return new Uint8Array(bytes).buffer;
  } catch {
    return null;
  }
}
