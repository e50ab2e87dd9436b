import { type Command, InvalidArgumentError } from 'commander';
import { chooseEvaluator } from '../../workbench/evaluators.ts';

const CHECKPOINT_SECONDS = 10;

/** How a run is worked on, whatever its spec. */
export interface SittingOptions {
  readonly evaluator: string;
  readonly checkpointSeconds: number;
}

/** Adds the options of a command that works on runs. An evaluator that is not there is refused. */
export function addSittingOptions(command: Command): Command {
  return command
    .option('--evaluator <name>', 'auto, native, wasm or interpreter', 'auto')
    .option('--checkpoint-seconds <s>', 'seconds between saved states', positiveNumber, CHECKPOINT_SECONDS)
    .hook('preAction', (_program, action) => {
      chooseEvaluator(action.opts<SittingOptions>().evaluator);
    });
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('expected a number above 0');
  }
  return value;
}
