import { EDIT } from './edit-encoding.ts';
import type { EditLog } from './edit-log.ts';
import { noOutcomes, OUTCOMES } from './island-figures.ts';

const BETTER = OUTCOMES.indexOf('better');
const EQUAL = OUTCOMES.indexOf('equal');
const WORSE = OUTCOMES.indexOf('worse');
const FAILED = OUTCOMES.indexOf('failed');
const UNCHANGED = OUTCOMES.indexOf('unchanged');

/** Counts what became of candidates beside their parents, by the kind of the edit that was made last. */
export class OutcomeCounts {
  /** See `IslandFigures.outcomes`. */
  readonly counts: Float64Array<ArrayBuffer>;

  constructor(counts: Float64Array = noOutcomes()) {
    this.counts = counts.slice();
  }

  /** A candidate that was bred. A copy that nothing was tried on counts as `identity`. */
  add(edits: EditLog, fitness: number, parentFitness: number): void {
    const kind = edits.units === 0 ? EDIT.identity : edits.lastKind;
    const isUnchanged = edits.units === 0 || edits.cameToNothing;
    this.counts[kind * OUTCOMES.length + (isUnchanged ? UNCHANGED : outcomeOf(fitness, parentFitness))]!++;
  }

  /** A candidate without a parent: it failed, or is better than nothing. */
  addFounder(fitness: number): void {
    this.counts[EDIT.founder * OUTCOMES.length + (fitness === 0 ? FAILED : BETTER)]!++;
  }
}

function outcomeOf(fitness: number, parentFitness: number): number {
  if (fitness === 0) return FAILED;
  if (fitness > parentFitness) return BETTER;
  return fitness === parentFitness ? EQUAL : WORSE;
}
