import { KeyTable } from './key-table.ts';
import { LinkedSlots } from './linked-slots.ts';

/** What a cache holds, most recently used entry first. */
export interface SavedFecCache {
  /** Upper and lower half of each key. */
  readonly keys: Int32Array;
  readonly fitness: Float64Array;
  /** Times that an entry was stored or used since it was stored. */
  readonly counts: Uint32Array;
}

const FIRST_CAPACITY = 1024;

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
  readonly #table = new KeyTable();
  #slots = new LinkedSlots(FIRST_CAPACITY);
  #fitness = new Float64Array(FIRST_CAPACITY);
  #counts = new Uint32Array(FIRST_CAPACITY);
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
      const slot = this.#add(saved.keys[2 * at]!, saved.keys[2 * at + 1]!, saved.fitness[at]!);
      this.#counts[slot] = saved.counts[at]!;
    }
  }

  /** Number of entries. */
  get entries(): number {
    return this.#slots.count;
  }

  /** Whether a key is there; uses nothing. */
  has(high: number, low: number): boolean {
    return this.#table.slotOf(high, low) >= 0;
  }

  /** Fitness of the entry that was found last, until the next one is stored. */
  get fitness(): number {
    return this.#fitness[this.#found]!;
  }

  /** Uses the entry with a key; says whether there is one. */
  find(high: number, low: number): boolean {
    const slot = this.#table.slotOf(high, low);
    if (slot < 0) return false;
    // What is forgotten now stays readable: a free slot keeps its number.
    this.#found = slot;
    const count = this.#counts[slot]! + 1;
    if (this.#forgetEvery !== 0 && count >= this.#forgetEvery) {
      this.#remove(slot);
    } else {
      this.#counts[slot] = count;
      this.#slots.renew(slot);
    }
    return true;
  }

  /** Stores an entry under a key that is not there yet, in place of the least recently used one where it is full. */
  insert(high: number, low: number, fitness: number): void {
    if (this.#slots.count === this.#size) this.#remove(this.#slots.oldest);
    this.#add(high, low, fitness);
  }

  /** Everything it holds. */
  save(): SavedFecCache {
    const order = this.#slots.newestFirst();
    const keys = new Int32Array(2 * order.length);
    order.forEach((slot, at) => {
      keys[2 * at] = this.#table.highOf(slot);
      keys[2 * at + 1] = this.#table.lowOf(slot);
    });
    return {
      keys,
      fitness: Float64Array.from(order, (slot) => this.#fitness[slot]!),
      counts: Uint32Array.from(order, (slot) => this.#counts[slot]!),
    };
  }

  #add(high: number, low: number, fitness: number): number {
    if (this.#slots.isFull) this.#grow();
    const slot = this.#slots.take();
    this.#fitness[slot] = fitness;
    this.#counts[slot] = 1;
    this.#table.add(slot, high, low);
    return slot;
  }

  #remove(slot: number): void {
    this.#table.remove(slot);
    this.#slots.release(slot);
  }

  #grow(): void {
    const fitness = this.#fitness;
    const counts = this.#counts;
    const capacity = 2 * fitness.length;
    this.#slots = this.#slots.grown(capacity);
    this.#fitness = new Float64Array(capacity);
    this.#fitness.set(fitness);
    this.#counts = new Uint32Array(capacity);
    this.#counts.set(counts);
  }
}
