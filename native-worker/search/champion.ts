import type { KeptIndividual } from './island.ts';
import type { SetScore } from './set-scoring.ts';

/** A program that was looked at on T_select: plain data. */
export interface Champion extends KeptIndividual {
  /** The experiment that found it, from 0. */
  readonly experiment: number;
  /** Candidates of the whole run when it was looked at. */
  readonly candidates: number;
  readonly select: SetScore;
}
