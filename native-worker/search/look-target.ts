import type { Program } from '../algorithm/program.ts';
import type { Spec, TaskRole } from '../spec/spec-schema.ts';
import type { LookOrder } from './island-messages.ts';
import type { Look } from './look.ts';
import type { Identity } from './packed-lineage.ts';
import { FIXED_NOISE_SEED, noiseSeeds } from './random-stream.ts';
import { referenceProgram } from './references.ts';

/** An evolved program and where it comes from. */
export interface Found extends Identity {
  readonly experiment: number;
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
export function lookTarget(look: Look, spec: Spec, { current, best, improvements }: LookedAt): LookOrder {
  const at = ({ experiment, island, birth, program }: Found, role: TaskRole): LookOrder => ({
    program,
    role,
    experiment,
    noiseSeed: noiseSeeds(spec, experiment, island)(birth),
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
