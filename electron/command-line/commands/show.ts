import type { Command } from 'commander';
import { tierText } from '../../workbench/evaluators.ts';
import { findRun } from '../../workbench/find-run.ts';
import { resultDocument } from '../../workbench/run-result-document.ts';
import { type RunDetails, runDetails } from '../../workbench/show-run.ts';
import { withHistoryAsFound } from '../../workbench/with-history.ts';
import { contextOf } from '../global-options.ts';
import { bytesText } from '../number-text.ts';
import { printRunReport } from '../run-report.ts';
import type { Terminal } from '../terminal.ts';

/** `show ID`: everything about one run. */
export function addShow(program: Command): void {
  program
    .command('show')
    .description('show a run: what it found, how good that is, where it comes from, and its spec')
    .argument('<id>', 'a run: its id, the beginning of one, or "last"')
    .action(async (id: string, _options: unknown, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      const details = await withHistoryAsFound(historyFile, async (history) =>
        runDetails(history, await findRun(history, id)),
      );
      if (terminal.manner.json) terminal.printJson(showDocument(details));
      else printDetails(terminal, details);
    });
}

function showDocument(details: RunDetails): object {
  const { run, spec, differences, experiments, canonical, references, summary, finalLooks } = details;
  return {
    ...resultDocument(details),
    note: run.note,
    tags: run.tags,
    semantics: run.semantics,
    spec,
    differences,
    experiments,
    canonical,
    byTask: summary?.byTask ?? null,
    references,
    ancestry: summary?.ancestry ?? [],
    noise: summary?.noise ?? null,
    finalLooks,
    bytes: details.bytes,
  };
}

function printDetails(terminal: Terminal, details: RunDetails): void {
  const { run, spec, summary, experiments, evaluators } = details;
  const title = [run.preset ?? '', run.name, `seed ${run.seed}`].filter((part) => part !== '').join(', ');
  terminal.print(
    `${terminal.style('bold', `run ${run.id}`)} (${title}) ${run.tags.map((tag) => `#${tag}`).join(' ')}`.trimEnd(),
  );
  if (run.note !== '') terminal.print(run.note);
  printRunReport(terminal, details);
  if (summary !== null) {
    terminal.print();
    terminal.print(terminal.style('bold', 'Fitness by task'));
    terminal.print(`  T_select  ${summary.byTask.select.map((fitness) => fitness.toFixed(4)).join(' ')}`);
    terminal.print(`  T_final   ${summary.byTask.final.map((fitness) => fitness.toFixed(4)).join(' ')}`);
  }
  terminal.print();
  terminal.print(
    `${experiments.length} ${experiments.length === 1 ? 'experiment' : 'experiments'}; ${bytesText(details.bytes)} in the history; digest ${run.digest ?? '–'}`,
  );
  for (const tier of evaluators) {
    terminal.print(`evaluated by ${tierText(tier)}`);
    for (const each of tier.dropped) terminal.printProse(`${tierText(each)} was not used: ${each.reason}`);
  }
  terminal.print();
  terminal.print(terminal.style('bold', 'Spec'));
  terminal.print(JSON.stringify(spec, null, 2));
}
