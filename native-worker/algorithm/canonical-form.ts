import { Liveness } from './liveness.ts';
import { OPS } from './op-table.ts';
import type { OutputKind } from './output-kind.ts';
import { CONSTANTS_PER_INSTRUCTION, instructionCount, type Program, WORDS_PER_INSTRUCTION } from './program.ts';
import { ProgramBuffer } from './program-buffer.ts';
import { FEATURES, FIRST_ORDINARY, type KindIndex } from './register-numbering.ts';

const INPUTS: ArrayLike<number> = Uint8Array.from(OPS, ({ inputs }) => inputs.length);
const HAS_OUTPUT: ArrayLike<number> = Uint8Array.from(OPS, ({ output }) => Number(output !== null));
const CONSTANTS: ArrayLike<number> = Uint8Array.from(OPS, ({ constants }) => constants.length);
const COMMUTATIVE: ArrayLike<number> = Uint8Array.from(OPS, ({ commutative }) => Number(commutative));

/** First address that a renamed register of a kind can get; those below are the protocol's. */
const FIRST_FREE: Readonly<Record<OutputKind, readonly [scalar: number, vector: number, matrix: number]>> = {
  scalar: [2, 1, 0],
  vector: [0, 3, 0],
};
/** Stands where no live instruction writes a register. */
const NEVER = -1;
const UNNAMED = -1;
/** More than any address. */
const AFTER_NAMES = 0x10000;

/**
 * Brings programs into canonical form. Holds scratch memory: make one for each search and use it for every candidate.
 *
 * Programs have the same canonical form if and only if they differ in nothing but dead code, NO_OPs, names of
 * registers that the protocol does not use, the order of operands that commute, and which registers they take for
 * zero (one that is never written holds zero for ever). The order of instructions is kept, since it numbers random
 * draws, and no arithmetic is folded, since 0 x is not 0 where x overflows. Minimum and maximum do not commute: they
 * tell their operands apart by position when one is NaN or both are zeros.
 *
 * Registers are renamed in order of first use. Of two operands that commute, the one that has its name comes first,
 * or has the lesser name; where neither was used before, the one that is written first, by the place of the live
 * instruction that does it. No two registers share such a place, and places know no names: so there are no ties.
 */
export class Canonicalizer {
  readonly #liveness = new Liveness();
  readonly #form = new ProgramBuffer();
  /** By register: index of the first live instruction that writes it, or `NEVER`. */
  #firstWrites = new Int32Array(0);
  /** By register: its new address, or `UNNAMED`. */
  #names = new Int32Array(0);
  /** By kind: the new address of all registers that are never written, or `UNNAMED`. */
  readonly #zeroNames = new Int32Array(3);
  /** By kind: the next new address. */
  readonly #nextNames = new Int32Array(3);

  /**
   * The canonical form of a program; see the class. Idempotent, and no address of it is above the program's highest
   * address of the kind, so it runs wherever the program runs.
   *
   * @param program may not be what was returned last
   * @returns a buffer that holds until the next call
   */
  canonicalize(program: Program, outputs: OutputKind): ProgramBuffer {
    const live = this.#liveness.analyse(program, outputs);
    this.#findFirstWrites(program, live);
    this.#forgetNames(outputs);
    const form = this.#form;
    form.reset(program.lengths[0], program.lengths[1], program.lengths[2]);
    let from = 0;
    let to = 0;
    for (let component = 0; component < form.lengths.length; component++) {
      const end = from + program.lengths[component]!;
      const start = to;
      for (; from < end; from++) if (live[from] !== 0) this.#rewrite(program, from, form, to++);
      form.lengths[component] = to - start;
    }
    return form;
  }

  #findFirstWrites(program: Program, live: Uint8Array): void {
    const { count, written } = this.#liveness.numbering;
    if (count > this.#firstWrites.length) {
      this.#firstWrites = new Int32Array(2 * count);
      this.#names = new Int32Array(2 * count);
    }
    const firstWrites = this.#firstWrites.fill(NEVER, 0, count);
    for (let i = instructionCount(program) - 1; i >= 0; i--) {
      if (live[i] !== 0) firstWrites[written[i]!] = i;
    }
  }

  #forgetNames(outputs: OutputKind): void {
    const { numbering } = this.#liveness;
    this.#names.fill(UNNAMED, 0, numbering.count);
    for (let register = FEATURES; register < FIRST_ORDINARY; register++) {
      this.#names[register] = numbering.addressOf(register);
    }
    this.#zeroNames.fill(UNNAMED);
    this.#nextNames.set(FIRST_FREE[outputs]);
  }

  /** Writes an instruction with its operands in order and under their new names. */
  #rewrite(source: Program, from: number, target: Program, to: number): void {
    const { firstRead, secondRead, written } = this.#liveness.numbering;
    const op = source.words[from * WORDS_PER_INSTRUCTION]!;
    let first = firstRead[from]!;
    let second = secondRead[from]!;
    if (COMMUTATIVE[op] === 1 && this.#placeOf(first) > this.#placeOf(second)) {
      first = second;
      second = firstRead[from]!;
    }
    const word = to * WORDS_PER_INSTRUCTION;
    target.words[word] = op;
    if (INPUTS[op]! > 0) target.words[word + 1] = this.#nameOf(first);
    if (INPUTS[op]! > 1) target.words[word + 2] = this.#nameOf(second);
    if (HAS_OUTPUT[op] === 1) target.words[word + 3] = this.#nameOf(written[from]!);
    for (let k = 0; k < CONSTANTS[op]!; k++) {
      target.constants[to * CONSTANTS_PER_INSTRUCTION + k] = source.constants[from * CONSTANTS_PER_INSTRUCTION + k]!;
    }
  }

  /** Where a register stands in the order of operands that commute. Knows nothing of its name in the source. */
  #placeOf(register: number): number {
    const name = this.#knownName(register);
    return name === UNNAMED ? AFTER_NAMES + this.#firstWrites[register]! : name;
  }

  #nameOf(register: number): number {
    const known = this.#knownName(register);
    return known === UNNAMED ? this.#giveName(register, this.#liveness.numbering.kindOf(register)) : known;
  }

  #knownName(register: number): number {
    const own = this.#names[register]!;
    if (own !== UNNAMED || this.#firstWrites[register] !== NEVER) return own;
    return this.#zeroNames[this.#liveness.numbering.kindOf(register)]!;
  }

  #giveName(register: number, kind: KindIndex): number {
    const name = this.#nextNames[kind]!;
    this.#nextNames[kind] = name + 1;
    if (this.#firstWrites[register] === NEVER) this.#zeroNames[kind] = name;
    else this.#names[register] = name;
    return name;
  }
}

/** The canonical form of one program; see `Canonicalizer`, which is for many. */
export function canonicalize(program: Program, outputs: OutputKind): Program {
  return new Canonicalizer().canonicalize(program, outputs).toProgram();
}
