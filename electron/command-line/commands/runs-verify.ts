import type { Command } from 'commander';
import { withHistoryAsFound } from '../../workbench/with-history.ts';
import { addEvaluatorOption, evaluatorFor, type EvaluatorOption } from '../evaluator-option.ts';
import { EXIT } from '../exit-code.ts';
import { contextOf } from '../global-options.ts';
import { listenForInterruption } from '../interruption.ts';
import { countText, durationText } from '../number-text.ts';
import { RunProgress } from '../run-progress.ts';

const MILLISECONDS_BETWEEN_LINES = 5000;

/** `runs verify ID`: runs it again from its spec and compares digests. */
export function addVerify(runs: Command): void {
  const verify = runs
    .command('verify')
    .description('run a finished run again from its spec and compare digests')
    .argument('<id>', 'a finished run: its id, the beginning of one, or "last"');
  addEvaluatorOption(verify).action(async (id: string, { evaluator }: EvaluatorOption, command: Command) => {
    const { terminal, historyFile } = contextOf(command);
    // Here, since the list of runs does without the engine.
    const { verifyRun } = await import('../../workbench/verify-run.ts');
    await evaluatorFor(terminal, evaluator);
    const interruption = listenForInterruption(terminal);
    const progress = new RunProgress([]);
    let shown = performance.now();
    const verification = await withHistoryAsFound(historyFile, (history) =>
      verifyRun(history, id, evaluator, interruption.signal, (report) => {
        progress.take(report);
        if (performance.now() - shown < MILLISECONDS_BETWEEN_LINES) return;
        shown = performance.now();
        terminal.say(`${durationText(progress.seconds)} · ${countText(progress.candidates)} candidates again`);
      }),
    ).finally(() => {
      interruption.dispose();
    });
    if (verification === null) {
      process.exitCode = EXIT.interrupted;
      return;
    }
    if (!verification.equal) process.exitCode = EXIT.different;
    if (terminal.manner.json) terminal.printJson(verification);
    else if (verification.equal) terminal.print(`equal: ${verification.digest}`);
    else terminal.print(`different: ${verification.digest} on record, ${verification.repeated} now`);
  });
}
