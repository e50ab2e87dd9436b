import { describeMutation } from '../../native-worker/search/describe-mutation.ts';
import type { LineageStep } from '../../native-worker/search/lineage-step.ts';
import type { ReferenceScores } from '../../native-worker/search/references.ts';
import type { NoiseFigures, RunResult } from '../../native-worker/search/run-result.ts';

/** A step of a champion's ancestry that did better on T_search than all before it. */
export interface AncestryStep {
  readonly birth: number;
  readonly search: number;
  readonly select: number;
  /** Births between the improving step before and this one. */
  readonly births: number;
  /** What made this one of its parent, change by change, in words; empty for the founder. */
  readonly changes: readonly string[];
}

/** What is kept of a finished run's result beside its row, its champions and their ancestors. */
export interface RunSummary {
  readonly experiment: number;
  readonly birth: number;
  /** Candidates of the run when the champion was looked at. */
  readonly candidates: number;
  /** Fitness task by task. */
  readonly byTask: { readonly select: readonly number[]; readonly final: readonly number[] };
  readonly references: readonly ReferenceScores[];
  readonly ancestry: readonly AncestryStep[];
  /** T_select under other random numbers; null where the champion draws none. */
  readonly noise: NoiseFigures | null;
  /** Content hash of T_final. */
  readonly finalTasks: string;
}

/** What a history holds of a run under way, and from its end on all. */
export type KeptSummary = RunSummary | (Pick<RunSummary, 'references'> & { readonly finalTasks: null });

/** What is kept of a result. */
export function summaryOf({ champion, final, improvements, noise, references, finalTasks }: RunResult): RunSummary {
  const places = new Map(champion.lineage.map(({ birth }, place) => [birth, place]));
  let previous = -1;
  const ancestry = improvements.map(({ birth, search, select }): AncestryStep => {
    const place = places.get(birth) ?? 0;
    const births = place - previous - 1;
    previous = place;
    return { birth, search, select, births, changes: changesOf(champion.lineage[place]) };
  });
  return {
    experiment: champion.experiment,
    birth: champion.birth,
    candidates: champion.candidates,
    byTask: { select: champion.select.byTask, final: final.byTask },
    references,
    ancestry,
    noise,
    finalTasks,
  };
}

function changesOf(step: LineageStep | undefined): string[] {
  if (step?.kind !== 'descendant') return [];
  return step.edits.filter(({ kind }) => kind !== 'nothing').map(describeMutation);
}
