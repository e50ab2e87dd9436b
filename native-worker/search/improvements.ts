import type { Program } from '../algorithm/program.ts';
import { type Ancestor, lineageOf, replayLineage } from './ancestry.ts';

/** A step of a line that did better on T_search than all before it. */
export interface Improvement {
  readonly ancestor: Ancestor;
  /** As it was then. */
  readonly program: Program;
}

/** The improving steps that led to a birth, its founder first. */
export function improvementsOf(ancestor: Ancestor): readonly Improvement[] {
  const lineage = lineageOf(ancestor);
  const programs = replayLineage(lineage);
  const improvements: Improvement[] = [];
  let best = -Infinity;
  lineage.forEach((step, index) => {
    if (step.fitness <= best) return;
    best = step.fitness;
    improvements.push({ ancestor: step, program: programs[index]! });
  });
  return improvements;
}
