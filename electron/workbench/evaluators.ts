import { chooseEvaluator } from '../../native-worker/tiers/choose-evaluator.ts';
import { buildKernels, findKernels } from '../../native-worker/tiers/kernel-files.ts';
import { openTiers } from '../../native-worker/tiers/open-tiers.ts';
import { reportTiers, type TierReport } from '../../native-worker/tiers/report-tiers.ts';
import {
  type ChosenEvaluator,
  EVALUATOR_CHOICES,
  type EvaluatorChoice,
  tierText,
} from '../../native-worker/tiers/tier.ts';
import { UsageError } from './usage-error.ts';

export { type ChosenEvaluator, type EvaluatorChoice, tierText, type TierReport };

/** Reads the name of an evaluator. @throws {UsageError} if there is none of that name */
export function readEvaluatorChoice(text: string): EvaluatorChoice {
  const choice = EVALUATOR_CHOICES.find((each) => each === text);
  if (choice === undefined) {
    throw new UsageError(`--evaluator ${text}: expected ${EVALUATOR_CHOICES.join(', ')}`);
  }
  return choice;
}

/**
 * The evaluator for a choice. The native one is compiled first where that is needed and has not been done.
 *
 * @param building called before it is compiled, which takes seconds
 * @throws {EvaluatorError} if the one asked for is not there or does not prove itself
 */
export async function prepareEvaluator(choice: EvaluatorChoice, building: () => void): Promise<ChosenEvaluator> {
  const needsNative = choice === 'auto' || choice === 'native';
  const kernels = needsNative ? await buildKernels(process.env, building) : findKernels(process.env);
  return chooseEvaluator(choice, openTiers(kernels, process.env));
}

/** The fastest evaluator that needs no compiling now. */
export function evaluatorAtHand(): ChosenEvaluator {
  return chooseEvaluator('auto', openTiers(findKernels(process.env), process.env));
}

/** Every evaluator, each checked. `building` as in `prepareEvaluator`. */
export async function reportEvaluators(building: () => void): Promise<TierReport[]> {
  return reportTiers(openTiers(await buildKernels(process.env, building), process.env));
}
