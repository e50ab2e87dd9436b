import type { Program } from '../algorithm/program.ts';
import type { Spec, TaskRole } from '../spec/spec-schema.ts';
import type { Individual } from './ancestry.ts';
import { noiseSeeds } from './experiment.ts';
import type { Improvement } from './improvements.ts';
import type { Look } from './look.ts';
import { FIXED_NOISE_SEED } from './random-stream.ts';
import { referenceProgram } from './references.ts';

/** Whom a look is at, and where. */
export interface LookTarget {
  readonly program: Program;
  readonly role: TaskRole;
  /** Whose sets are meant. */
  readonly experiment: number;
  readonly noiseSeed: number;
}

/** An individual and the experiment that it comes from. */
export interface Found {
  readonly experiment: number;
  readonly individual: Individual;
}

/** Whom looks can be at; what is not known yet must not be asked for. */
export interface LookedAt {
  /** The champion of the experiment under way. */
  readonly current: () => Found;
  /** The champion of the run. */
  readonly best: () => Found;
  /** The improving steps of the line that led to the champion of the run. */
  readonly improvements: () => readonly Improvement[];
}

/** Whom a look is at: evolved programs under the random numbers that were their own on T_search. */
export function lookTarget(look: Look, spec: Spec, { current, best, improvements }: LookedAt): LookTarget {
  const at = (
    { experiment, individual }: Found,
    role: TaskRole,
    { program, ancestor }: Pick<Individual, 'program' | 'ancestor'> = individual,
  ): LookTarget => ({ program, role, experiment, noiseSeed: noiseSeeds(spec, experiment)(ancestor.birth) });
  switch (look.kind) {
    case 'reference': {
      const program = referenceProgram(spec.references[look.index]!);
      return { program, role: look.role, experiment: 0, noiseSeed: FIXED_NOISE_SEED };
    }
    case 'champion':
      return at(current(), 'select');
    case 'final':
      return at(best(), 'final');
    case 'improvement':
      return at(best(), 'select', improvements()[look.index]);
    case 'noise':
      return { ...at(best(), 'select'), noiseSeed: look.noiseSeed };
  }
}
