import { EDIT_KINDS } from './edit-encoding.ts';
import type { SearchCounts } from './search-counts.ts';
import type { Population } from './population.ts';

/** Shares of a population at or below which its quantiles stand (nearest rank). */
export const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** What became of candidates beside their parents, on T_search. */
export const OUTCOMES = ['better', 'equal', 'worse', 'failed', 'unchanged'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How a population does on T_search. */
export interface PopulationFigures {
  readonly size: number;
  readonly best: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly deviation: number;
  /** By place in `QUANTILES`; null where they were not asked for, since they take the most time. */
  readonly quantiles: readonly number[] | null;
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

/** No candidates yet, by kind and outcome. */
export function noOutcomes(): Float64Array<ArrayBuffer> {
  return new Float64Array(EDIT_KINDS * OUTCOMES.length);
}

/** Mean and deviation by the reference's one-pass formula (regularized_evolution.cc); null of no individuals. */
export function populationFigures(
  { fitness, size }: Pick<Population, 'fitness' | 'size'>,
  withQuantiles: boolean,
): PopulationFigures | null {
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
  const quantiles = withQuantiles ? quantilesOf(fitness.slice(0, size).sort()) : null;
  return { size, best, mean, deviation: deviationOf(squares / size, mean), quantiles };
}

function quantilesOf(sorted: Float64Array): readonly number[] {
  return QUANTILES.map((share) => sorted[Math.ceil(share * sorted.length) - 1]!);
}

/** Several populations as one. Quantiles of the whole cannot be had from those of the parts. */
export function pooledFigures(
  parts: readonly PopulationFigures[],
): Pick<PopulationFigures, 'size' | 'best' | 'mean' | 'deviation'> | null {
  const [only] = parts;
  if (only === undefined) return null;
  if (parts.length === 1) return only;
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const mean = parts.reduce((sum, part) => sum + part.mean * part.size, 0) / size;
  const meanSquare =
    parts.reduce((sum, part) => sum + (part.deviation * part.deviation + part.mean * part.mean) * part.size, 0) / size;
  return { size, best: Math.max(...parts.map(({ best }) => best)), mean, deviation: deviationOf(meanSquare, mean) };
}

function deviationOf(meanSquare: number, mean: number): number {
  const variance = meanSquare - mean * mean;
  return variance > 0 ? Math.sqrt(variance) : 0;
}
