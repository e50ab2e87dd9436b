import { CONSTANTS_PER_INSTRUCTION, instructionCount, type Program, WORDS_PER_INSTRUCTION } from './program.ts';

/**
 * Eight bytes to look at the bits of a double without allocating. Never holds anything from one call to the next.
 * (The buffer behind a small typed array would do, but asking for it makes the engine move the array off its heap.)
 */
const DOUBLE_BITS = new DataView(new ArrayBuffer(8));

/** Odd multipliers and the seed: the fractional binary digits of the square roots of 2, 3, 5 and 7, made odd. */
const MULTIPLIER_A = 0x6a09e667;
const MULTIPLIER_B = 0xbb67ae85;
const MULTIPLIER_C = 0x3c6ef373;
const SEED = 0xa54ff53b;
/** Stands for a NaN of whatever payload. */
const NAN_HIGH_WORD = 0x7ff80000;
/** 2^21: makes room for 21 bits below a 32-bit word. */
const ROOM_BELOW = 0x200000;

/**
 * 53-bit hash of a packed program as it stands, for sets in memory and for digests: an integer from 0 to 2^53 - 1.
 *
 * Programs that differ in an instruction, an address, a constant's bits (0 and -0 differ, NaNs do not) or in how their
 * instructions are shared out to the three functions get different hashes but for chance: 1 in 10^5 that any two of
 * 400,000 programs collide. Hash canonical programs of one output kind to compare behaviour; use `contentHash` where
 * a hash is kept, or where a collision would be an error.
 *
 * Two 32-bit lanes take in every word, each in its own order of exclusive-or, addition, rotation and multiplication
 * by an odd number, and are stirred together at the end. Ours; not for keeping out an adversary.
 */
export function quickHash(program: Program): number {
  const { words, constants, lengths } = program;
  let a = absorbA(SEED, lengths[0]);
  let b = absorbB(~SEED, lengths[0]);
  a = absorbA(a, lengths[1]);
  b = absorbB(b, lengths[1]);
  a = absorbA(a, lengths[2]);
  b = absorbB(b, lengths[2]);
  const count = instructionCount(program);
  const wordCount = count * WORDS_PER_INSTRUCTION;
  const constantCount = count * CONSTANTS_PER_INSTRUCTION;
  for (let i = 0; i < wordCount; i += 2) {
    const pair = words[i]! | (words[i + 1]! << 16);
    a = absorbA(a, pair);
    b = absorbB(b, pair);
  }
  for (let i = 0; i < constantCount; i++) {
    const value = constants[i]!;
    // Most slots are empty: a place that holds something is told by its number, one that does not costs nothing.
    // -0 holds something, too. With `Object.is`, hashing a program took a quarter longer.
    if (value === 0 && 1 / value > 0) continue;
    DOUBLE_BITS.setFloat64(0, value, true);
    const isNumber = value === value;
    const low = isNumber ? DOUBLE_BITS.getUint32(0, true) : 0;
    const high = isNumber ? DOUBLE_BITS.getUint32(4, true) : NAN_HIGH_WORD;
    a = absorbA(absorbA(absorbA(a, i), low), high);
    b = absorbB(absorbB(absorbB(b, i), low), high);
  }
  const high = stir(a ^ rotate(b, 16));
  const low = stir(b + Math.imul(a, MULTIPLIER_C));
  return (high >>> 0) * ROOM_BELOW + (low >>> 11);
}

/** Both absorptions are one-to-one in the state and in the word, so a single changed word always changes both lanes. */
function absorbA(state: number, word: number): number {
  return (Math.imul(rotate(state ^ word, 15), MULTIPLIER_A) + MULTIPLIER_B) | 0;
}

function absorbB(state: number, word: number): number {
  return rotate(Math.imul((state + word) | 0, MULTIPLIER_B), 11) ^ MULTIPLIER_C;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Lets every bit of a word reach every other; one-to-one. */
function stir(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), MULTIPLIER_A);
  const twice = Math.imul(once ^ (once >>> 15), MULTIPLIER_B);
  return twice ^ (twice >>> 16);
}
