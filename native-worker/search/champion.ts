import type { Program } from '../algorithm/program.ts';
import type { KeptIndividual } from './island.ts';
import { type LineageStep, stepsOfLine } from './lineage-step.ts';
import type { SetScore } from './set-scoring.ts';

/** A program that was looked at on T_select: plain data. */
export interface Champion extends KeptIndividual {
  /** The experiment that found it, from 0. */
  readonly experiment: number;
  /** Candidates of the whole run when it was looked at. */
  readonly candidates: number;
  readonly select: SetScore;
}

/** A champion in a form that others can read. */
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
export function reportOf({ line, ...champion }: Champion): ChampionReport {
  return { ...champion, lineage: stepsOfLine(line) };
}
