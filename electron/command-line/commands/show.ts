import type { Command } from 'commander';
import { tierText } from '../../workbench/evaluators.ts';
import { findRun } from '../../workbench/find-run.ts';
import { resultDocument } from '../../workbench/run-result-document.ts';
import { type RunDetails, runDetails } from '../../workbench/show-run.ts';
import { withHistoryAsFound } from '../../workbench/with-history.ts';
import { contextOf } from '../global-options.ts';
import { printRunReport } from '../run-report.ts';
import { bytesText, durationText } from '../number-text.ts';
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
    islands: details.islands,
    events: details.events,
    bytes: details.bytes,
    processorSeconds: run.cpuSeconds,
    canonical,
    byTask: summary?.byTask ?? null,
    references,
    ancestry: details.ancestry,
    noise: summary?.noise ?? null,
    finalLooks,
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
  const islands = spec.islands === 1 ? '' : ` on ${spec.islands} islands`;
  const experimentsText = `${experiments.length} ${experiments.length === 1 ? 'experiment' : 'experiments'}${islands}`;
  terminal.print(`${experimentsText}; digest ${run.digest ?? '–'}`);
  const processor = run.cpuSeconds === null ? '' : `, ${durationText(run.cpuSeconds)} of processor time`;
  terminal.print(`worked for ${durationText(run.seconds)}${processor}; its record takes ${bytesText(details.bytes)}`);
  for (const { at, text, detail } of details.events) {
    terminal.print(`${new Date(at).toISOString()}  ${text}`);
    if (detail !== null) terminal.print(detail.replaceAll(/^/gm, '    ').trimEnd());
  }
  for (const tier of evaluators) {
    terminal.print(`evaluated by ${tierText(tier)}`);
    for (const each of tier.dropped) terminal.printProse(`${tierText(each)} was not used: ${each.reason}`);
  }
  terminal.print();
  terminal.print(terminal.style('bold', 'Spec'));
  terminal.print(JSON.stringify(spec, null, 2));
}
