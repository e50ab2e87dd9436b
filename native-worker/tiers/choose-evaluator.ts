import { EVALUATOR_NAMES } from '../evaluator/evaluator.ts';
import { EvaluatorError } from './evaluator-error.ts';
import { selfCheckCases } from './self-check-cases.ts';
import { selfCheckProblem } from './self-check.ts';
import type { ChosenEvaluator, DroppedTier, EvaluatorChoice, TierOpener } from './tier.ts';

/**
 * The evaluator for a choice, once it has proved itself. `auto` takes the fastest: one that is not there, or does not
 * give the bits it should, is dropped and the next is taken.
 *
 * @throws {EvaluatorError} if the one asked for, or for `auto` every one, is not there or does not prove itself
 */
export function chooseEvaluator(choice: EvaluatorChoice, open: TierOpener): ChosenEvaluator {
  const cases = selfCheckCases();
  const dropped: DroppedTier[] = [];
  for (const name of choice === 'auto' ? EVALUATOR_NAMES : [choice]) {
    const tier = open(name);
    if (tier.kind !== 'open') {
      const selfCheck = tier.kind === 'damaged' ? 'failed' : 'not run';
      dropped.push({ name, instructionSet: null, selfCheck, reason: tier.reason });
      continue;
    }
    const { evaluator, instructionSet } = tier;
    const problem = selfCheckProblem(evaluator, cases);
    if (problem === null) return { name, instructionSet, dropped, evaluator };
    dropped.push({ name, instructionSet, selfCheck: 'failed', reason: problem });
  }
  const reasons = dropped.map(({ name, reason }) => (choice === 'auto' ? `${name}: ${reason}` : reason)).join('; ');
  const advice = choice === 'auto' ? 'doctor says more' : 'use --evaluator auto, which takes what works';
  throw new EvaluatorError(`--evaluator ${choice}: ${reasons}; ${advice}`);
}
