import { OPS } from './op-table.ts';
import {
  FEATURES_ADDRESS,
  type OutputKind,
  SCALAR_LABEL_ADDRESS,
  SCALAR_PREDICTION_ADDRESS,
  VECTOR_LABEL_ADDRESS,
  VECTOR_PREDICTION_ADDRESS,
} from './output-kind.ts';
import { instructionCount, type Program, WORDS_PER_INSTRUCTION } from './program.ts';
import { REGISTER_KINDS, type RegisterKind } from './register-kind.ts';

/** Number that stands where an instruction has no input or no output. */
export const NO_REGISTER = 0;
/** Numbers of the registers that the evaluation protocol writes or reads, whatever the output kind. */
export const FEATURES = 1;
/** See `FEATURES`. */
export const LABEL = 2;
/** See `FEATURES`. */
export const PREDICTION = 3;
/** Registers from this number on mean nothing to the protocol. */
export const FIRST_ORDINARY = 4;

/** A register kind as its place in `REGISTER_KINDS`. */
export type KindIndex = number;
const SCALAR = REGISTER_KINDS.indexOf('scalar');
const VECTOR = REGISTER_KINDS.indexOf('vector');
const NO_KIND = -1;

const indexOfKind = (kind: RegisterKind | null | undefined): KindIndex =>
  kind ? REGISTER_KINDS.indexOf(kind) : NO_KIND;
const FIRST_INPUT: readonly KindIndex[] = OPS.map(({ inputs }) => indexOfKind(inputs[0]));
const SECOND_INPUT: readonly KindIndex[] = OPS.map(({ inputs }) => indexOfKind(inputs[1]));
const OUTPUT: readonly KindIndex[] = OPS.map(({ output }) => indexOfKind(output));
const PARTIAL_WRITE: readonly boolean[] = OPS.map(({ partialWrite }) => partialWrite);

/**
 * A program's registers as small numbers, across kinds, so that analyses need neither know kinds and addresses nor
 * reserve room for 65,536 of each. Scratch memory: `number` overwrites what it said about the program before.
 */
export class RegisterNumbering {
  /** By instruction: numbers of the registers it reads. A partial write reads its output, as `firstRead`. */
  firstRead = new Int32Array(0);
  secondRead = new Int32Array(0);
  /** By instruction: number of the register it writes. */
  written = new Int32Array(0);
  /** By register number: its kind and address. */
  kinds: Int8Array = new Int8Array(0);
  addresses: Uint16Array = new Uint16Array(0);
  /** Number of register numbers given out, `NO_REGISTER` included. */
  count = 0;

  /** By address and kind: the register's number, 0 while it has none. */
  #numbers = new Int32Array(0);

  /** Numbers the registers that a program uses. */
  number(program: Program, outputs: OutputKind): void {
    const instructions = instructionCount(program);
    this.#forget();
    this.#reserve(instructions);
    this.#numberReserved(outputs);
    const { words } = program;
    const { firstRead, secondRead, written } = this;
    for (let i = 0, word = 0; i < instructions; i++, word += WORDS_PER_INSTRUCTION) {
      const op = words[word]!;
      const out = this.#numberOf(OUTPUT[op]!, words[word + 3]!);
      firstRead[i] = PARTIAL_WRITE[op]! ? out : this.#numberOf(FIRST_INPUT[op]!, words[word + 1]!);
      secondRead[i] = this.#numberOf(SECOND_INPUT[op]!, words[word + 2]!);
      written[i] = out;
    }
  }

  #numberReserved(outputs: OutputKind): void {
    const isVector = outputs === 'vector';
    const kind = isVector ? VECTOR : SCALAR;
    this.count = FEATURES;
    this.#numberOf(VECTOR, FEATURES_ADDRESS);
    this.#numberOf(kind, isVector ? VECTOR_LABEL_ADDRESS : SCALAR_LABEL_ADDRESS);
    this.#numberOf(kind, isVector ? VECTOR_PREDICTION_ADDRESS : SCALAR_PREDICTION_ADDRESS);
  }

  /** The number of a register, given out if it has none yet. */
  #numberOf(kind: KindIndex, address: number): number {
    if (kind === NO_KIND) return NO_REGISTER;
    const place = address * REGISTER_KINDS.length + kind;
    // Beyond the array's end there are no numbers yet, either.
    const known = this.#numbers[place] ?? 0;
    return known === 0 ? this.#giveNumber(kind, address, place) : known;
  }

  #giveNumber(kind: KindIndex, address: number, place: number): number {
    if (place >= this.#numbers.length) this.#numbers = grown(this.#numbers, place + 1);
    const number = this.count++;
    this.#numbers[place] = number;
    this.kinds[number] = kind;
    this.addresses[number] = address;
    return number;
  }

  #forget(): void {
    for (let number = FEATURES; number < this.count; number++) {
      this.#numbers[this.addresses[number]! * REGISTER_KINDS.length + this.kinds[number]!] = 0;
    }
    this.count = 0;
  }

  #reserve(instructions: number): void {
    if (instructions > this.written.length) {
      const length = 2 * instructions;
      this.firstRead = new Int32Array(length);
      this.secondRead = new Int32Array(length);
      this.written = new Int32Array(length);
    }
    const registers = FIRST_ORDINARY + 3 * instructions;
    if (registers > this.kinds.length) {
      this.kinds = new Int8Array(2 * registers);
      this.addresses = new Uint16Array(2 * registers);
    }
  }
}

function grown(old: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * length);
  larger.set(old);
  return larger;
}
