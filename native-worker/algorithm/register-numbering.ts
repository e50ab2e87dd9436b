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
/** Stands where an instruction has no input or no output. */
const NO_KIND = REGISTER_KINDS.length;
const KINDS = REGISTER_KINDS.length + 1;

const indexOfKind = (kind: RegisterKind | null | undefined): KindIndex =>
  kind ? REGISTER_KINDS.indexOf(kind) : NO_KIND;
/** By op: the kinds of its inputs and its output in two bits each, lowest first; then whether its write is partial. */
const LAYOUT: ArrayLike<number> = Uint8Array.from(
  OPS,
  ({ inputs, output, partialWrite }) =>
    indexOfKind(inputs[0]) | (indexOfKind(inputs[1]) << 2) | (indexOfKind(output) << 4) | (Number(partialWrite) << 6),
);

/** Registers that fit into a word: as many as a word has bits. Numbers are kept from program to program that long. */
const MOST_IN_WORD = 32;
const UNKNOWN = -1;

/**
 * A program's registers as small numbers, across kinds, so that analyses need neither know kinds and addresses nor
 * reserve room for 65,536 of each. Scratch memory: `number` overwrites what it said about the program before.
 *
 * Programs of a search share their registers. So numbers are kept as long as they are few: they may be those of more
 * registers than a program uses, and tell nothing about the order in which it uses them.
 */
export class RegisterNumbering {
  /** By instruction: numbers of the registers it reads. A partial write reads its output, as `firstRead`. */
  firstRead = new Int32Array(0);
  secondRead = new Int32Array(0);
  /** By instruction: number of the register it writes. */
  written = new Int32Array(0);
  /** By instruction, where `fitsWord`: the registers it reads, as a set in a word (bit n for number n). */
  readSet = new Int32Array(0);
  /** Number of register numbers given out, `NO_REGISTER` included. */
  count = 0;

  /** By place, which is address times kinds plus kind: the register's number, or `UNKNOWN`. */
  #numbers = new Int32Array(MOST_IN_WORD).fill(UNKNOWN);
  /** By register number: its place. */
  #places = new Int32Array(0);
  /** Whose reserved registers have numbers. */
  #outputs: OutputKind | 'none' = 'none';

  /** Whether sets of all registers that have numbers fit into a word. Bit 0 stands for no register. */
  get fitsWord(): boolean {
    return this.count <= MOST_IN_WORD;
  }

  /** The kind of a register that has a number. */
  kindOf(register: number): KindIndex {
    return this.#places[register]! % KINDS;
  }

  /** The address of a register that has a number. */
  addressOf(register: number): number {
    return Math.floor(this.#places[register]! / KINDS);
  }

  /** Kind and address of a register that has a number, as one: the same in every program. */
  identityOf(register: number): number {
    return this.#places[register]!;
  }

  /** Numbers the registers that a program uses. */
  number(program: Program, outputs: OutputKind): void {
    this.begin(program, outputs);
    this.numberRange(program, 0, instructionCount(program));
  }

  /** Numbers the protocol's registers and nothing else, for `numberRange` to go on from. */
  begin(program: Program, outputs: OutputKind): void {
    this.#reserve(instructionCount(program));
    if (this.#outputs !== outputs || this.count > MOST_IN_WORD) this.#numberReserved(outputs);
  }

  /** Numbers what the instructions from `start` to `end` use, too; for analyses that may not need all of a program. */
  numberRange(program: Program, start: number, end: number): void {
    const { words } = program;
    const { firstRead, secondRead, written, readSet } = this;
    let numbers = this.#numbers;
    let word = start * WORDS_PER_INSTRUCTION;
    for (let i = start; i < end; i++) {
      const layout = LAYOUT[words[word]!]!;
      const firstPlace = placeOf(layout & 3, words[word + 1]!);
      const secondPlace = placeOf((layout >>> 2) & 3, words[word + 2]!);
      const outPlace = placeOf((layout >>> 4) & 3, words[word + 3]!);
      word += WORDS_PER_INSTRUCTION;
      // The array's length is a power of two, so this holds if and only if one of the places is outside it.
      if ((firstPlace | secondPlace | outPlace) >= numbers.length)
        numbers = this.#withRoomFor(firstPlace | secondPlace | outPlace);
      let first = numbers[firstPlace]!;
      let second = numbers[secondPlace]!;
      let out = numbers[outPlace]!;
      if ((first | second | out) < 0) {
        first = this.#giveNumber(firstPlace);
        second = this.#giveNumber(secondPlace);
        out = this.#giveNumber(outPlace);
      }
      first = layout < 64 ? first : out;
      firstRead[i] = first;
      secondRead[i] = second;
      written[i] = out;
      readSet[i] = ((1 << first) | (1 << second)) & ~(1 << NO_REGISTER);
    }
  }

  /** From now on, an instruction passes for one that reads nothing. */
  forgetReads(instruction: number): void {
    this.firstRead[instruction] = NO_REGISTER;
    this.secondRead[instruction] = NO_REGISTER;
    this.readSet[instruction] = 0;
  }

  /** The number of the register at a place, given out if it has none. */
  #giveNumber(place: number): number {
    const known = this.#numbers[place]!;
    if (known !== UNKNOWN) return known;
    this.#places[this.count] = place;
    this.#numbers[place] = this.count;
    return this.count++;
  }

  #withRoomFor(place: number): Int32Array<ArrayBuffer> {
    let length = this.#numbers.length;
    while (place >= length) length *= 2;
    this.#numbers = withRoom(this.#numbers, length);
    return this.#numbers;
  }

  /** Forgets all numbers but those of the protocol's registers. */
  #numberReserved(outputs: OutputKind): void {
    const isVector = outputs === 'vector';
    const kind = isVector ? VECTOR : SCALAR;
    this.#outputs = outputs;
    this.#numbers.fill(UNKNOWN);
    this.count = NO_REGISTER;
    this.#giveNumber(NO_KIND);
    this.#giveNumber(FEATURES_ADDRESS * KINDS + VECTOR);
    this.#giveNumber((isVector ? VECTOR_LABEL_ADDRESS : SCALAR_LABEL_ADDRESS) * KINDS + kind);
    this.#giveNumber((isVector ? VECTOR_PREDICTION_ADDRESS : SCALAR_PREDICTION_ADDRESS) * KINDS + kind);
  }

  #reserve(instructions: number): void {
    if (instructions > this.written.length) {
      const length = 2 * instructions;
      this.firstRead = new Int32Array(length);
      this.secondRead = new Int32Array(length);
      this.written = new Int32Array(length);
      this.readSet = new Int32Array(length);
    }
    const registers = MOST_IN_WORD + 3 * instructions;
    if (registers > this.#places.length) this.#places = withRoom(this.#places, 2 * registers);
  }
}

function placeOf(kind: KindIndex, address: number): number {
  // Without branches: the address of no register counts as 0, since `kind + 1` is then 4 and has bit 2.
  return (address & (((kind + 1) >> 2) - 1)) * KINDS + kind;
}

function withRoom(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length).fill(UNKNOWN);
  larger.set(old);
  return larger;
}
