import { KEY_HIGH, KEY_LOW, type SlotRecords, WORDS_PER_SLOT } from './slot-records.ts';

const FIRST_PLACES = 2048;

/**
 * Finds slots by 64-bit keys, as two signed words, which stand in the records of the slots: a hash table with open
 * addressing, half empty at least.
 */
export class KeyTable {
  readonly #records: SlotRecords;
  /** By place: slot + 1 of the key that is looked for here, or 0. A power of two of them. */
  #places = new Int32Array(FIRST_PLACES);
  #count = 0;

  constructor(records: SlotRecords) {
    this.#records = records;
  }

  /** The slot with a key, or -1. */
  slotOf(high: number, low: number): number {
    const { words } = this.#records;
    const places = this.#places;
    const mask = places.length - 1;
    for (let place = low & mask; ; place = (place + 1) & mask) {
      const slot = places[place]! - 1;
      if (slot < 0) return slot;
      const record = WORDS_PER_SLOT * slot;
      if (words[record + KEY_LOW] === low && words[record + KEY_HIGH] === high) return slot;
    }
  }

  /** Gives a key that is not there yet to a slot that has none, and a record. */
  add(slot: number, high: number, low: number): void {
    const { words } = this.#records;
    words[WORDS_PER_SLOT * slot + KEY_HIGH] = high;
    words[WORDS_PER_SLOT * slot + KEY_LOW] = low;
    this.#count++;
    if (2 * this.#count > this.#places.length) this.#grow();
    this.#enter(slot);
  }

  /** Takes the key from a slot that has one. */
  remove(slot: number): void {
    const { words } = this.#records;
    const places = this.#places;
    const mask = places.length - 1;
    let gap = words[WORDS_PER_SLOT * slot + KEY_LOW]! & mask;
    while (places[gap] !== slot + 1) gap = (gap + 1) & mask;
    // Moves up the slots behind it that would not be found past the gap.
    for (let next = (gap + 1) & mask; ; next = (next + 1) & mask) {
      const other = places[next]! - 1;
      if (other < 0) break;
      const distanceFromHome = (next - words[WORDS_PER_SLOT * other + KEY_LOW]!) & mask;
      if (distanceFromHome >= ((next - gap) & mask)) {
        places[gap] = other + 1;
        gap = next;
      }
    }
    places[gap] = 0;
    this.#count--;
  }

  #enter(slot: number): void {
    const places = this.#places;
    const mask = places.length - 1;
    let place = this.#records.words[WORDS_PER_SLOT * slot + KEY_LOW]! & mask;
    while (places[place] !== 0) place = (place + 1) & mask;
    places[place] = slot + 1;
  }

  #grow(): void {
    const old = this.#places;
    this.#places = new Int32Array(2 * old.length);
    for (const entry of old) if (entry !== 0) this.#enter(entry - 1);
  }
}
