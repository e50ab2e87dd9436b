import { type IslandFigures, pooledFigures, type PopulationFigures } from './island-figures.ts';
import { addCounts, NO_COUNTS, type SearchCounts } from './search-counts.ts';

/** Where a run stands. */
export interface RunFigures {
  /** The experiment under way, or the last one; from 0. */
  readonly experiment: number;
  /** Its epoch: 0 until the initial population is complete, then sweeps divided by the sweeps of an epoch. */
  readonly epoch: number;
  /** Of the whole run. */
  readonly counts: SearchCounts;
  /** Of the experiment alone. */
  readonly experimentCounts: SearchCounts;
  /** The best fitness on T_search that the experiment has seen; null before its first candidate. */
  readonly bestOnSearch: number | null;
  /** The run's best fitness on T_select; null before the first look. */
  readonly bestOnSelect: number | null;
  /** Null before the first candidate. */
  readonly population: Pick<PopulationFigures, 'size' | 'best' | 'mean' | 'deviation'> | null;
}

/** Several islands as one. */
export interface ExperimentFigures {
  readonly counts: SearchCounts;
  readonly bestEver: number | null;
  readonly population: RunFigures['population'];
}

/** What the islands of an experiment did together. */
export function pooled(islands: readonly IslandFigures[]): ExperimentFigures {
  const best = islands.flatMap(({ bestEver }) => (bestEver === null ? [] : [bestEver]));
  return {
    counts: islands.reduce((sum, { counts }) => addCounts(sum, counts), NO_COUNTS),
    bestEver: best.length === 0 ? null : Math.max(...best),
    population: pooledFigures(islands.flatMap(({ population }) => population ?? [])),
  };
}

/**
 * Where a run stands.
 *
 * @param experiment the one under way, or the last one; null before the first
 * @param done what its islands have done
 * @param countsBefore work of the experiments before it
 * @param bestOnSelect of the run
 */
export function runFigures(
  experiment: { readonly number: number; readonly settled: number } | null,
  done: ExperimentFigures | undefined,
  countsBefore: SearchCounts,
  bestOnSelect: number | null,
): RunFigures {
  const counts = done?.counts ?? NO_COUNTS;
  return {
    experiment: experiment?.number ?? 0,
    epoch: Math.max(0, experiment?.settled ?? 0),
    counts: addCounts(countsBefore, counts),
    experimentCounts: counts,
    bestOnSearch: done?.bestEver ?? null,
    bestOnSelect,
    population: done?.population ?? null,
  };
}
