import { OPS } from './op-table.ts';
import { CONSTANTS_PER_INSTRUCTION, type Program, WORDS_PER_INSTRUCTION } from './program.ts';
import type { Liveness } from './liveness.ts';

/** The value zero, of any kind. No other value has this hash. */
export const ZERO = 0;
/** Stands for a constant scalar where constants are not told apart. */
const CONSTANT = 0x3c6ef372;
const ONE = 1;

type Symbol = '+' | '-' | '*' | '/' | null;
/** How an op is written between its operands, which tells sums, differences and products of all kinds. */
const SYMBOL: readonly Symbol[] = OPS.map(({ text }) => (text.kind === 'infix' ? text.symbol : null));
const ZERO_RULE = OPS.map(({ zero }) => zero);
const COMMUTATIVE = OPS.map(({ commutative }) => commutative);
const INPUTS = OPS.map(({ inputs }) => inputs.length);
const IS_SCALAR = OPS.map(({ output }) => output === 'scalar');
const CONSTANTS = OPS.map(({ constants }) => constants.length);
const RANDOM = OPS.map(({ random }) => random);
/** The op that makes a scalar of a constant. */
const SCALAR_CONSTANT_OP = 56;

/** Looks at a double's bits without allocating. Never holds anything from one call to the next. */
const DOUBLE_BITS = new DataView(new ArrayBuffer(8));

/**
 * What registers hold, as formulas, known by their hashes: one that tells constants apart and one that does not.
 *
 * Instructions are applied to formulas. Arithmetic is folded as if nothing ever overflowed: constant scalars are
 * computed, a zero or a one that makes no difference disappears, and x - x is zero if both are one register.
 */
export class AbstractRegisters {
  /** By register: hash of its formula. */
  exact = new Int32Array(0);
  /** By register: hash of its formula, all constants alike. */
  structure = new Int32Array(0);
  /** By register: its number, if it is a constant scalar that is known; else NaN. */
  number = new Float64Array(0);
  readonly #liveness: Liveness;

  /** @param liveness numbers the registers and marks the instructions that count */
  constructor(liveness: Liveness) {
    this.#liveness = liveness;
  }

  /** Makes room and sets all registers to zero. */
  clear(): void {
    const { count } = this.#liveness.numbering;
    if (count > this.exact.length) {
      this.exact = new Int32Array(2 * count);
      this.structure = new Int32Array(2 * count);
      this.number = new Float64Array(2 * count);
    }
    this.exact.fill(ZERO, 0, count);
    this.structure.fill(ZERO, 0, count);
    this.number.fill(0, 0, count);
  }

  /** Sets a register to a formula of which only the hashes are known. */
  set(register: number, exact: number, structure: number): void {
    this.exact[register] = exact;
    this.structure[register] = structure;
    this.number[register] = exact === ZERO ? 0 : NaN;
  }

  /** Takes over what other registers hold, number for number. */
  copyFrom(other: AbstractRegisters): void {
    const { count } = this.#liveness.numbering;
    // Registers are few: a loop is faster than copying views.
    for (let register = 0; register < count; register++) {
      this.exact[register] = other.exact[register]!;
      this.structure[register] = other.structure[register]!;
      this.number[register] = other.number[register]!;
    }
  }

  /**
   * Runs the live instructions from `start` to `end`.
   *
   * @param live by instruction, 1 where it counts
   * @param firstRandom how many live instructions before `start` draw random numbers
   * @returns how many live instructions before `end` do
   */
  run(program: Program, live: Uint8Array, start: number, end: number, firstRandom: number): number {
    let ordinal = firstRandom;
    for (let i = start; i < end; i++) {
      if (live[i] === 0) continue;
      this.#apply(program, i, ordinal);
      if (RANDOM[program.words[i * WORDS_PER_INSTRUCTION]!]!) ordinal++;
    }
    return ordinal;
  }

  #apply(program: Program, i: number, ordinal: number): void {
    const { firstRead, secondRead, written } = this.#liveness.numbering;
    const { exact, structure, number } = this;
    const op = program.words[i * WORDS_PER_INSTRUCTION]!;
    const x = firstRead[i]!;
    const y = secondRead[i]!;
    const out = written[i]!;
    if (op === SCALAR_CONSTANT_OP) {
      this.#setNumber(out, program.constants[i * CONSTANTS_PER_INSTRUCTION]!);
    } else if (this.#isZero(op, x, y)) {
      this.#setNumber(out, 0);
    } else if (this.#leavesFirst(op, y)) {
      this.#copy(x, out);
    } else if (this.#leavesSecond(op, x)) {
      this.#copy(y, out);
    } else if (IS_SCALAR[op]! && this.#isConstant(op, x, y)) {
      const result = computed(SYMBOL[op] ?? null, number[x]!, number[y]!);
      const hash = mix(mix(op, exact[x]!), exact[y]!);
      if (Number.isNaN(result)) this.set(out, hash, CONSTANT);
      else this.#setNumber(out, result);
    } else {
      const swapsExact = COMMUTATIVE[op]! && exact[x]! > exact[y]!;
      const swapsStructure = COMMUTATIVE[op]! && structure[x]! > structure[y]!;
      let hash = mix(mix(op, exact[swapsExact ? y : x]!), exact[swapsExact ? x : y]!);
      let shape = mix(mix(op, structure[swapsStructure ? y : x]!), structure[swapsStructure ? x : y]!);
      for (let k = 0; k < CONSTANTS[op]!; k++) {
        hash = mixNumber(hash, program.constants[i * CONSTANTS_PER_INSTRUCTION + k]!);
      }
      if (RANDOM[op]!) {
        hash = mix(hash, ordinal);
        shape = mix(shape, ordinal);
      }
      this.set(out, hash, shape);
    }
  }

  #isZero(op: number, x: number, y: number): boolean {
    const isZeroX = this.exact[x] === ZERO;
    const isZeroY = this.exact[y] === ZERO;
    switch (ZERO_RULE[op]!) {
      case 'never':
        return false;
      case 'any-zero':
        return isZeroX || (INPUTS[op] === 2 && isZeroY);
      case 'all-zero':
        return isZeroX && (INPUTS[op] === 1 || isZeroY);
      case 'equal':
        return x === y || (isZeroX && isZeroY);
    }
  }

  #leavesFirst(op: number, y: number): boolean {
    switch (SYMBOL[op] ?? null) {
      case '+':
      case '-':
        return this.exact[y] === ZERO;
      case '*':
      case '/':
        return this.number[y] === ONE;
      case null:
        return false;
    }
  }

  #leavesSecond(op: number, x: number): boolean {
    switch (SYMBOL[op] ?? null) {
      case '+':
        return this.exact[x] === ZERO;
      case '*':
        return this.number[x] === ONE;
      case '-':
      case '/':
      case null:
        return false;
    }
  }

  /** Whether an op has inputs and all of them are constant scalars. */
  #isConstant(op: number, x: number, y: number): boolean {
    const { structure } = this;
    switch (INPUTS[op]) {
      case 1:
        return structure[x] === CONSTANT;
      case 2:
        return (
          SYMBOL[op] !== null &&
          (structure[x] === CONSTANT || structure[x] === ZERO) &&
          (structure[y] === CONSTANT || structure[y] === ZERO)
        );
      default:
        return false;
    }
  }

  #copy(from: number, to: number): void {
    this.exact[to] = this.exact[from]!;
    this.structure[to] = this.structure[from]!;
    this.number[to] = this.number[from]!;
  }

  #setNumber(register: number, value: number): void {
    this.exact[register] = value === 0 ? ZERO : mixNumber(CONSTANT, value);
    this.structure[register] = value === 0 ? ZERO : CONSTANT;
    this.number[register] = value;
  }
}

/** The result of arithmetic between two numbers; NaN where the op is no arithmetic. */
function computed(symbol: Symbol, x: number, y: number): number {
  switch (symbol) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    case null:
      return NaN;
  }
}

/** Hashes a word onto a hash; never gives `ZERO`. */
export function mix(hash: number, word: number): number {
  let mixed = Math.imul(hash ^ Math.imul(word, 0x6a09e667), 0x3c6ef373);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xbb67ae85 | 0);
  mixed ^= mixed >>> 13;
  return mixed === ZERO ? ONE : mixed;
}

function mixNumber(hash: number, value: number): number {
  DOUBLE_BITS.setFloat64(0, value === 0 ? 0 : value, true);
  return mix(mix(hash, DOUBLE_BITS.getInt32(0, true)), DOUBLE_BITS.getInt32(4, true));
}
