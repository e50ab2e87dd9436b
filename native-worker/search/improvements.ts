import { bufferOf } from '../algorithm/program-buffer.ts';
import type { Program } from '../algorithm/program.ts';
import type { PackedLineage } from './packed-lineage.ts';
import { replayLineage } from './replay-lineage.ts';

/** A step of a line that did better on T_search than all before it. */
export interface Improvement {
  /** Its running number in the experiment. */
  readonly birth: number;
  /** Fitness on T_search. */
  readonly search: number;
  /** As it was then. */
  readonly program: Program;
}

/** The improving steps of a line, its founder first. */
export function improvementsOf(line: PackedLineage): readonly Improvement[] {
  const improvements: Improvement[] = [];
  let best = -Infinity;
  replayLineage(line, (place, program) => {
    const search = line.fitness[place]!;
    if (search <= best) return;
    best = search;
    improvements.push({ birth: line.births[place]!, search, program: bufferOf(program).toProgram() });
  });
  return improvements;
}
