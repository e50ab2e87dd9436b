/** Looks at the bits of a number without allocating. Never holds anything from one call to the next. */
const BITS = new DataView(new ArrayBuffer(8));
const NAN_HIGH_WORD = 0x7ff80000;
const NAN_SINGLE = 0x7fc00000;
/** The sign bit of single precision. */
const NEGATIVE_ZERO = 0x80000000;

/**
 * A 64-bit key made of numbers, item by item, bit by bit: equal sequences give equal keys, and two of 100,000 different
 * ones collide with a chance of 1 in 10^9 or so. 0 and -0 are one number, and so are all NaNs.
 *
 * The two halves are mixed as in MurmurHash3 (Appleby, public domain). One object serves for one key after the other.
 */
export class FecKey {
  /** The upper and lower 32 bits (as signed integers) of the key that was finished last. */
  high = 0;
  low = 0;
  #items = 0;

  /** Starts a key with the index of the task and the training examples that its budget allows. */
  start(task: number, trainExamples: number): void {
    this.high = 42;
    this.low = 42;
    this.#items = 0;
    this.#add(task, trainExamples);
  }

  /** Adds the first numbers of a list exactly (reference: fec_hashing.h). */
  addExactly(numbers: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) {
      const value = numbers[i]!;
      if (value === 0) {
        this.#add(0, 0);
      } else if (value !== value) {
        this.#add(0, NAN_HIGH_WORD);
      } else {
        BITS.setFloat64(0, value);
        this.#add(BITS.getInt32(4), BITS.getInt32(0));
      }
    }
  }

  /**
   * Adds the first numbers of a list cut to single precision, towards zero: those that agree in about seven digits
   * count as equal. The paper (section 3.2) says that predictions are truncated and not to what; this is our choice.
   */
  addTruncated(numbers: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) this.#add(truncatedBits(numbers[i]!), 0);
  }

  /** Completes the key: now it can be read. */
  finish(): void {
    let low = this.low ^ this.#items;
    let high = this.high ^ this.#items;
    low = (low + high) | 0;
    high = (high + low) | 0;
    low = avalanche(low);
    high = avalanche(high);
    this.low = (low + high) | 0;
    this.high = (high + this.low) | 0;
  }

  #add(first: number, second: number): void {
    const low = this.low ^ Math.imul(rotate(Math.imul(first, 0x239b961b), 15), 0xab0e9789);
    this.low = (Math.imul(rotate(low, 19) + this.high, 5) + 0x561ccd1b) | 0;
    const high = this.high ^ Math.imul(rotate(Math.imul(second, 0xab0e9789), 16), 0x38b34ae5);
    this.high = (Math.imul(rotate(high, 17) + this.low, 5) + 0x0bcaa747) | 0;
    this.#items++;
  }
}

function truncatedBits(value: number): number {
  if (value !== value) return NAN_SINGLE;
  const rounded = Math.fround(value);
  BITS.setFloat32(0, rounded);
  const bits = BITS.getUint32(0);
  const truncated = Math.abs(rounded) > Math.abs(value) ? bits - 1 : bits;
  return truncated === NEGATIVE_ZERO ? 0 : truncated;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Lets every bit of a word reach every other; one-to-one. */
function avalanche(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
