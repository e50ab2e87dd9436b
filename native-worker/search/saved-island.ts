import type { IslandSearchState } from './island-search.ts';

/** An island between two candidates: plain data, from which it goes on as if it had never been cut. */
export interface SavedIsland extends IslandSearchState {
  /** Number of the island, from 0. */
  readonly island: number;
  /** The barrier that it has come to last: -1 before the population is founded, then the number of epochs done. */
  readonly epoch: number;
  /** Sweeps done, the founding one included. */
  readonly sweeps: number;
  /** Whether it stands at a barrier and waits for migrants. */
  readonly awaitsMigrants: boolean;
  /** Blocks that its random source has taken. */
  readonly randomTaken: number;
}
