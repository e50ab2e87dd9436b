const NONE = -1;

/** A fixed number of slots in order of use, as a doubly linked list in typed arrays: each step takes constant time. */
export class LinkedSlots {
  /** By slot: its newer and its older neighbour while it is in use. The older one of a free slot is the next free one. */
  readonly #links: Int32Array;
  #newest = NONE;
  #oldest = NONE;
  #free = NONE;
  #count = 0;
  /** Slots from here on were never in use. */
  #untouched = 0;

  constructor(capacity: number) {
    this.#links = new Int32Array(2 * capacity);
  }

  /** Slots in use. */
  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return 2 * this.#count === this.#links.length;
  }

  /** The slot in use that was taken or renewed longest ago, or -1. */
  get oldest(): number {
    return this.#oldest;
  }

  /** Takes a free slot into use; it is the newest then. There must be one. */
  take(): number {
    let slot = this.#free;
    if (slot === NONE) slot = this.#untouched++;
    else this.#free = this.#links[2 * slot + 1]!;
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
    this.#links[2 * slot + 1] = this.#free;
    this.#free = slot;
  }

  /** The slots in use, newest first. */
  newestFirst(): Int32Array {
    const slots = new Int32Array(this.#count);
    for (let at = 0, slot = this.#newest; slot !== NONE; at++, slot = this.#links[2 * slot + 1]!) slots[at] = slot;
    return slots;
  }

  /** The same slots in the same order, with room for more. */
  grown(capacity: number): LinkedSlots {
    const larger = new LinkedSlots(capacity);
    larger.#links.set(this.#links);
    larger.#newest = this.#newest;
    larger.#oldest = this.#oldest;
    larger.#free = this.#free;
    larger.#count = this.#count;
    larger.#untouched = this.#untouched;
    return larger;
  }

  #pushNewest(slot: number): void {
    const links = this.#links;
    links[2 * slot] = NONE;
    links[2 * slot + 1] = this.#newest;
    if (this.#newest === NONE) this.#oldest = slot;
    else links[2 * this.#newest] = slot;
    this.#newest = slot;
  }

  #unlink(slot: number): void {
    const links = this.#links;
    const newer = links[2 * slot]!;
    const older = links[2 * slot + 1]!;
    if (newer === NONE) this.#newest = older;
    else links[2 * newer + 1] = older;
    if (older === NONE) this.#oldest = newer;
    else links[2 * older] = newer;
  }
}
