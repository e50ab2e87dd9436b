import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { findRun } from '../../workbench/find-run.ts';
import { enqueueAgain } from '../../workbench/prepare-runs.ts';
import { resultDocument } from '../../workbench/run-result-document.ts';
import { runDetails } from '../../workbench/show-run.ts';
import { withHistoryAsFound } from '../../workbench/with-history.ts';
import { evaluatorFor } from '../evaluator-option.ts';
import { contextOf } from '../global-options.ts';
import { printRunReport } from '../run-report.ts';
import { followRuns, sayHowToGoOn } from './follow-runs.ts';
import { addSittingOptions, type SittingOptions } from './sitting-options.ts';

interface ResumeOptions extends SittingOptions {
  readonly again?: boolean;
}

/** `resume ID`: goes on with a run that is not done; one that is done is shown at once. */
export function addResume(program: Command): void {
  const resume = program
    .command('resume')
    .description('go on with a stopped or killed run, to the same result as if undisturbed')
    .argument('<id>', 'a run: its id, the beginning of one, or "last"');
  resume.option('--again', 'begin again from its spec, as a run of its own beside it');
  addSittingOptions(resume).action(async (id: string, options: ResumeOptions, command: Command) => {
    const context = contextOf(command);
    const { terminal, historyFile } = context;
    await withHistoryAsFound(historyFile, async (history) => {
      const found = await findRun(history, id);
      const run = options.again === true ? await enqueueAgain(history, found, Date.now()) : found;
      const isDone = run.state === 'done';
      if (!isDone) await evaluatorFor(terminal, options.evaluator);
      const group = isDone
        ? null
        : await followRuns(context, history, [run], {
            ...options,
            workers: options.workers ?? availableParallelism(),
          });
      const details = group === null ? await runDetails(history, run) : group.details[0];
      if (details === undefined) return;
      if (terminal.manner.json) terminal.printJson(resultDocument(details));
      else printRunReport(terminal, details);
      if (group !== null) sayHowToGoOn(context, group.unfinished);
    });
  });
}
