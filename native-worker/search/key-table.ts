const FIRST_CAPACITY = 1024;

/** Finds slots by 64-bit keys, as two signed words: a hash table with open addressing, half empty at least. */
export class KeyTable {
  /** By slot: upper and lower half of its key. */
  #keys = new Int32Array(2 * FIRST_CAPACITY);
  /** By place: slot + 1 of the key that is looked for here, or 0. A power of two of them, two a slot. */
  #places = new Int32Array(2 * FIRST_CAPACITY);

  /** The slot with a key, or -1. */
  slotOf(high: number, low: number): number {
    const keys = this.#keys;
    const places = this.#places;
    const mask = places.length - 1;
    let place = low & mask;
    for (;;) {
      const slot = places[place]! - 1;
      if (slot < 0 || (keys[2 * slot + 1] === low && keys[2 * slot] === high)) return slot;
      place = (place + 1) & mask;
    }
  }

  highOf(slot: number): number {
    return this.#keys[2 * slot]!;
  }

  lowOf(slot: number): number {
    return this.#keys[2 * slot + 1]!;
  }

  /** Gives a key that is not there yet to a slot that has none. Slots are best numbered from 0 on. */
  add(slot: number, high: number, low: number): void {
    while (2 * slot >= this.#keys.length) this.#grow();
    this.#keys[2 * slot] = high;
    this.#keys[2 * slot + 1] = low;
    this.#enter(slot);
  }

  /** Takes the key from a slot that has one. */
  remove(slot: number): void {
    const keys = this.#keys;
    const places = this.#places;
    const mask = places.length - 1;
    let gap = keys[2 * slot + 1]! & mask;
    while (places[gap] !== slot + 1) gap = (gap + 1) & mask;
    // Moves up the slots behind it that would not be found past the gap.
    for (let next = (gap + 1) & mask; ; next = (next + 1) & mask) {
      const other = places[next]! - 1;
      if (other < 0) break;
      const distanceFromHome = (next - keys[2 * other + 1]!) & mask;
      if (distanceFromHome >= ((next - gap) & mask)) {
        places[gap] = other + 1;
        gap = next;
      }
    }
    places[gap] = 0;
  }

  #enter(slot: number): void {
    const places = this.#places;
    const mask = places.length - 1;
    let place = this.#keys[2 * slot + 1]! & mask;
    while (places[place] !== 0) place = (place + 1) & mask;
    places[place] = slot + 1;
  }

  #grow(): void {
    const keys = this.#keys;
    const inUse = this.#places.filter((entry) => entry !== 0);
    this.#keys = new Int32Array(2 * keys.length);
    this.#keys.set(keys);
    this.#places = new Int32Array(2 * this.#places.length);
    for (const entry of inUse) this.#enter(entry - 1);
  }
}
