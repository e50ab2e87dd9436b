import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { checkExportTarget } from '../../workbench/check-export-target.ts';
import { exportAlgorithm } from '../../workbench/export-algorithm.ts';
import { evaluatorAtHand } from '../../workbench/evaluators.ts';
import { findExportSubject } from '../../workbench/find-export-subject.ts';
import { UsageError } from '../../workbench/usage-error.ts';
import { withHistoryAsFound } from '../../workbench/with-history.ts';
import { contextOf } from '../global-options.ts';

interface ExportOptions {
  readonly out: string;
  readonly withTest?: true;
  readonly outputs?: 'scalar' | 'vector';
  readonly measure?: 'rms' | 'accuracy';
  readonly classes?: number;
}

/** `export ID or HASH or FILE`: an algorithm as one TypeScript module. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('write an algorithm as one TypeScript file without imports')
    .argument('<algorithm>', 'a run (id, its beginning, or "last"), a content hash, or a file with a listing')
    .requiredOption('--out <file.ts>', 'where to write it')
    .option('--with-test', 'also write a test that replays recorded examples bit for bit')
    .addOption(
      new Option('--outputs <kind>', 'of a file: scalar (the default) or vector').choices(['scalar', 'vector']),
    )
    .addOption(
      new Option('--measure <name>', 'of a file: rms (regression) or accuracy (classes)').choices(['rms', 'accuracy']),
    )
    .option('--classes <n>', 'of a file with vector outputs: number of classes', classCount)
    .action(async (named: string, options: ExportOptions, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      checkExportTarget('--out', options.out);
      if (!existsSync(named)) refuseFileOptions(named, options);
      const use = exportUse(options);
      const files = await withHistoryAsFound(historyFile, async (history) =>
        exportAlgorithm(
          await findExportSubject(history, named, use),
          options.out,
          options.withTest === true ? evaluatorAtHand().evaluator : null,
        ),
      );
      if (terminal.manner.json) {
        terminal.printJson(files);
        return;
      }
      terminal.print(`the algorithm is in ${files.module}`);
      if (files.test !== null) terminal.print(`its test is in ${files.test}: node --test ${files.test}`);
    });
}

/** A run knows what its algorithms are for; saying something else would be ignored. */
function refuseFileOptions(named: string, options: ExportOptions): void {
  const given = (['outputs', 'measure', 'classes'] as const).find((name) => options[name] !== undefined);
  if (given === undefined) return;
  throw new UsageError(`--${given}: is for algorithms in files, and there is no file ${named}; leave it out for a run`);
}

function exportUse({ outputs = 'scalar', measure, classes }: ExportOptions) {
  if (outputs === 'scalar') {
    if (classes !== undefined) {
      throw new UsageError('--classes: scalar outputs have no number of classes; add --outputs vector or leave it out');
    }
    return { outputs, measure: measure ?? 'rms', classes: 0, validationSigmoid: 'local' } as const;
  }
  if (measure === 'rms') throw new UsageError('--measure rms: vector outputs are classes; expected accuracy');
  if (classes === undefined) throw new UsageError('--classes: vector outputs need the number of classes');
  return { outputs, measure: 'accuracy', classes, validationSigmoid: 'local' } as const;
}

function classCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 2 || value > 256) {
    throw new InvalidArgumentError(`expected a whole number from 2 to 256, found "${text}"`);
  }
  return value;
}
