import type { ReferenceScores } from '../../native-worker/search/references.ts';
import type { NoiseFigures, RunResult } from '../../native-worker/search/run-result.ts';

/** A step of a champion's ancestry that did better on T_search than all before it. */
export interface AncestryStep {
  /** The island that it was born on; 0 in records that did not tell. */
  readonly island?: number;
  readonly birth: number;
  readonly search: number;
  /** Null where it was not looked at. */
  readonly select: number | null;
  /** Births between the improving step before and this one. */
  readonly births: number;
  /** What made this one of its parent, change by change, in words; empty for the founder. */
  readonly changes: readonly string[];
}

/** What is kept of a finished run's result beside its row, its champions and their ancestors. */
export interface RunSummary {
  readonly experiment: number;
  readonly island: number;
  readonly birth: number;
  /** Candidates of the run when the champion was looked at. */
  readonly candidates: number;
  /** Fitness task by task. */
  readonly byTask: { readonly select: readonly number[]; readonly final: readonly number[] };
  readonly references: readonly ReferenceScores[];
  /** As it was kept before lines of descent were on record; null since. */
  readonly ancestry: readonly AncestryStep[] | null;
  /** T_select under other random numbers; null where the champion draws none. */
  readonly noise: NoiseFigures | null;
  /** Content hash of T_final. */
  readonly finalTasks: string;
}

/** What a history holds of a run under way, and from its end on all. */
export type KeptSummary = RunSummary | (Pick<RunSummary, 'references'> & { readonly finalTasks: null });

/** What is kept of a result. */
export function summaryOf({ champion, final, noise, references, finalTasks }: RunResult): RunSummary {
  const { experiment, island, birth, candidates, select } = champion;
  const byTask = { select: select.byTask, final: final.byTask };
  return { experiment, island, birth, candidates, byTask, references, ancestry: null, noise, finalTasks };
}
