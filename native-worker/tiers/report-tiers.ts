import { EVALUATOR_NAMES, type EvaluatorName } from '../evaluator/evaluator.ts';
import { selfCheckCases } from './self-check-cases.ts';
import { selfCheckProblem } from './self-check.ts';
import { EvaluatorError } from './evaluator-error.ts';
import type { OpenedTier, TierOpener } from './tier.ts';

/** A way of running programs, as `doctor` tells of it. */
export interface TierReport {
  readonly name: EvaluatorName;
  /** Whether it is there; one that is there and does not prove itself is not used. */
  readonly available: boolean;
  /** `passed` where known programs gave the known bits; `failed` also where it is damaged; `not run` where it is not there. */
  readonly selfCheck: 'passed' | 'failed' | 'not run';
  /** Why it is not available, or what failed; null where all is well. */
  readonly reason: string | null;
  /** The instruction set that it would use; null for the interpreter, and where it is not there. */
  readonly instructionSet: string | null;
}

/** What the environment asks for and cannot be had is a reason here, not an error. */
function opened(name: EvaluatorName, open: TierOpener): OpenedTier {
  try {
    return open(name);
  } catch (error) {
    if (error instanceof EvaluatorError) return { kind: 'unavailable', reason: error.message };
    throw error;
  }
}

/** Every tier, fastest first, each checked. */
export function reportTiers(open: TierOpener): TierReport[] {
  const cases = selfCheckCases();
  return EVALUATOR_NAMES.map((name): TierReport => {
    const tier = opened(name, open);
    if (tier.kind !== 'open') {
      const selfCheck = tier.kind === 'damaged' ? 'failed' : 'not run';
      return { name, available: false, selfCheck, reason: tier.reason, instructionSet: null };
    }
    const problem = selfCheckProblem(tier.evaluator, cases);
    const selfCheck = problem === null ? 'passed' : 'failed';
    return { name, available: true, selfCheck, reason: problem, instructionSet: tier.instructionSet };
  });
}
