import type { Champion } from './champion.ts';
import type { Identity } from './packed-lineage.ts';
import type { ReferenceScores } from './references.ts';
import type { RunFigures } from './run-figures.ts';
import type { SetScore } from './set-scoring.ts';

/** How a run ended: above the bar on T_select, or with its budget or its experiments used up. */
export type RunEnding = 'solved' | 'budget-spent';

/** A step of the champion's line that did better on T_search than all before it. */
export interface ImprovingStep extends Identity {
  readonly search: number;
  readonly select: number;
}

/** T_select again under other random numbers. */
export interface NoiseFigures {
  readonly mean: number;
  readonly deviation: number;
  /** One fitness for each noise seed. */
  readonly fitness: readonly number[];
}

/** What a finished run found. */
export interface RunResult {
  readonly ending: RunEnding;
  /** 64 hexadecimal digits: equal for runs that went the same way, bit for bit. */
  readonly digest: string;
  /** The best on T_select, the later one on ties. */
  readonly champion: Champion;
  /** The champion on T_final, looked at once, after all was decided. */
  readonly final: SetScore;
  /** Hash of T_final's content, to count the looks at it. */
  readonly finalTasks: string;
  readonly improvements: readonly ImprovingStep[];
  /** Null where the champion draws no random numbers. */
  readonly noise: NoiseFigures | null;
  readonly references: readonly ReferenceScores[];
  /** Candidates that were not evaluated, since they ended their workers. */
  readonly quarantine: readonly (Identity & { readonly experiment: number })[];
  readonly figures: RunFigures;
}

/** Mean and population deviation over noise seeds; null of none. */
export function noiseFigures(fitness: readonly number[]): NoiseFigures | null {
  if (fitness.length === 0) return null;
  const mean = fitness.reduce((sum, value) => sum + value, 0) / fitness.length;
  const variance = fitness.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / fitness.length;
  return { mean, deviation: Math.sqrt(variance), fitness };
}
