import type { SearchCounts } from './island-search.ts';

/** Shares of a population at or below which its quantiles stand (nearest rank). */
export const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** What became of candidates beside their parents, on T_search. */
export const OUTCOMES = ['better', 'equal', 'worse', 'failed', 'unchanged'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How a population does on T_search. */
export interface PopulationFigures {
  readonly best: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly deviation: number;
  /** By place in `QUANTILES`. */
  readonly quantiles: readonly number[];
}

/** Where an island stands. */
export interface IslandFigures {
  readonly counts: SearchCounts;
  /** Null before the first candidate. */
  readonly population: PopulationFigures | null;
  /** The best fitness on T_search ever seen here; null before the first candidate. */
  readonly bestEver: number | null;
  /** Candidates so far, by edit kind (`EDIT`) times the number of outcomes plus the place in `OUTCOMES`. */
  readonly outcomes: Float64Array;
}
