import { type Command, Option } from 'commander';
import { findRun } from '../../workbench/find-run.ts';
import { exportLineage, LINEAGE_FORMATS, type LineageFormat } from '../../workbench/lineage-export.ts';
import { withHistoryAsFound } from '../../workbench/with-history.ts';
import { writeFilesWhole } from '../../workbench/write-files.ts';
import { contextOf } from '../global-options.ts';

interface LineageOptions {
  readonly format: LineageFormat;
  readonly out?: string;
}

/** `runs lineage ID`: the ancestors that are on record, for other programs. */
export function addLineage(runs: Command): void {
  const formats = new Option('--format <name>', 'ALife phylogeny CSV, Newick, or JSON lines');
  runs
    .command('lineage')
    .description('write the family tree of a run, as far as it is on record')
    .argument('<id>', 'a run: its id, the beginning of one, or "last"')
    .addOption(formats.choices(Object.keys(LINEAGE_FORMATS)).default('alife'))
    .option('--out <file>', 'where to; without it, standard output')
    .action(async (id: string, { format, out }: LineageOptions, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      await withHistoryAsFound(historyFile, async (history) => {
        const pieces = await exportLineage(history, await findRun(history, id), format);
        if (out === undefined) for (const piece of pieces) process.stdout.write(piece);
        else {
          writeFilesWhole([{ path: out, text: Array.from(pieces).join('') }]);
          terminal.say(`the family tree is in ${out}`);
        }
      });
    });
}
