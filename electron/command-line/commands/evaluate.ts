import type { Command } from 'commander';
import { evaluateAlgorithm, evaluateRows } from '../../workbench/evaluate-file.ts';
import { namedTaskSet } from '../../workbench/task-sets-of.ts';
import { UsageError } from '../../workbench/usage-error.ts';
import { withHistory } from '../../workbench/with-history.ts';
import { addEvaluatorOption, evaluatorFor, type EvaluatorOption } from '../evaluator-option.ts';
import { contextOf } from '../global-options.ts';
import { fitnessText } from '../number-text.ts';
import type { Terminal } from '../terminal.ts';

interface EvaluateOptions extends EvaluatorOption {
  readonly tasks?: string;
}

/** `evaluate FILE`: programs on the data they come with, or an algorithm on a set of tasks. */
export function addEvaluate(program: Command): void {
  const evaluate = program
    .command('evaluate')
    .description('evaluate programs on data (.jsonl), or an algorithm on a set of tasks (--tasks)')
    .argument('<file>', 'rows of JSON, or the listing of an algorithm')
    .option('--tasks <preset#set>', 'the tasks: a preset or spec file, and #search, #select or #final');
  addEvaluatorOption(evaluate).action(async (file: string, options: EvaluateOptions, command: Command) => {
    const { terminal, historyFile } = contextOf(command);
    if (file.endsWith('.jsonl')) await evaluateRowsOf(terminal, file, options);
    else await evaluateOnTasks(terminal, file, options, historyFile);
  });
}

async function evaluateRowsOf(
  terminal: Terminal,
  file: string,
  { tasks, evaluator: choice }: EvaluateOptions,
): Promise<void> {
  if (tasks !== undefined)
    throw new UsageError('--tasks: the rows of a .jsonl file bring their own data; leave it out');
  const { evaluator } = await evaluatorFor(terminal, choice);
  for (const answer of evaluateRows(file, evaluator)) terminal.printJson(answer);
}

async function evaluateOnTasks(
  terminal: Terminal,
  file: string,
  { tasks, evaluator: choice }: EvaluateOptions,
  historyFile: string,
): Promise<void> {
  if (tasks === undefined) {
    throw new UsageError(`${file}: on which tasks? Name them, such as --tasks linear-regression#select`);
  }
  const named = await namedTaskSet(tasks, historyFile);
  const { evaluator } = await evaluatorFor(terminal, choice);
  const score =
    named.role === 'final'
      ? await withHistory(historyFile, (history) => evaluateAlgorithm(file, named, evaluator, history))
      : await evaluateAlgorithm(file, named, evaluator, null);
  if (terminal.manner.json) {
    terminal.printJson(score);
    return;
  }
  terminal.print(`fitness  ${fitnessText(score.fitness)} (mean of ${score.byTask.length} tasks)`);
  terminal.print(`by task  ${score.byTask.map(fitnessText).join(' ')}`);
  terminal.print(`hash     ${score.hash}`);
}
