/** Words of 4 bytes, and doubles, in the record of a slot. */
export const WORDS_PER_SLOT = 8;
export const DOUBLES_PER_SLOT = 4;

/** Words of a record: both halves of its key; who uses the slot has the others. */
export const KEY_HIGH = 0;
export const KEY_LOW = 1;

const FIRST_CAPACITY = 1024;

/**
 * What is known about numbered slots: 32 bytes for each, next to each other, so that a look at one brings a cache line
 * into the processor, seldom two. All zero at first.
 */
export class SlotRecords {
  /** The records as signed words, and the same memory as doubles; others once it has grown. */
  words = new Int32Array(WORDS_PER_SLOT * FIRST_CAPACITY);
  doubles = new Float64Array(this.words.buffer);

  /** Slots that there is room for. */
  get capacity(): number {
    return this.words.length / WORDS_PER_SLOT;
  }

  /** Makes room for a slot. */
  reserve(slot: number): void {
    if (slot < this.capacity) return;
    const words = new Int32Array(Math.max(2 * this.words.length, WORDS_PER_SLOT * (slot + 1)));
    words.set(this.words);
    this.words = words;
    this.doubles = new Float64Array(words.buffer);
  }
}
