import { type SlotRecords, WORDS_PER_SLOT } from './slot-records.ts';

const NONE = -1;

/**
 * Words of a slot's record: its newer and its older neighbour while it is in use. The older one of a free slot is the next
 * free one.
 */
const NEWER = 2;
const OLDER = 3;

/** Slots in order of use, as a doubly linked list in their records: each step takes constant time. */
export class LinkedSlots {
  readonly #records: SlotRecords;
  #newest = NONE;
  #oldest = NONE;
  #free = NONE;
  #count = 0;
  /** Slots from here on were never in use. */
  #untouched = 0;

  constructor(records: SlotRecords) {
    this.#records = records;
  }

  /** Slots in use. */
  get count(): number {
    return this.#count;
  }

  /** The slot in use that was taken or renewed longest ago, or -1. */
  get oldest(): number {
    return this.#oldest;
  }

  /** Takes a free slot into use; it is the newest then. */
  take(): number {
    let slot = this.#free;
    if (slot === NONE) {
      slot = this.#untouched++;
      this.#records.reserve(slot);
    } else {
      this.#free = this.#records.words[WORDS_PER_SLOT * slot + OLDER]!;
    }
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
    this.#records.words[WORDS_PER_SLOT * slot + OLDER] = this.#free;
    this.#free = slot;
  }

  /** The slots in use, newest first. */
  newestFirst(): Int32Array {
    const slots = new Int32Array(this.#count);
    const { words } = this.#records;
    for (let at = 0, slot = this.#newest; slot !== NONE; at++, slot = words[WORDS_PER_SLOT * slot + OLDER]!) {
      slots[at] = slot;
    }
    return slots;
  }

  #pushNewest(slot: number): void {
    const { words } = this.#records;
    const newest = this.#newest;
    words[WORDS_PER_SLOT * slot + NEWER] = NONE;
    words[WORDS_PER_SLOT * slot + OLDER] = newest;
    if (newest === NONE) this.#oldest = slot;
    else words[WORDS_PER_SLOT * newest + NEWER] = slot;
    this.#newest = slot;
  }

  #unlink(slot: number): void {
    const { words } = this.#records;
    const newer = words[WORDS_PER_SLOT * slot + NEWER]!;
    const older = words[WORDS_PER_SLOT * slot + OLDER]!;
    if (newer === NONE) this.#newest = older;
    else words[WORDS_PER_SLOT * newer + OLDER] = older;
    if (older === NONE) this.#oldest = newer;
    else words[WORDS_PER_SLOT * older + NEWER] = newer;
  }
}
