import type { Evaluator, EvaluatorName } from '../evaluator/evaluator.ts';
import type { InstructionRunner } from '../evaluator/run-instruction.ts';

/** Which evaluator is wanted; `auto` takes the fastest that is there and proves itself. */
export const EVALUATOR_CHOICES = ['auto', 'native', 'wasm', 'interpreter'] as const;
export type EvaluatorChoice = (typeof EVALUATOR_CHOICES)[number];

/** A way of running programs, as it was found on this machine. */
export type OpenedTier =
  | {
      readonly kind: 'open';
      readonly evaluator: Evaluator & InstructionRunner;
      /** The instruction set that it was compiled for; null for the interpreter. */
      readonly instructionSet: string | null;
    }
  | {
      /** `unavailable`: there is none. `damaged`: there is one, and it is not what was built or cannot be loaded. */
      readonly kind: 'unavailable' | 'damaged';
      /** Why, and what would change it. */
      readonly reason: string;
    };

/** Opens a tier. Throws an `EvaluatorError` only where what the user asked for by the environment cannot be. */
export type TierOpener = (name: EvaluatorName) => OpenedTier;

/** A tier that was passed over on the way to the one that is used. */
export interface DroppedTier {
  readonly name: EvaluatorName;
  readonly instructionSet: string | null;
  /** `failed`: it is damaged, or gave other bits than it should. `not run`: it is not there. */
  readonly selfCheck: 'failed' | 'not run';
  readonly reason: string;
}

/** Which tier is used, and why no faster one is. Plain data: it goes into a run's record. */
export interface TierInUse {
  readonly name: EvaluatorName;
  readonly instructionSet: string | null;
  readonly dropped: readonly DroppedTier[];
}

/** An evaluator that has proved itself. */
export interface ChosenEvaluator extends TierInUse {
  readonly evaluator: Evaluator & InstructionRunner;
}

/** `native (avx2)`; the interpreter has no instruction set. */
export function tierText({ name, instructionSet }: Pick<TierInUse, 'name' | 'instructionSet'>): string {
  return instructionSet === null ? name : `${name} (${instructionSet})`;
}
