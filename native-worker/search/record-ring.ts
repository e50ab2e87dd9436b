const FIRST_CAPACITY = 0x4000;

/**
 * Records of different lengths, one after the other in a ring of words that grows up to a limit; the oldest one goes
 * first. Records have slots, which are taken in turn.
 */
export class RecordRing {
  readonly mostWords: number;
  readonly #slots: number;
  /** By slot: where its record stands. */
  readonly #starts: Int32Array;
  readonly #lengths: Int32Array;
  #words: Int32Array<ArrayBuffer>;
  #oldest = 0;
  #count = 0;
  /** Where the next record goes, unless it has to start over at 0. */
  #end = 0;

  /**
   * @param slots most records
   * @param mostWords most words that they may take
   */
  constructor(slots: number, mostWords: number) {
    this.mostWords = mostWords;
    this.#slots = slots;
    this.#starts = new Int32Array(slots);
    this.#lengths = new Int32Array(slots);
    this.#words = new Int32Array(Math.min(FIRST_CAPACITY, mostWords));
  }

  /** Whether the record in a slot has exactly the first `length` words of a list. */
  equals(slot: number, record: Int32Array, length: number): boolean {
    if (this.#lengths[slot] !== length) return false;
    const words = this.#words;
    const start = this.#starts[slot]!;
    for (let k = 0; k < length; k++) if (words[start + k] !== record[k]) return false;
    return true;
  }

  /** Whether a record of so many words, at most `mostWords`, can be appended. Grows if that helps. */
  hasRoomFor(length: number): boolean {
    if (this.#count === this.#slots) return false;
    while (this.#placeFor(length) < 0) {
      if (this.#words.length === this.mostWords) return false;
      this.#grow();
    }
    return true;
  }

  /** Appends the first `length` words of a list, for which there is room; gives the record's slot. */
  append(record: Int32Array, length: number): number {
    const start = this.#placeFor(length);
    const slot = (this.#oldest + this.#count++) % this.#slots;
    for (let k = 0; k < length; k++) this.#words[start + k] = record[k]!;
    this.#starts[slot] = start;
    this.#lengths[slot] = length;
    this.#end = start + length;
    return slot;
  }

  /** Drops the oldest record; gives its slot, which is free then. There must be one. */
  dropOldest(): number {
    const slot = this.#oldest;
    this.#oldest = (slot + 1) % this.#slots;
    this.#count--;
    return slot;
  }

  /** Where a record of so many words can stand, or -1. Never fills the ring to the last word, except from its start. */
  #placeFor(length: number): number {
    const capacity = this.#words.length;
    if (this.#count === 0) return length <= capacity ? 0 : -1;
    const oldestStart = this.#starts[this.#oldest]!;
    if (this.#end > oldestStart) {
      if (this.#end + length <= capacity) return this.#end;
      return length < oldestStart ? 0 : -1;
    }
    return this.#end + length < oldestStart ? this.#end : -1;
  }

  /** Doubles the room, and lines up the records in it from its start. */
  #grow(): void {
    const words = new Int32Array(Math.min(2 * this.#words.length, this.mostWords));
    let end = 0;
    for (let k = 0; k < this.#count; k++) {
      const slot = (this.#oldest + k) % this.#slots;
      const start = this.#starts[slot]!;
      words.set(this.#words.subarray(start, start + this.#lengths[slot]!), end);
      this.#starts[slot] = end;
      end += this.#lengths[slot]!;
    }
    this.#words = words;
    this.#end = end;
  }
}
