import type { Experiment } from './experiment.ts';
import type { SearchCounts } from './island-search.ts';
import type { Population } from './population.ts';

/** How a population does on T_search. */
export interface PopulationFigures {
  readonly best: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly deviation: number;
}

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
  readonly population: PopulationFigures | null;
}

/** No work. */
export const NO_COUNTS: SearchCounts = {
  candidates: 0,
  refused: 0,
  chargedSteps: 0,
  executedSteps: 0,
  cacheHits: 0,
  cacheMisses: 0,
  failed: 0,
  overBudget: 0,
};

/** The sum of two pieces of work. */
export function addCounts(first: SearchCounts, second: SearchCounts): SearchCounts {
  return {
    candidates: first.candidates + second.candidates,
    refused: first.refused + second.refused,
    chargedSteps: first.chargedSteps + second.chargedSteps,
    executedSteps: first.executedSteps + second.executedSteps,
    cacheHits: first.cacheHits + second.cacheHits,
    cacheMisses: first.cacheMisses + second.cacheMisses,
    failed: first.failed + second.failed,
    overBudget: first.overBudget + second.overBudget,
  };
}

/**
 * Where a run stands.
 *
 * @param experiment the one under way, or the last one; null before the first
 * @param countsBefore work of the experiments before it
 * @param bestOnSelect of the run
 */
export function runFigures(
  experiment: Experiment | null,
  countsBefore: SearchCounts,
  bestOnSelect: number | null,
): RunFigures {
  const experimentCounts = experiment?.counts ?? NO_COUNTS;
  return {
    experiment: experiment?.number ?? 0,
    epoch: experiment?.epoch ?? 0,
    counts: addCounts(countsBefore, experimentCounts),
    experimentCounts,
    bestOnSearch: experiment?.bestEver?.search ?? null,
    bestOnSelect,
    population: experiment && populationFigures(experiment.population),
  };
}

/** Best, mean and deviation by the reference's one-pass formula (regularized_evolution.cc); null of no individuals. */
function populationFigures({ fitness, size }: Pick<Population, 'fitness' | 'size'>): PopulationFigures | null {
  if (size === 0) return null;
  let total = 0;
  let squares = 0;
  let best = -Infinity;
  for (let slot = 0; slot < size; slot++) {
    const each = fitness[slot]!;
    total += each;
    squares += each * each;
    if (each > best) best = each;
  }
  const mean = total / size;
  const variance = squares / size - mean * mean;
  return { best, mean, deviation: variance > 0 ? Math.sqrt(variance) : 0 };
}
