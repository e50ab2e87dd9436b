import type { Command } from 'commander';
import { bundleRuns, type OpenedBundle, openBundle, readBundleFile } from '../../workbench/bundle-runs.ts';
import { UsageError } from '../../workbench/usage-error.ts';
import { verifyRun } from '../../workbench/verify-run.ts';
import type { HistoryClient } from '../../workbench/with-history.ts';
import { withHistory, withHistoryAsFound } from '../../workbench/with-history.ts';
import { addEvaluatorOption, evaluatorFor, type EvaluatorOption } from '../evaluator-option.ts';
import { EXIT } from '../exit-code.ts';
import { contextOf } from '../global-options.ts';
import { listenForInterruption } from '../interruption.ts';
import { bytesText, fitnessText } from '../number-text.ts';
import { tableLines } from '../table-text.ts';
import type { Terminal } from '../terminal.ts';

interface OpenOptions extends EvaluatorOption {
  readonly verify?: true;
}

/** `bundle ID... --out FILE` and `bundle open FILE`: runs in one file, to be shown and run again elsewhere. */
export function addBundle(program: Command): void {
  const bundle = program
    .command('bundle')
    .description('write runs into one file that tells all of them; `bundle open FILE` reads one');
  addWrite(bundle);
  addOpen(bundle);
}

/** What `bundle` does by itself. As a subcommand it keeps its options from the other one. */
function addWrite(bundle: Command): void {
  bundle
    .command('write', { isDefault: true })
    .description('write runs into a file; `bundle ID...` alone does so, too')
    .argument('<ids...>', 'the runs')
    .requiredOption('--out <file>', 'where to write it')
    .option('--with-data', 'also the data that the runs were made on')
    .action(async (ids: string[], { out, withData }: { out: string; withData?: true }, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      const written = await withHistoryAsFound(historyFile, (history) =>
        bundleRuns(history, ids, out, withData === true),
      );
      if (terminal.manner.json) {
        terminal.printJson(written);
        return;
      }
      terminal.print(`${written.runs.join(', ')}: in ${written.file} (${bytesText(written.bytes)})`);
      for (const { name, hash, isIncluded } of written.data) {
        terminal.print(
          isIncluded ? `with the data ${name}` : `without the data ${name} (SHA-256 ${hash}); --with-data adds it`,
        );
      }
    });
}

function addOpen(bundle: Command): void {
  const open = bundle
    .command('open')
    .description('check a bundle and put its runs beside your own')
    .argument('<file>', 'a file written by `bundle`')
    .option('--verify', 'run its finished runs again and compare digests: exit 0 equal, 6 different');
  addEvaluatorOption(open).action(async (file: string, { verify, evaluator }: OpenOptions, command: Command) => {
    const { terminal, historyFile } = contextOf(command);
    const bundle = readBundleFile(file);
    await withHistory(historyFile, async (history) => {
      const opened = await openBundle(history, file, bundle, Date.now());
      if (!terminal.manner.json) printOpened(terminal, opened);
      const verified = verify === true ? await verifyAll(terminal, history, opened, { evaluator }) : undefined;
      if (!terminal.manner.json) return;
      const { manifest } = bundle;
      terminal.printJson({ program: manifest.program, semantics: manifest.semantics, runs: opened.runs, missing: opened.missing, ...(verified && { verified }) }); // prettier-ignore
    });
  });
}

interface Verified {
  readonly id: string;
  readonly equal: boolean;
}

/** Holds the digests that the bundle tells against those of repetitions here, whatever this history has on record. */
async function verifyAll(
  terminal: Terminal,
  history: HistoryClient,
  { bundle, runs, missing }: OpenedBundle,
  { evaluator }: EvaluatorOption,
): Promise<Verified[]> {
  const [gone] = missing;
  if (gone !== undefined) {
    throw new UsageError(
      `the data ${gone.name} (SHA-256 ${gone.hash}) is not here, so nothing can be run again; import it by: data import FILE --name ${gone.name}`,
    );
  }
  await evaluatorFor(terminal, evaluator);
  const interruption = listenForInterruption(terminal);
  const verified: Verified[] = [];
  try {
    for (const { run } of bundle.runs) {
      if (run.state !== 'done') continue;
      const isOther = runs.some(({ id, kind }) => id === run.id && kind === 'differs');
      const verification = await verifyRun(history, run.id, evaluator, interruption.signal, () => undefined);
      if (verification === null) {
        process.exitCode = EXIT.interrupted;
        return verified;
      }
      const equal = !isOther && verification.repeated === run.digest;
      verified.push({ id: run.id, equal });
      if (!equal) process.exitCode = EXIT.different;
      if (!terminal.manner.json)
        terminal.print(`${run.id}: ${equal ? 'equal' : 'different'}: ${verification.repeated}`);
    }
  } finally {
    interruption.dispose();
  }
  return verified;
}

const KINDS = {
  entered: 'entered',
  'was-here': 'is here already, with the same digest',
  differs: 'a run of this id is here already, with another digest; it stays as it is',
} as const;

function printOpened(terminal: Terminal, { bundle, runs, missing }: OpenedBundle): void {
  const { program, semantics } = bundle.manifest;
  terminal.print(`written by ${program.name} ${program.version}, semantics version ${semantics}`);
  const columns = ['ID', 'NAME', 'SEED', 'STATE', 'T_SELECT', 'T_FINAL', ''].map((title) => ({
    title,
    align: 'left' as const,
  }));
  const rows = bundle.runs.map(({ run }) => {
    const kind = runs.find(({ id }) => id === run.id)?.kind ?? 'entered';
    const what = [run.id, run.name === '' ? (run.preset ?? '') : run.name, String(run.seed), run.state];
    return [...what, fitnessText(run.bestSelect), fitnessText(run.bestFinal), KINDS[kind]];
  });
  for (const line of tableLines(columns, rows)) terminal.print(line);
  for (const { name, hash } of missing) {
    terminal.print(`not here: the data ${name} (SHA-256 ${hash}); the runs can be shown, but not run again without it`);
  }
}
