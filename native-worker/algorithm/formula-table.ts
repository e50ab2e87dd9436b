import { ARITHMETIC, computed, DIFFERENCE, NO_ARITHMETIC, PRODUCT, SUM } from './arithmetic.ts';
import { OPS, type ZeroRule } from './op-table.ts';
import { CONSTANTS_PER_INSTRUCTION, type Program, WORDS_PER_INSTRUCTION } from './program.ts';

/** A formula, as its place in a `FormulaTable`. */
export type Formula = number;
/** The first formulas of every table: zero of any kind, the features, the label. */
export const ZERO_FORMULA: Formula = 0;
/** See `ZERO_FORMULA`. */
export const FEATURES_FORMULA: Formula = 1;
/** See `ZERO_FORMULA`. */
export const LABEL_FORMULA: Formula = 2;
const FIRST_FREE = 3;

/** The hash of zero, of any kind. No other formula has it. */
const ZERO = 0;
/** Stands for a constant scalar where constants are not told apart. */
const CONSTANT = 0x3c6ef372;
const ONE = 1;
const FEATURES_HASH = 0x1f83d9ab;
const LABEL_HASH = 0x5be0cd19;

const ANY_ZERO = 1;
const ALL_ZERO = 2;
const EQUAL = 3;
const NUMBER_OF_RULE: Readonly<Record<ZeroRule, number>> = {
  never: 0,
  'any-zero': ANY_ZERO,
  'all-zero': ALL_ZERO,
  equal: EQUAL,
};
const ZERO_RULE: ArrayLike<number> = Uint8Array.from(OPS, ({ zero }) => NUMBER_OF_RULE[zero]);
const COMMUTATIVE: ArrayLike<number> = Uint8Array.from(OPS, ({ commutative }) => Number(commutative));
const INPUTS: ArrayLike<number> = Uint8Array.from(OPS, ({ inputs }) => inputs.length);
const IS_SCALAR: ArrayLike<number> = Uint8Array.from(OPS, ({ output }) => Number(output === 'scalar'));
const CONSTANTS: ArrayLike<number> = Uint8Array.from(OPS, ({ constants }) => constants.length);
const RANDOM: ArrayLike<number> = Uint8Array.from(OPS, ({ random }) => Number(random));
/** The op that makes a scalar of a constant. */
const SCALAR_CONSTANT_OP = 56;

/** Looks at a double's bits without allocating. Never holds anything from one call to the next. */
const DOUBLE_BITS = new DataView(new ArrayBuffer(8));

/**
 * Formulas, known by their hashes: one that tells constants apart and one that does not.
 *
 * Arithmetic is folded as if nothing ever overflowed: constant scalars are computed, a zero or a one that makes no
 * difference disappears, and x - x is zero if both are one register.
 *
 * Unknowns are formulas whose hashes can be set anew; `workOut` then gives those made of them their new hashes without
 * folding again, since no fold but those of zeros and constants depends on a hash.
 */
export class FormulaTable {
  /** By formula: its hash, and its hash with all constants alike. */
  exact = new Int32Array(0);
  structure = new Int32Array(0);
  /** By formula: its number, if it is a constant scalar that is known; else NaN. */
  #numbers = new Float64Array(0);
  /** By formula: 1 if there is an unknown in it. */
  #varies = new Uint8Array(0);
  #count = 0;
  /** Formulas that vary, unknowns aside, each after those that it is made of; and by place there, what makes them. */
  #derived = new Int32Array(0);
  #instructions = new Int32Array(0);
  #first = new Int32Array(0);
  #second = new Int32Array(0);
  #derivedCount = 0;

  /** Number of formulas. */
  get count(): number {
    return this.#count;
  }

  /** Number of formulas with unknowns in them, unknowns aside. */
  get derivedCount(): number {
    return this.#derivedCount;
  }

  /** Empties the table and makes room for so many formulas. */
  begin(most: number): void {
    if (FIRST_FREE + most > this.exact.length) {
      const length = 2 * (FIRST_FREE + most);
      this.exact = new Int32Array(length);
      this.structure = new Int32Array(length);
      this.#numbers = new Float64Array(length);
      this.#varies = new Uint8Array(length);
      this.#derived = new Int32Array(length);
      this.#instructions = new Int32Array(length);
      this.#first = new Int32Array(length);
      this.#second = new Int32Array(length);
    }
    this.#count = 0;
    this.#derivedCount = 0;
    this.#add(ZERO, ZERO, 0, 0);
    this.#add(FEATURES_HASH, FEATURES_HASH, NaN, 0);
    this.#add(LABEL_HASH, LABEL_HASH, NaN, 0);
  }

  /** Forgets all formulas from a place on, and all that have unknowns. */
  truncate(count: number): void {
    this.#count = count;
    this.#derivedCount = 0;
  }

  /** A formula of which nothing is known but a hash, which can be set anew. */
  unknown(hash: number): Formula {
    return this.#add(hash, hash, NaN, 1);
  }

  /** A formula made of another, by no op; `rehash` brings it up to date where the other one varies. */
  tagged(tag: number, formula: Formula): Formula {
    const exact = mix(tag, this.exact[formula]!);
    return this.#add(exact, mix(tag, this.structure[formula]!), NaN, this.#varies[formula]!);
  }

  /** Gives a tagged formula its new hashes. */
  retag(tagged: Formula, tag: number, formula: Formula): void {
    this.exact[tagged] = mix(tag, this.exact[formula]!);
    this.structure[tagged] = mix(tag, this.structure[formula]!);
  }

  /**
   * What an instruction makes of its operands.
   *
   * @param x the first operand, or `ZERO_FORMULA` where the op has none; likewise `y`
   * @param areOne whether both operands are the same register
   * @param ordinal the instruction's number among those that draw random numbers, if it does
   */
  apply(program: Program, instruction: number, x: Formula, y: Formula, areOne: boolean, ordinal: number): Formula {
    const op = program.words[instruction * WORDS_PER_INSTRUCTION]!;
    if (op === SCALAR_CONSTANT_OP) return this.#constant(program.constants[instruction * CONSTANTS_PER_INSTRUCTION]!);
    const { exact } = this;
    const isZeroX = exact[x] === ZERO;
    const isZeroY = exact[y] === ZERO;
    if (isZeroResult(ZERO_RULE[op]!, isZeroX, isZeroY, areOne)) return this.#constant(0);
    const arithmetic = ARITHMETIC[op]!;
    if (arithmetic !== NO_ARITHMETIC) {
      const isAdditive = arithmetic === SUM || arithmetic === DIFFERENCE;
      if (isAdditive ? isZeroY : this.#numbers[y] === ONE) return x;
      if (arithmetic === SUM ? isZeroX : arithmetic === PRODUCT && this.#numbers[x] === ONE) return y;
    }
    if (IS_SCALAR[op] === 1 && this.#isConstant(op, x, y)) {
      const result = computed(arithmetic, this.#numbers[x]!, this.#numbers[y]!);
      if (!Number.isNaN(result)) return this.#constant(result);
      return this.#add(mix(mix(op, exact[x]!), exact[y]!), CONSTANT, NaN, 0);
    }
    return this.#derive(program, instruction, x, y, ordinal);
  }

  /** Gives the formulas with unknowns, from one place among them to another, the hashes that follow from theirs. */
  workOut(program: Program, start: number, end: number): void {
    for (let place = start; place < end; place++) {
      this.#hash(program, this.#instructions[place]!, this.#first[place]!, this.#second[place]!, this.#derived[place]!);
    }
  }

  #derive(program: Program, instruction: number, x: Formula, y: Formula, ordinal: number): Formula {
    const varies = this.#varies[x]! | this.#varies[y]!;
    const formula = this.#add(ZERO, ZERO, NaN, varies);
    this.#hash(program, instruction, x, y, formula);
    if (RANDOM[program.words[instruction * WORDS_PER_INSTRUCTION]!] === 1) {
      this.exact[formula] = mix(this.exact[formula]!, ordinal);
      this.structure[formula] = mix(this.structure[formula]!, ordinal);
    }
    if (varies === 1) {
      const place = this.#derivedCount++;
      this.#derived[place] = formula;
      this.#instructions[place] = instruction;
      this.#first[place] = x;
      this.#second[place] = y;
    }
    return formula;
  }

  #hash(program: Program, instruction: number, x: Formula, y: Formula, formula: Formula): void {
    const { exact, structure } = this;
    const op = program.words[instruction * WORDS_PER_INSTRUCTION]!;
    const commutes = -COMMUTATIVE[op]!;
    const hash = mixPair(op, exact[x]!, exact[y]!, commutes);
    structure[formula] = mixPair(op, structure[x]!, structure[y]!, commutes);
    exact[formula] = CONSTANTS[op] === 0 ? hash : mixConstants(hash, program, instruction, CONSTANTS[op]!);
  }

  /** Whether an op has inputs and all of them are constant scalars. */
  #isConstant(op: number, x: Formula, y: Formula): boolean {
    const { structure } = this;
    switch (INPUTS[op]) {
      case 1:
        return structure[x] === CONSTANT;
      case 2:
        return (
          ARITHMETIC[op] !== NO_ARITHMETIC &&
          (structure[x] === CONSTANT || structure[x] === ZERO) &&
          (structure[y] === CONSTANT || structure[y] === ZERO)
        );
      default:
        return false;
    }
  }

  #constant(value: number): Formula {
    // -0 is zero, too, but divides to another infinity.
    if (value === 0) return this.#add(ZERO, ZERO, value, 0);
    return this.#add(mixNumber(CONSTANT, value), CONSTANT, value, 0);
  }

  #add(exact: number, structure: number, number: number, varies: number): Formula {
    const formula = this.#count++;
    this.exact[formula] = exact;
    this.structure[formula] = structure;
    this.#numbers[formula] = number;
    this.#varies[formula] = varies;
    return formula;
  }
}

function isZeroResult(rule: number, isZeroX: boolean, isZeroY: boolean, areOne: boolean): boolean {
  switch (rule) {
    case ANY_ZERO:
      return isZeroX || isZeroY;
    case ALL_ZERO:
      return isZeroX && isZeroY;
    case EQUAL:
      return areOne || (isZeroX && isZeroY);
    default:
      return false;
  }
}

/** Hashes a word onto a hash; never gives `ZERO`. */
export function mix(hash: number, word: number): number {
  let mixed = Math.imul(hash ^ Math.imul(word, 0x6a09e667), 0x3c6ef373);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xbb67ae85 | 0);
  mixed ^= mixed >>> 13;
  return mixed === ZERO ? ONE : mixed;
}

/**
 * Hashes an op and its operands.
 *
 * @param commutes -1 if the operands may change places, else 0
 */
function mixPair(op: number, x: number, y: number, commutes: number): number {
  // Without branches, since which hash is less cannot be predicted: all bits that differ if y < x, else none.
  const difference = (y - x) | 0;
  const isLess = (difference ^ ((y ^ x) & (difference ^ y))) >> 31;
  const exchanged = (x ^ y) & isLess & commutes;
  return mix(mix(op, x ^ exchanged), y ^ exchanged);
}

function mixConstants(hash: number, program: Program, instruction: number, count: number): number {
  let mixed = hash;
  for (let k = 0; k < count; k++) {
    mixed = mixNumber(mixed, program.constants[instruction * CONSTANTS_PER_INSTRUCTION + k]!);
  }
  return mixed;
}

function mixNumber(hash: number, value: number): number {
  DOUBLE_BITS.setFloat64(0, value === 0 ? 0 : value, true);
  return mix(mix(hash, DOUBLE_BITS.getInt32(0, true)), DOUBLE_BITS.getInt32(4, true));
}
