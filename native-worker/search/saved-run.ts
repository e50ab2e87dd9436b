import { SEMANTICS_VERSION } from '../algorithm/semantics-version.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { Champion } from './champion.ts';
import type { SavedExperiment } from './experiment.ts';
import type { KeptIndividual } from './island.ts';
import type { Improvement } from './improvements.ts';
import type { SearchCounts } from './search-counts.ts';
import { type Look, openingLooks } from './look.ts';
import type { Identity } from './packed-lineage.ts';
import type { ReferenceScores } from './references.ts';
import { RunDigest } from './run-digest.ts';
import { NO_COUNTS } from './search-counts.ts';
import type { ImprovingStep, RunEnding } from './run-result.ts';
import type { LastLook } from './select-timing.ts';
import type { SetScore } from './set-scoring.ts';

/** Layout of saved states; a state of another layout is not resumed. */
export const SAVED_RUN_FORMAT = 3;

/** What a run is doing. Each phase begins with the looks that it needs. */
export type RunPhase =
  /** The hand-designed algorithms are looked at. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'searching' }
  /** The experiment's champion is looked at on T_select. */
  | { readonly kind: 'looking'; readonly endsExperiment: boolean }
  /** All is decided; T_final and the improving steps of the champion's line are looked at. */
  | { readonly kind: 'closing' | 'finished'; readonly ending: RunEnding };

/** What the looks of the closing phase gave so far. */
export interface ClosingScores {
  readonly final: SetScore | null;
  /** Hash of T_final's content. */
  readonly finalTasks: string | null;
  /** The champion's improving steps. */
  readonly improvements: readonly ImprovingStep[];
  /** On T_select, by noise seed from 1. */
  readonly noise: readonly number[];
}

/**
 * A run between two pieces of work: plain data (numbers, text, arrays and typed arrays), from which it goes on as if
 * it had never been cut. Any store that keeps typed arrays and non-finite numbers will do.
 */
export interface SavedRun {
  readonly format: number;
  /** Semantics version of the engine that made it. */
  readonly semantics: number;
  readonly phase: RunPhase;
  /** Still to be taken; one that was under way is begun anew. */
  readonly looks: readonly Look[];
  /** The last link of the digest's chain. */
  readonly digest: Uint8Array;
  /** Work of the experiments that are done. */
  readonly counts: SearchCounts;
  readonly experiment: SavedExperiment | null;
  readonly lastLook: LastLook | null;
  /** The champion that is being looked at on T_select, once its island has told it. */
  readonly champion: KeptIndividual | null;
  readonly best: Champion | null;
  readonly references: readonly ReferenceScores[];
  readonly closing: ClosingScores;
  /** Candidates that are not evaluated, since they ended their workers. */
  readonly quarantine: readonly QuarantinedCandidate[];
}

/** A candidate by its number in the run. */
export interface QuarantinedCandidate extends Identity {
  readonly experiment: number;
}

/** Where a run begins. */
export function firstState(spec: Spec): SavedRun {
  return {
    format: SAVED_RUN_FORMAT,
    semantics: SEMANTICS_VERSION,
    phase: { kind: 'starting' },
    looks: openingLooks(spec.references.length),
    digest: RunDigest.start(spec).save(),
    counts: NO_COUNTS,
    experiment: null,
    lastLook: null,
    champion: null,
    best: null,
    references: spec.references.map(({ label }) => ({ label, search: null, select: null, final: null })),
    closing: { final: null, finalTasks: null, improvements: [], noise: [] },
    quarantine: [],
  };
}

/** @throws {RangeError} where a state was saved by another version of the engine */
export function checkSavedRun({ format, semantics }: SavedRun): void {
  if (format !== SAVED_RUN_FORMAT) {
    throw new RangeError(
      `the saved state has layout ${format}, expected ${SAVED_RUN_FORMAT}: it was saved by another version of the program; resume it with that version, or start the run again`,
    );
  }
  if (semantics !== SEMANTICS_VERSION) {
    throw new RangeError(
      `the saved state was made under semantics version ${semantics}, expected ${SEMANTICS_VERSION}: its fitnesses do not hold here; start the run again`,
    );
  }
}

/** What the closing looks gave, with one more improving step of the champion's line. */
export function withImprovement(scores: ClosingScores, step: Improvement, select: number): ClosingScores {
  const { island, birth, search } = step;
  return { ...scores, improvements: [...scores.improvements, { island, birth, search, select }] };
}
