import type { Program } from '../algorithm/program.ts';
import type { Spec, TaskRole } from '../spec/spec-schema.ts';
import { noiseSeeds } from './experiment.ts';
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

/** An evolved program and where it comes from. */
export interface Found {
  readonly experiment: number;
  readonly birth: number;
  readonly program: Program;
}

/** Whom looks can be at; what is not known yet must not be asked for. */
export interface LookedAt {
  /** The champion of the experiment under way. */
  readonly current: () => Found;
  /** The champion of the run. */
  readonly best: () => Found;
  /** The improving steps of the line that led to the champion of the run. */
  readonly improvements: () => readonly Omit<Found, 'experiment'>[];
}

/** Whom a look is at: evolved programs under the random numbers that were their own on T_search. */
export function lookTarget(look: Look, spec: Spec, { current, best, improvements }: LookedAt): LookTarget {
  const at = ({ experiment, birth, program }: Found, role: TaskRole): LookTarget => ({
    program,
    role,
    experiment,
    noiseSeed: noiseSeeds(spec, experiment)(birth),
  });
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
      return at({ ...improvements()[look.index]!, experiment: best().experiment }, 'select');
    case 'noise':
      return { ...at(best(), 'select'), noiseSeed: look.noiseSeed };
  }
}
