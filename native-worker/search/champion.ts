import type { Program } from '../algorithm/program.ts';
import { type Ancestor, type Individual, lineageOf } from './ancestry.ts';
import type { MutationRecord } from './mutation-record.ts';
import type { SetScore } from './set-scoring.ts';

/** A program that was looked at on T_select. */
export interface Champion {
  /** The experiment that found it, from 0. */
  readonly experiment: number;
  /** Candidates of the whole run when it was looked at. */
  readonly candidates: number;
  readonly individual: Individual;
  readonly select: SetScore;
}

/** One birth of a lineage, in a form that can be sent and stored: it names its parent, and does not hold it. */
export type LineageStep = {
  /** Running number in the experiment, from 0. */
  readonly birth: number;
  /** On T_search. */
  readonly search: number;
} & (
  | { readonly kind: 'founder'; readonly program: Program }
  | {
      readonly kind: 'descendant';
      /** The parent's `birth`. */
      readonly parent: number;
      /** What made it of its parent, in order. */
      readonly edits: readonly MutationRecord[];
    }
);

/** A champion in a form that can be sent and stored. */
export interface ChampionReport {
  readonly experiment: number;
  /** Its running number in the experiment, from 0. */
  readonly birth: number;
  /** Candidates of the whole run when it was looked at. */
  readonly candidates: number;
  /** As it was found, dead code and all. */
  readonly program: Program;
  /** Fitness on T_search. */
  readonly search: number;
  readonly select: SetScore;
  /** The line that led to it, founder first, itself last. */
  readonly lineage: readonly LineageStep[];
}

/** What can be told of a champion. */
export function reportOf({ experiment, candidates, individual, select }: Champion): ChampionReport {
  return {
    experiment,
    birth: individual.ancestor.birth,
    candidates,
    program: individual.program,
    search: individual.fitness,
    select,
    lineage: lineageOf(individual.ancestor).map(lineageStep),
  };
}

function lineageStep(ancestor: Ancestor): LineageStep {
  const { birth, fitness: search } = ancestor;
  return ancestor.kind === 'founder'
    ? { kind: 'founder', birth, search, program: ancestor.program }
    : { kind: 'descendant', birth, search, parent: ancestor.parent.birth, edits: ancestor.edits };
}
