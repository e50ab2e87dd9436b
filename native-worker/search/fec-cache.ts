import { KeyTable } from './key-table.ts';
import { LinkedSlots } from './linked-slots.ts';
import { DOUBLES_PER_SLOT, KEY_HIGH, KEY_LOW, SlotRecords, WORDS_PER_SLOT } from './slot-records.ts';

/** What a cache holds, most recently used entry first. */
export interface SavedFecCache {
  /** Upper and lower half of each key. */
  readonly keys: Int32Array;
  readonly fitness: Float64Array;
  /** Times that an entry was stored or used since it was stored. */
  readonly counts: Uint32Array;
}

/** Where the record of an entry's slot holds its count (a word; 0 once it is gone) and its fitness (a double). */
const COUNT = 4;
const FITNESS = 3;

/**
 * The fitness of what was evaluated before, by 64-bit key (reference: fec_cache.cc).
 *
 * Holds a fixed number of entries; the one that was used least recently goes first. An entry is counted when it is
 * stored and each time it is used, and forgotten when its count reaches `forgetEvery`, once it has served that use: so
 * at the 99th use for 100. Order and counts belong to the state of a search.
 */
export class FecCache {
  readonly #size: number;
  readonly #forgetEvery: number;
  readonly #records = new SlotRecords();
  readonly #table = new KeyTable(this.#records);
  readonly #slots = new LinkedSlots(this.#records);
  #found = 0;

  /**
   * @param size most entries, at least 2
   * @param forgetEvery 0 for never, else at least 2
   * @param saved what a cache of the same size held
   */
  constructor(size: number, forgetEvery: number, saved?: SavedFecCache) {
    this.#size = size;
    this.#forgetEvery = forgetEvery;
    if (saved === undefined) return;
    for (let at = saved.fitness.length - 1; at >= 0; at--) {
      this.#add(saved.keys[2 * at]!, saved.keys[2 * at + 1]!, saved.fitness[at]!, saved.counts[at]!);
    }
  }

  /** Number of entries. */
  get entries(): number {
    return this.#slots.count;
  }

  /**
   * The slot of the entry with a key, or -1 where there is none; uses nothing.
   *
   * @param hint where it stood before, or -1: spares the search if it still does
   */
  slotOf(high: number, low: number, hint = -1): number {
    return this.#stillHolds(hint, high, low) ? hint : this.#table.slotOf(high, low);
  }

  /** The slot of the entry that was found or stored last. */
  get slot(): number {
    return this.#found;
  }

  /** The fitness of that entry, until the next one is stored. */
  get fitness(): number {
    return this.#records.doubles[DOUBLES_PER_SLOT * this.#found + FITNESS]!;
  }

  /**
   * Uses the entry with a key; says whether there is one.
   *
   * @param hint as for `slotOf`
   */
  find(high: number, low: number, hint = -1): boolean {
    const found = this.slotOf(high, low, hint);
    if (found < 0) return false;
    // What is forgotten now stays readable: a free slot keeps its fitness.
    this.#found = found;
    const { words } = this.#records;
    const place = WORDS_PER_SLOT * found + COUNT;
    const count = (words[place]! + 1) >>> 0;
    if (this.#forgetEvery !== 0 && count >= this.#forgetEvery) {
      this.#remove(found);
    } else {
      words[place] = count;
      this.#slots.renew(found);
    }
    return true;
  }

  /** Stores an entry under a key that is not there yet, in place of the least recently used one where it is full. */
  insert(high: number, low: number, fitness: number): void {
    if (this.#slots.count === this.#size) this.#remove(this.#slots.oldest);
    this.#add(high, low, fitness, 1);
  }

  /** Everything it holds. */
  save(): SavedFecCache {
    const order = this.#slots.newestFirst();
    const { words, doubles } = this.#records;
    const keys = new Int32Array(2 * order.length);
    order.forEach((slot, at) => {
      keys[2 * at] = words[WORDS_PER_SLOT * slot + KEY_HIGH]!;
      keys[2 * at + 1] = words[WORDS_PER_SLOT * slot + KEY_LOW]!;
    });
    return {
      keys,
      fitness: Float64Array.from(order, (slot) => doubles[DOUBLES_PER_SLOT * slot + FITNESS]!),
      counts: Uint32Array.from(order, (slot) => words[WORDS_PER_SLOT * slot + COUNT]!),
    };
  }

  /** Whether a slot is in use for the key. */
  #stillHolds(slot: number, high: number, low: number): boolean {
    if (slot < 0) return false;
    const { words } = this.#records;
    const record = WORDS_PER_SLOT * slot;
    return words[record + KEY_LOW] === low && words[record + KEY_HIGH] === high && words[record + COUNT] !== 0;
  }

  #add(high: number, low: number, fitness: number, count: number): void {
    const slot = this.#slots.take();
    this.#found = slot;
    this.#table.add(slot, high, low);
    this.#records.doubles[DOUBLES_PER_SLOT * slot + FITNESS] = fitness;
    this.#records.words[WORDS_PER_SLOT * slot + COUNT] = count;
  }

  #remove(slot: number): void {
    this.#table.remove(slot);
    this.#slots.release(slot);
    this.#records.words[WORDS_PER_SLOT * slot + COUNT] = 0;
  }
}
