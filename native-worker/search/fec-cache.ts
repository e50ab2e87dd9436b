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
  #slots = new LinkedSlots(FIRST_CAPACITY);
  #keys = new Int32Array(2 * FIRST_CAPACITY);
  #fitness = new Float64Array(FIRST_CAPACITY);
  #counts = new Uint32Array(FIRST_CAPACITY);
  /** Open addressing, half empty at least: slot + 1 of the entry whose key is looked for here, or 0. */
  #table = new Int32Array(4 * FIRST_CAPACITY);

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
    return this.#table[this.#placeOf(high, low)] !== 0;
  }

  /** Uses the entry with a key: its fitness, or undefined where there is none. */
  find(high: number, low: number): number | undefined {
    const place = this.#placeOf(high, low);
    const slot = this.#table[place]! - 1;
    if (slot < 0) return undefined;
    const fitness = this.#fitness[slot]!;
    const count = this.#counts[slot]! + 1;
    if (this.#forgetEvery !== 0 && count >= this.#forgetEvery) {
      this.#remove(place);
    } else {
      this.#counts[slot] = count;
      this.#slots.renew(slot);
    }
    return fitness;
  }

  /** Stores an entry under a key that is not there yet, in place of the least recently used one where it is full. */
  insert(high: number, low: number, fitness: number): void {
    if (this.#slots.count === this.#size) {
      const oldest = this.#slots.oldest;
      this.#remove(this.#placeOf(this.#keys[2 * oldest]!, this.#keys[2 * oldest + 1]!));
    }
    this.#add(high, low, fitness);
  }

  /** Everything it holds. */
  save(): SavedFecCache {
    const order = this.#slots.newestFirst();
    const keys = new Int32Array(2 * order.length);
    order.forEach((slot, at) => {
      keys[2 * at] = this.#keys[2 * slot]!;
      keys[2 * at + 1] = this.#keys[2 * slot + 1]!;
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
    this.#keys[2 * slot] = high;
    this.#keys[2 * slot + 1] = low;
    this.#fitness[slot] = fitness;
    this.#counts[slot] = 1;
    this.#table[this.#placeOf(high, low)] = slot + 1;
    return slot;
  }

  /** Where a key stands in the table, or the empty place where it would. */
  #placeOf(high: number, low: number): number {
    const mask = this.#table.length - 1;
    let place = low & mask;
    for (;;) {
      const slot = this.#table[place]! - 1;
      if (slot < 0 || (this.#keys[2 * slot + 1] === low && this.#keys[2 * slot] === high)) return place;
      place = (place + 1) & mask;
    }
  }

  /** Empties a place of the table, and moves up the entries behind it that would not be found past the gap. */
  #remove(place: number): void {
    this.#slots.release(this.#table[place]! - 1);
    const mask = this.#table.length - 1;
    let gap = place;
    for (let next = (place + 1) & mask; ; next = (next + 1) & mask) {
      const slot = this.#table[next]! - 1;
      if (slot < 0) break;
      const distanceFromHome = (next - this.#keys[2 * slot + 1]!) & mask;
      if (distanceFromHome >= ((next - gap) & mask)) {
        this.#table[gap] = slot + 1;
        gap = next;
      }
    }
    this.#table[gap] = 0;
  }

  #grow(): void {
    const capacity = 2 * this.#fitness.length;
    this.#slots = this.#slots.grown(capacity);
    this.#keys = withRoom(new Int32Array(2 * capacity), this.#keys);
    this.#fitness = withRoom(new Float64Array(capacity), this.#fitness);
    this.#counts = withRoom(new Uint32Array(capacity), this.#counts);
    this.#table = new Int32Array(4 * capacity);
    for (const slot of this.#slots.newestFirst()) {
      this.#table[this.#placeOf(this.#keys[2 * slot]!, this.#keys[2 * slot + 1]!)] = slot + 1;
    }
  }
}

function withRoom<Numbers extends Int32Array | Uint32Array | Float64Array>(larger: Numbers, smaller: Numbers): Numbers {
  larger.set(smaller);
  return larger;
}
