import { KEY_HIGH, KEY_LOW, type SlotRecords, WORDS_PER_SLOT } from './slot-records.ts';

const FIRST_PLACES = 2048;
/** Words of a place: the lower half of the key that is looked for here, and its slot + 1, or 0. */
const WORDS_PER_PLACE = 2;
const LOW = 0;
const SLOT = 1;

/**
 * Finds slots by 64-bit keys, as two signed words, which stand in the records of the slots: a hash table with open
 * addressing, half empty at least. Its places hold half of each key, so that records of other slots are not looked at.
 */
export class KeyTable {
  readonly #records: SlotRecords;
  /** A power of two of places. */
  #places = new Int32Array(FIRST_PLACES * WORDS_PER_PLACE);
  #count = 0;

  constructor(records: SlotRecords) {
    this.#records = records;
  }

  /** The slot with a key, or -1. */
  slotOf(high: number, low: number): number {
    const { words } = this.#records;
    const places = this.#places;
    const mask = places.length - 1;
    for (let place = homeOf(low, mask); ; place = (place + WORDS_PER_PLACE) & mask) {
      const slot = places[place + SLOT]! - 1;
      if (slot < 0) return slot;
      if (places[place + LOW] === low && words[WORDS_PER_SLOT * slot + KEY_HIGH] === high) return slot;
    }
  }

  /** Gives a key that is not there yet to a slot that has none, and a record. */
  add(slot: number, high: number, low: number): void {
    const { words } = this.#records;
    words[WORDS_PER_SLOT * slot + KEY_HIGH] = high;
    words[WORDS_PER_SLOT * slot + KEY_LOW] = low;
    this.#count++;
    if (2 * this.#count * WORDS_PER_PLACE > this.#places.length) this.#grow();
    this.#enter(slot, low);
  }

  /** Takes the key from a slot that has one. */
  remove(slot: number): void {
    const places = this.#places;
    const mask = places.length - 1;
    let gap = homeOf(this.#records.words[WORDS_PER_SLOT * slot + KEY_LOW]!, mask);
    while (places[gap + SLOT] !== slot + 1) gap = (gap + WORDS_PER_PLACE) & mask;
    // Moves up the slots behind it that would not be found past the gap.
    for (let next = (gap + WORDS_PER_PLACE) & mask; places[next + SLOT] !== 0; next = (next + WORDS_PER_PLACE) & mask) {
      const distanceFromHome = (next - homeOf(places[next + LOW]!, mask)) & mask;
      if (distanceFromHome >= ((next - gap) & mask)) {
        places[gap + LOW] = places[next + LOW]!;
        places[gap + SLOT] = places[next + SLOT]!;
        gap = next;
      }
    }
    places[gap + SLOT] = 0;
    this.#count--;
  }

  #enter(slot: number, low: number): void {
    const places = this.#places;
    const mask = places.length - 1;
    let place = homeOf(low, mask);
    while (places[place + SLOT] !== 0) place = (place + WORDS_PER_PLACE) & mask;
    places[place + LOW] = low;
    places[place + SLOT] = slot + 1;
  }

  #grow(): void {
    const old = this.#places;
    this.#places = new Int32Array(2 * old.length);
    for (let place = 0; place < old.length; place += WORDS_PER_PLACE) {
      if (old[place + SLOT] !== 0) this.#enter(old[place + SLOT]! - 1, old[place + LOW]!);
    }
  }
}

/** Where a key is looked for first. */
function homeOf(low: number, mask: number): number {
  return Math.imul(low, WORDS_PER_PLACE) & mask;
}
