import type { Command } from 'commander';
import { findRun } from '../../workbench/find-run.ts';
import { listRuns, type ListOptions, type RunListing } from '../../workbench/run-listing.ts';
import { UsageError } from '../../workbench/usage-error.ts';
import { withHistoryAsFound } from '../../workbench/with-history.ts';
import { contextOf } from '../global-options.ts';
import { bytesText, countText, durationText, fitnessText } from '../number-text.ts';
import { wholeNumber } from '../whole-number.ts';
import { tableLines } from '../table-text.ts';
import { addEditing } from './runs-edit.ts';
import { addLineage } from './runs-lineage.ts';
import { addVerify } from './runs-verify.ts';

/** `runs`: lists the runs of the history; its subcommands look at or change single ones. */
export function addRuns(program: Command): void {
  const runs = program.command('runs').description('list runs, look at them and change them');
  addList(runs);
  addDigest(runs);
  addVerify(runs);
  addLineage(runs);
  addEditing(runs);
}

/** What `runs` does by itself. As a subcommand it keeps its options from the other ones. */
function addList(runs: Command): void {
  runs
    .command('list', { isDefault: true })
    .description('list runs, newest first; `runs` alone does so, too')
    .option('--filter <text>', 'only runs whose name, preset, state, tags or id match')
    .option('--limit <n>', 'at most so many', wholeNumber)
    .allowExcessArguments()
    .action(async (options: ListOptions, command: Command) => {
      const [unknown] = command.args;
      if (unknown !== undefined) {
        throw new UsageError(
          `runs ${unknown}: there is no such command; \`runs --help\` lists them, \`show\` shows a run`,
        );
      }
      const { terminal, historyFile } = contextOf(command);
      await withHistoryAsFound(historyFile, async (history) => {
        const listed = await listRuns(history, options);
        if (terminal.manner.json) terminal.printJson({ runs: listed });
        else if (!history.isOnDisk) terminal.print(`no runs yet: there is no history ${history.file}`);
        else if (listed.length === 0) terminal.print('no runs');
        else for (const line of runTable(listed)) terminal.print(line);
      });
    });
}

function addDigest(runs: Command): void {
  runs
    .command('digest')
    .description("print a run's digest: equal digests mean equal searches, bit for bit")
    .argument('<id>', 'a run: its id, the beginning of one, or "last"')
    .action(async (id: string, _options: unknown, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      const run = await withHistoryAsFound(historyFile, (history) => findRun(history, id));
      if (run.digest === null) throw new UsageError(`${run.id}: has no digest yet; it is ${run.state}`);
      if (terminal.manner.json) terminal.printJson({ id: run.id, state: run.state, digest: run.digest });
      else terminal.print(run.digest);
    });
}

function runTable(runs: readonly RunListing[]): string[] {
  const left = ['ID', 'STATE', 'OUTCOME', 'PRESET', 'NAME'];
  const right = ['SEED', 'CANDIDATES', 'T_SEARCH', 'T_SELECT', 'T_FINAL', 'TIME', 'SIZE'];
  const columns = [
    ...left.map((title) => ({ title, align: 'left' as const })),
    ...right.map((title) => ({ title, align: 'right' as const })),
    { title: 'TAGS', align: 'left' as const },
  ];
  const rows = runs.map((run) => [
    run.id,
    run.state,
    run.outcome ?? '',
    run.preset ?? '',
    run.name,
    String(run.seed),
    countText(run.candidates),
    fitnessText(run.best.search),
    fitnessText(run.best.select),
    fitnessText(run.best.final),
    durationText(run.seconds),
    bytesText(run.bytes),
    run.tags.join(' '),
  ]);
  return tableLines(columns, rows);
}
