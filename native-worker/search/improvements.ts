import { bufferOf } from '../algorithm/program-buffer.ts';
import type { Program } from '../algorithm/program.ts';
import type { Identity, PackedLineage } from './packed-lineage.ts';
import { replayLineage } from './replay-lineage.ts';

/** A step of a line that did better on T_search than all before it. */
export interface Improvement extends Identity {
  /** Fitness on T_search. */
  readonly search: number;
  /** As it was then. */
  readonly program: Program;
}

/** The improving steps of a line, its founder first; those that are on record included. */
export function improvementsOf(line: PackedLineage): readonly Improvement[] {
  const improvements: Improvement[] = [];
  let best = -Infinity;
  replayLineage(line, (place, program) => {
    const search = line.fitness[place]!;
    if (search <= best) return;
    best = search;
    improvements.push({
      island: line.islands[place]!,
      birth: line.births[place]!,
      search,
      program: bufferOf(program).toProgram(),
    });
  });
  return improvements;
}
