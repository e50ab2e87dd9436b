import { type Command, InvalidArgumentError } from 'commander';
import { wholeNumber } from '../whole-number.ts';
import { addEvaluatorOption, type EvaluatorOption } from '../evaluator-option.ts';

const CHECKPOINT_SECONDS = 10;

/** How a run is worked on, whatever its spec. */
export interface SittingOptions extends EvaluatorOption {
  readonly checkpointSeconds: number;
  /** Worker processes at most; one for each core unless given. */
  readonly workers?: number;
}

/** Adds the options of a command that works on runs. */
export function addSittingOptions(command: Command): Command {
  return addEvaluatorOption(command)
    .option('--checkpoint-seconds <s>', 'seconds between saved states', positiveNumber, CHECKPOINT_SECONDS)
    .option('--workers <n>', 'worker processes at most (default: one for each core)', wholeNumber);
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('expected a number above 0');
  }
  return value;
}
