import type { IslandOrder, IslandPlace } from './island-messages.ts';

/** An order and whom it is for. */
export interface AddressedOrder {
  /** Number of the host, from 0. */
  readonly host: number;
  readonly order: IslandOrder;
}

/** How far an island may go, as it was told last. */
interface Leash {
  through: number;
  settled: number;
}

/** The hosts of a run: which island is where, and the orders that are to be sent. */
export class Hosts {
  readonly count: number;
  #orders: AddressedOrder[] = [];
  /** By island; empty where none is open. */
  #leashes: Leash[] = [];

  /** @param count at least 1 */
  constructor(count: number) {
    this.count = count;
  }

  /** Shares the islands of an experiment out. Without any, hosts have none any more. */
  open(experiment: number, islands: readonly IslandPlace[]): void {
    this.#leashes = islands.map(() => ({ through: -1, settled: -1 }));
    for (let host = 0; host < this.count; host++) {
      const own = islands.filter(({ island }) => this.hostOf(island) === host);
      this.#add(host, { kind: 'open', experiment, islands: own });
    }
  }

  /** Lets all islands go on; says so where that is news. */
  go(through: number, settled: number): void {
    this.#leashes.forEach((leash, island) => {
      if (leash.through === through && leash.settled === settled) return;
      leash.through = through;
      leash.settled = settled;
      this.toIsland(island, { kind: 'go', island, through, settled });
    });
  }

  /** To the host that has an island. */
  toIsland(island: number, order: IslandOrder): void {
    this.#add(this.hostOf(island), order);
  }

  /** To the host that has the fewest islands: the last one. */
  toIdlest(order: IslandOrder): void {
    this.#add(this.count - 1, order);
  }

  toAll(order: IslandOrder): void {
    for (let host = 0; host < this.count; host++) this.#add(host, order);
  }

  /** Orders that have not been taken yet, in the order in which they are to be sent. */
  takeOrders(): readonly AddressedOrder[] {
    const orders = this.#orders;
    this.#orders = [];
    return orders;
  }

  hostOf(island: number): number {
    return island % this.count;
  }

  #add(host: number, order: IslandOrder): void {
    this.#orders.push({ host, order });
  }
}
