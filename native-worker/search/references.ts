import { linearAlgorithm, networkAlgorithm } from '../algorithm/hand-designed.ts';
import { packAlgorithm, type Program } from '../algorithm/program.ts';
import type { ReferenceAlgorithm, TaskRole } from '../spec/spec-schema.ts';

/** How a hand-designed algorithm does on a run's sets, as far as it was looked at. */
export interface ReferenceScores extends Readonly<Record<TaskRole, number | null>> {
  /** What it is, in words. */
  readonly label: string;
}

/** The hand-designed algorithm that results are shown beside, with the rate and scales that the spec gives it. */
export function referenceProgram(reference: ReferenceAlgorithm): Program {
  switch (reference.algorithm) {
    case 'linear':
      return packAlgorithm(linearAlgorithm(reference));
    case 'network':
      return packAlgorithm(networkAlgorithm(reference));
  }
}
