import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { deleteRuns, purgeRuns, renameRun, restoreRun, runsToDelete, tagRun } from '../../workbench/edit-runs.ts';
import { UsageError } from '../../workbench/usage-error.ts';
import { withHistoryAsFound } from '../../workbench/with-history.ts';
import { contextOf } from '../global-options.ts';

/** `runs rename`, `tag`, `delete`, `restore` and `purge`. */
export function addEditing(runs: Command): void {
  addNaming(runs);
  addDeletion(runs);
}

function addNaming(runs: Command): void {
  runs
    .command('rename')
    .description('give a run another name')
    .argument('<id>', 'the run')
    .argument('<name>', 'its new name')
    .action(async (id: string, name: string, _options: unknown, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      const run = await withHistoryAsFound(historyFile, (history) => renameRun(history, id, name));
      if (terminal.manner.json) terminal.printJson({ id: run.id, name: name.trim() });
      else terminal.print(`${run.id} is called ${name.trim()}`);
    });
  runs
    .command('tag')
    .description('give a run tags, or take some away')
    .argument('<id>', 'the run')
    .argument('[tags...]', 'tags to add')
    .option('--remove <tags...>', 'tags to take away')
    .action(async (id: string, add: string[], { remove = [] }: { remove?: string[] }, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      if (add.length + remove.length === 0) throw new UsageError('runs tag: name at least one tag, or --remove one');
      const tags = await withHistoryAsFound(historyFile, (history) => tagRun(history, id, add, remove));
      if (terminal.manner.json) terminal.printJson({ tags });
      else terminal.print(tags.length === 0 ? 'no tags' : tags.join(' '));
    });
}

function addDeletion(runs: Command): void {
  runs
    .command('delete')
    .description('delete runs; `runs restore` has them back until `runs purge`')
    .argument('<ids...>', 'the runs')
    .option('--yes', 'do not ask')
    .action(async (ids: string[], { yes }: { yes?: true }, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      await withHistoryAsFound(historyFile, async (history) => {
        const found = await runsToDelete(history, ids);
        const named = found.map((run) => run.id);
        if (yes !== true && !(await confirmed(`delete ${named.join(', ')}?`))) {
          throw new UsageError('nothing was deleted');
        }
        await deleteRuns(history, found, Date.now());
        if (terminal.manner.json) terminal.printJson({ deleted: named });
        else terminal.print(`deleted ${named.join(', ')}; to undo: runs restore ID, until runs purge`);
      });
    });
  runs
    .command('restore')
    .description('have a deleted run back')
    .argument('<id>', 'the deleted run')
    .action(async (id: string, _options: unknown, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      const run = await withHistoryAsFound(historyFile, (history) => restoreRun(history, id));
      if (terminal.manner.json) terminal.printJson({ restored: run.id });
      else terminal.print(`${run.id} is back`);
    });
  runs
    .command('purge')
    .description('remove deleted runs for good')
    .option('--yes', 'do not ask')
    .action(async ({ yes }: { yes?: true }, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      await withHistoryAsFound(historyFile, async (history) => {
        const waiting = (await history.runs.listDeleted()).length;
        if (waiting > 0 && yes !== true && !(await confirmed(`remove ${runCount(waiting)} for good?`))) {
          throw new UsageError('nothing was removed');
        }
        const purged = await purgeRuns(history, Date.now());
        if (terminal.manner.json) terminal.printJson({ purged });
        else terminal.print(`removed ${runCount(purged)}`);
      });
    });
}

function runCount(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`;
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`${question} There is nobody to ask; repeat with --yes`);
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `)).trim());
  } finally {
    reader.close();
  }
}
