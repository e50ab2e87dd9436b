import { type Command, Option } from 'commander';
import type { DatasetEntry } from '../../workbench/data-catalog.ts';
import { DataFolder } from '../../workbench/data-folder.ts';
import {
  type ImagesDescription,
  type ImportRequest,
  offerData,
  type TableDescription,
} from '../../workbench/data-import.ts';
import { removeData, takeData } from '../../workbench/data-sets.ts';
import { dataSetsOf } from '../../workbench/data-store.ts';
import { withHistory, withHistoryAsFound } from '../../workbench/with-history.ts';
import { contextOf } from '../global-options.ts';
import { bytesText, countText } from '../number-text.ts';
import { tableLines } from '../table-text.ts';
import type { Terminal } from '../terminal.ts';

interface ImportOptions extends Omit<ImportRequest, 'file'> {
  readonly dryRun?: true;
}

/** `data`: data sets of one's own, which specs can name. */
export function addData(program: Command): void {
  const data = program.command('data').description('data sets of your own, which specs can name');
  addList(data);
  addImport(data);
  addRemove(data);
}

function addList(data: Command): void {
  data
    .command('list')
    .description('list the imported data sets')
    .action(async (_options: unknown, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      const entries = await withHistoryAsFound(historyFile, (history) => dataSetsOf(history).catalog.list());
      if (terminal.manner.json) terminal.printJson({ dataSets: entries });
      else if (entries.length === 0) terminal.print('no imported data sets; digits ships with the program');
      else for (const line of listLines(entries)) terminal.print(line);
    });
}

function addImport(data: Command): void {
  data
    .command('import')
    .description('copy a table (CSV) or images (IDX), gzipped or not, to the history, for specs to name')
    .argument('<file>', 'a CSV file with a header, or images in IDX format')
    .option('--target <column>', 'of a table: the column to predict')
    .option('--labels <file>', 'of images: the file of their labels')
    .option('--name <name>', 'what specs call it (default: as the file)')
    .addOption(
      new Option('--measure <name>', 'of the target: rms (a number) or accuracy (classes)').choices([
        'rms',
        'accuracy',
      ]),
    ) // prettier-ignore
    .option('--dry-run', 'only show what would be imported')
    .action(async (file: string, { dryRun, ...options }: ImportOptions, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      const now = Date.now();
      const offered = await offerData({ file, ...options }, new DataFolder(historyFile), now);
      const { description } = offered;
      if (!terminal.manner.json) for (const line of descriptionLines(description)) terminal.print(line);
      if (dryRun === true) {
        await offered.discard();
        if (terminal.manner.json) terminal.printJson({ description });
        return;
      }
      const { entry, isNew } = await withHistory(historyFile, (history) =>
        takeData(dataSetsOf(history).catalog, offered, now),
      );
      if (terminal.manner.json) terminal.printJson({ description, imported: entry, isNew });
      else printTaken(terminal, entry, isNew);
    });
}

function addRemove(data: Command): void {
  data
    .command('remove')
    .description('remove an imported data set')
    .argument('<name>', 'its name')
    .option('--force', 'also where runs on record were made on it')
    .action(async (name: string, { force }: { force?: true }, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      const entry = await withHistoryAsFound(historyFile, (history) =>
        removeData(dataSetsOf(history), name, { force: force === true }),
      );
      if (terminal.manner.json) terminal.printJson({ removed: entry.name });
      else terminal.print(`removed ${entry.name} (${bytesText(entry.bytes)})`);
    });
}

const left = (title: string) => ({ title, align: 'left' as const });
const right = (title: string) => ({ title, align: 'right' as const });

function listLines(entries: readonly DatasetEntry[]): string[] {
  const columns = [left('NAME'), left('KIND'), ...['ROWS', 'FEATURES', 'CLASSES', 'SIZE'].map(right), left('TARGET'), left('IMPORTED'), left('SHA-256')]; // prettier-ignore
  const rows = entries.map(({ name, kind, rows, features, classes, bytes, target, importedAt, hash }) => [
    ...[name, kind, countText(rows), countText(features), classes === null ? '–' : String(classes), bytesText(bytes)],
    ...[target ?? 'label', new Date(importedAt).toISOString().slice(0, 10), hash.slice(0, 12)],
  ]);
  return tableLines(columns, rows);
}

function descriptionLines(description: TableDescription | ImagesDescription): string[] {
  switch (description.kind) {
    case 'table': {
      const columns = [left('COLUMN'), left('TYPE'), right('DISTINCT'), right('MISSING'), left('RANGE'), left('USE')];
      const rows = description.columns.map(({ name, type, distinct, missing, range, use }) => [
        ...[name === '' ? '(no name)' : name, type, countText(distinct), countText(missing)],
        ...[range === null ? '' : range.join(' to '), useText(use, type, description)],
      ]);
      return [`${description.name}: a table of ${countText(description.rows)} rows`, ...tableLines(columns, rows)];
    }
    case 'images': {
      const rows = description.classes.map(({ label, count }) => [String(label), countText(count)]);
      const title = `${description.name}: ${countText(description.rows)} images of ${description.shape.join(' x ')} values`;
      return [title, ...tableLines([right('LABEL'), right('IMAGES')], rows)];
    }
  }
}

function useText(use: TableDescription['columns'][number]['use'], type: string, { measure }: TableDescription): string {
  switch (use) {
    case 'target':
      return measure === 'rms' ? 'target, a number (rms)' : 'target, classes (accuracy)';
    case 'feature':
      return 'feature';
    case 'left out':
      return type === 'number' ? 'left out: has no name' : `left out: ${type}, and features are numbers`;
  }
}

function printTaken(terminal: Terminal, entry: DatasetEntry, isNew: boolean): void {
  const { name, kind, target, classes } = entry;
  terminal.print(isNew ? `imported as ${name}` : `${name} was here already`);
  const measure = classes === null ? '' : ', "measure": "accuracy"';
  const inSpec =
    kind === 'table'
      ? `"kind": "table", "data": "${name}", "target": ${JSON.stringify(target)}${measure}`
      : `"kind": "projected-binary", "data": "${name}"`;
  terminal.print(`in a spec: { ${inSpec}, ... }`);
}
