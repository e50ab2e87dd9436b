/** Looks at the bits of a number without allocating. Never holds anything from one call to the next. */
const BITS = new DataView(new ArrayBuffer(8));
const NAN_HIGH_WORD = 0x7ff80000;
const INFINITE_HIGH_WORD = 0x7ff00000;
const LARGEST_INT32 = 0x7fffffff;
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
    this.add(task, trainExamples);
  }

  /** Adds an item of two words. */
  add(first: number, second: number): void {
    this.low = mixedLow(this.low, this.high, first);
    this.high = mixedHigh(this.high, this.low, second);
    this.#items++;
  }

  /**
   * Adds the numbers from `start` to `end` of a list exactly (reference: fec_hashing.h).
   *
   * @param numbers their bits: two words each, the lower half first, as a `Float64Array` has them on all processors
   *   that Electron runs on
   */
  addExactly(numbers: Int32Array, start: number, end: number): void {
    let { high, low } = this;
    for (let word = 2 * start; word < 2 * end; word += 2) {
      let first = numbers[word]!;
      let second = numbers[word + 1]!;
      const magnitude = second & LARGEST_INT32;
      if (magnitude >= INFINITE_HIGH_WORD && (magnitude > INFINITE_HIGH_WORD || first !== 0)) {
        first = 0;
        second = NAN_HIGH_WORD;
      } else if ((magnitude | first) === 0) {
        second = 0;
      }
      low = mixedLow(low, high, first);
      high = mixedHigh(high, low, second);
    }
    this.high = high;
    this.low = low;
    this.#items += end - start;
  }

  /**
   * Adds numbers cut to single precision, towards zero: those that agree in about seven digits count as equal. The
   * paper (section 3.2) says that predictions are truncated and not to what; this is our choice.
   */
  addTruncated(numbers: Float64Array, start: number, end: number): void {
    for (let i = start; i < end; i++) this.add(truncatedBits(numbers[i]!), 0);
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
}

function mixedLow(low: number, high: number, word: number): number {
  const mixed = low ^ Math.imul(rotate(Math.imul(word, 0x239b961b), 15), 0xab0e9789);
  return (Math.imul((rotate(mixed, 19) + high) | 0, 5) + 0x561ccd1b) | 0;
}

function mixedHigh(high: number, low: number, word: number): number {
  const mixed = high ^ Math.imul(rotate(Math.imul(word, 0xab0e9789), 16), 0x38b34ae5);
  return (Math.imul((rotate(mixed, 17) + low) | 0, 5) + 0x0bcaa747) | 0;
}

function truncatedBits(value: number): number {
  if (value !== value) return NAN_SINGLE;
  const rounded = Math.fround(value);
  BITS.setFloat32(0, rounded, true);
  const bits = BITS.getUint32(0, true);
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
