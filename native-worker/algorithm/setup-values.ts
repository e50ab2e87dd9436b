import { ARITHMETIC, computed, NO_ARITHMETIC } from './arithmetic.ts';
import type { Liveness } from './liveness.ts';
import { OPS } from './op-table.ts';
import { CONSTANTS_PER_INSTRUCTION, type Program, WORDS_PER_INSTRUCTION } from './program.ts';

const IS_CONSTANT: ArrayLike<number> = Uint8Array.from(OPS, ({ text }) => Number(text.kind === 'constant'));
const IS_INNER_PRODUCT: ArrayLike<number> = Uint8Array.from(OPS, ({ text, output }) =>
  Number(text.kind === 'call' && text.name === 'dot' && output === 'scalar'),
);

/**
 * What Setup leaves in the registers, worked out without running it: bit by bit what evaluators find. Setup sees no
 * example, so programs that agree in this, in Predict and in Learn do the same.
 *
 * Works where each register that Setup writes has entries that are all alike, as most have, since all start from 0: for
 * constants, arithmetic and inner products. Holds scratch memory: make one and use it often.
 */
export class SetupValues {
  readonly #liveness: Liveness;
  readonly #features: number;
  /** By register: the number that all its entries are once Setup is through. */
  #values = new Float64Array(0);

  /**
   * @param liveness which analyses each program before its values are worked out
   * @param features entries of a vector
   */
  constructor(liveness: Liveness, features: number) {
    this.#liveness = liveness;
    this.#features = features;
  }

  /** By register number: the number that all entries of the register are once the Setup worked out last is through. */
  get values(): Float64Array {
    return this.#values;
  }

  /** Works out the live instructions of the Setup of the program that was analysed last; says whether that was possible. */
  workOut({ words, constants, lengths }: Program): boolean {
    const { numbering, needed } = this.#liveness;
    const { firstRead, secondRead, written } = numbering;
    const values = this.#allZero(numbering.count);
    for (let i = 0; i < lengths[0]; i++) {
      if (needed[i] === 0) continue;
      const op = words[i * WORDS_PER_INSTRUCTION]!;
      const x = values[firstRead[i]!]!;
      const y = values[secondRead[i]!]!;
      if (ARITHMETIC[op] !== NO_ARITHMETIC) values[written[i]!] = computed(ARITHMETIC[op]!, x, y);
      else if (IS_CONSTANT[op] === 1) values[written[i]!] = constants[i * CONSTANTS_PER_INSTRUCTION]!;
      else if (IS_INNER_PRODUCT[op] === 1) values[written[i]!] = sumOfAlike(x * y, this.#features);
      else return false;
    }
    return true;
  }

  #allZero(registers: number): Float64Array {
    if (registers > this.#values.length) this.#values = new Float64Array(2 * registers);
    const values = this.#values;
    for (let register = 0; register < registers; register++) values[register] = 0;
    return values;
  }
}

/** The sum of a number repeated, in the order of `pairwise-sum.ts`. */
function sumOfAlike(number: number, count: number): number {
  if (count === 1) return number;
  const half = count >>> 1;
  return sumOfAlike(number, half) + sumOfAlike(number, count - half);
}
