interface Place<Item> {
  readonly item: Item;
  priority: number;
  /** Among those of the same priority; lower ones come first. */
  rank: number;
}

/**
 * Who comes next: higher priority first, then by rank, which is the order of entry unless it was changed. A place is
 * kept while its item does not wait, since it may have to wait again.
 */
export class RunQueue<Item> {
  readonly #places = new Map<Item, Place<Item>>();
  /** Of those that wait; the next one stands last. */
  readonly #waiting: Place<Item>[] = [];
  #lastRank = 0;

  /** How many wait. */
  get length(): number {
    return this.#waiting.length;
  }

  /** Those that wait, the next one first. */
  get items(): readonly Item[] {
    return this.#waiting.map(({ item }) => item).reverse();
  }

  /** Gives a new item a place, behind all of its priority. It does not wait yet. */
  enter(item: Item, priority: number): void {
    this.#places.set(item, { item, priority, rank: ++this.#lastRank });
  }

  /** Takes an item's place away. */
  leave(item: Item): void {
    this.withdraw(item);
    this.#places.delete(item);
  }

  /** Lets an item wait at its place. */
  wait(item: Item): void {
    const place = this.#placeOf(item);
    const index = this.#indexOf(place);
    if (this.#waiting[index] !== place) this.#waiting.splice(index, 0, place);
  }

  /** Does not let an item wait any more. */
  withdraw(item: Item): void {
    const place = this.#placeOf(item);
    const index = this.#indexOf(place);
    if (this.#waiting[index] === place) this.#waiting.splice(index, 1);
  }

  /** Takes the next one out of those that wait. */
  take(): Item | undefined {
    return this.#waiting.pop()?.item;
  }

  /** Puts an item behind all of another priority. */
  setPriority(item: Item, priority: number): void {
    this.#move(item, (place) => {
      place.priority = priority;
      place.rank = ++this.#lastRank;
    });
  }

  /** Puts an item right before another one, with that one's priority. */
  moveBefore(item: Item, other: Item): void {
    if (item === other) return;
    const { priority } = this.#placeOf(other);
    this.#move(item, (place) => {
      const peers = [...this.#places.values()].filter((each) => each.priority === priority && each !== place);
      peers.sort((first, second) => first.rank - second.rank);
      const index = peers.findIndex((each) => each.item === other);
      // Whole numbers for all, in the order that they have, leave one for the item.
      for (const [k, peer] of peers.entries()) {
        if (k === index) place.rank = ++this.#lastRank;
        peer.rank = ++this.#lastRank;
      }
      place.priority = priority;
    });
  }

  #move(item: Item, change: (place: Place<Item>) => void): void {
    const place = this.#placeOf(item);
    const waits = this.#waiting[this.#indexOf(place)] === place;
    if (waits) this.withdraw(item);
    change(place);
    if (waits) this.wait(item);
  }

  #placeOf(item: Item): Place<Item> {
    const place = this.#places.get(item);
    if (place === undefined) throw new Error('it has no place in the queue: enter it first');
    return place;
  }

  /** Where a place stands among those that wait, or belongs. */
  #indexOf(place: Place<Item>): number {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.#waiting[middle];
      if (there !== undefined && comesBefore(place, there)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function comesBefore(first: Place<unknown>, second: Place<unknown>): boolean {
  return first.priority === second.priority ? first.rank < second.rank : first.priority > second.priority;
}
