import type { Command } from 'commander';
import {
  type ChosenEvaluator,
  type EvaluatorChoice,
  prepareEvaluator,
  readEvaluatorChoice,
  tierText,
} from '../workbench/evaluators.ts';
import type { Terminal } from './terminal.ts';

/** The value of `--evaluator`. */
export interface EvaluatorOption {
  readonly evaluator: EvaluatorChoice;
}

/** Adds `--evaluator`. */
export function addEvaluatorOption(command: Command): Command {
  return command.option(
    '--evaluator <name>',
    'auto (the fastest that proves itself), native, wasm or interpreter; results do not depend on it',
    readEvaluatorChoice,
    'auto',
  );
}

/** Says that the next seconds go into compiling. */
export function sayBuilding(terminal: Terminal): () => void {
  return () => {
    terminal.say('building the native evaluator: some seconds, once');
  };
}

/**
 * The evaluator for a choice, compiled first if need be. One that was dropped since it gives wrong bits is told of; one
 * that is just not there is `doctor`'s matter.
 *
 * @throws {EvaluatorError} if the one asked for is not there or does not prove itself
 */
export async function evaluatorFor(terminal: Terminal, choice: EvaluatorChoice): Promise<ChosenEvaluator> {
  const chosen = await prepareEvaluator(choice, sayBuilding(terminal));
  if (terminal.manner.json) return chosen;
  for (const dropped of chosen.dropped) {
    if (dropped.selfCheck !== 'failed') continue;
    terminal.complain(`${tierText(dropped)} is not used: ${dropped.reason}; ${tierText(chosen)} takes its place`);
  }
  return chosen;
}
