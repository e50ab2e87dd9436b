const NONE = -1;

/** A fixed number of slots in order of use, as a doubly linked list in typed arrays: each step takes constant time. */
export class LinkedSlots {
  /** Neighbours of a slot in use. Of a free one, `#older` is the next free one. */
  readonly #newer: Int32Array;
  readonly #older: Int32Array;
  #newest = NONE;
  #oldest = NONE;
  #free = NONE;
  #count = 0;
  /** Slots from here on were never in use. */
  #untouched = 0;

  constructor(capacity: number) {
    this.#newer = new Int32Array(capacity);
    this.#older = new Int32Array(capacity);
  }

  /** Slots in use. */
  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.#newer.length;
  }

  /** The slot in use that was taken or renewed longest ago, or -1. */
  get oldest(): number {
    return this.#oldest;
  }

  /** Takes a free slot into use; it is the newest then. There must be one. */
  take(): number {
    let slot = this.#free;
    if (slot === NONE) slot = this.#untouched++;
    else this.#free = this.#older[slot]!;
    this.#count++;
    this.#pushNewest(slot);
    return slot;
  }

  /** Makes a slot in use the newest. */
  renew(slot: number): void {
    if (slot === this.#newest) return;
    this.#unlink(slot);
    this.#pushNewest(slot);
  }

  /** Frees a slot in use. */
  release(slot: number): void {
    this.#unlink(slot);
    this.#count--;
    this.#older[slot] = this.#free;
    this.#free = slot;
  }

  /** The slots in use, newest first. */
  newestFirst(): Int32Array {
    const slots = new Int32Array(this.#count);
    for (let at = 0, slot = this.#newest; slot !== NONE; at++, slot = this.#older[slot]!) slots[at] = slot;
    return slots;
  }

  /** The same slots in the same order, with room for more. */
  grown(capacity: number): LinkedSlots {
    const larger = new LinkedSlots(capacity);
    larger.#newer.set(this.#newer);
    larger.#older.set(this.#older);
    larger.#newest = this.#newest;
    larger.#oldest = this.#oldest;
    larger.#free = this.#free;
    larger.#count = this.#count;
    larger.#untouched = this.#untouched;
    return larger;
  }

  #pushNewest(slot: number): void {
    this.#newer[slot] = NONE;
    this.#older[slot] = this.#newest;
    if (this.#newest === NONE) this.#oldest = slot;
    else this.#newer[this.#newest] = slot;
    this.#newest = slot;
  }

  #unlink(slot: number): void {
    const newer = this.#newer[slot]!;
    const older = this.#older[slot]!;
    if (newer === NONE) this.#newest = older;
    else this.#older[newer] = older;
    if (older === NONE) this.#oldest = newer;
    else this.#newer[older] = newer;
  }
}
