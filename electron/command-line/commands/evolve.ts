import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { checkExportTarget } from '../../workbench/check-export-target.ts';
import { exportAlgorithm } from '../../workbench/export-algorithm.ts';
import { championSubject } from '../../workbench/export-subject.ts';
import { bestReached } from '../../workbench/follow-group.ts';
import { enqueueRuns, prepareRuns } from '../../workbench/prepare-runs.ts';
import { resultDocument } from '../../workbench/run-result-document.ts';
import { parseSeedList } from '../../workbench/seed-list.ts';
import { parseSetOption } from '../../workbench/set-option.ts';
import type { RunDetails } from '../../workbench/show-run.ts';
import type { NamedOption } from '../../workbench/spec-source.ts';
import { UsageError } from '../../workbench/usage-error.ts';
import { withHistory } from '../../workbench/with-history.ts';
import { EXIT } from '../exit-code.ts';
import { evaluatorFor } from '../evaluator-option.ts';
import { type CommandContext, contextOf } from '../global-options.ts';
import { wholeNumber, wholeNumberOrZero } from '../whole-number.ts';
import { printRunReport } from '../run-report.ts';
import type { Terminal } from '../terminal.ts';
import { followRuns, sayHowToGoOn } from './follow-runs.ts';
import { addSittingOptions, type SittingOptions } from './sitting-options.ts';

const DEFAULT_PRESET = 'linear-regression';

interface EvolveOptions extends SittingOptions {
  readonly seed?: number;
  readonly seeds?: string;
  readonly candidates?: number;
  readonly trainSteps?: number;
  readonly experiments?: number;
  readonly islands?: number;
  readonly method?: string;
  readonly set: readonly string[];
  readonly export?: string;
  readonly name?: string;
  readonly note?: string;
}

/** `evolve`: starts a run (or a group of runs) and follows it. */
export function addEvolve(program: Command): void {
  const evolve = program
    .command('evolve')
    .description('evolve an algorithm: start a run and follow it to its end')
    .argument('[spec]', 'a preset (`presets` lists them) or a spec file', DEFAULT_PRESET)
    .option('--seed <n>', 'the seed of the run', wholeNumberOrZero)
    .option('--seeds <list>', 'a group: one run for each seed, such as 1-10 or 1,4,7-9')
    .option('--candidates <n>', 'most candidates of the run', wholeNumber)
    .option('--train-steps <n>', 'most training steps of the run', wholeNumber)
    .option('--experiments <n>', 'restarts of the search; 0: as many as the budget allows', wholeNumberOrZero)
    .option('--islands <n>', 'populations side by side', wholeNumber)
    .option('--method <form>', 'paper, reference or workbench')
    .option('--set <path=value>', 'set any field of the spec; may repeat', collect, [])
    .option('--export <file.ts>', 'write the algorithm that was found as TypeScript')
    .option('--name <text>', 'a name for the run')
    .option('--note <text>', 'a note to keep with the run');
  addSittingOptions(evolve).action(async (named: string, options: EvolveOptions, command: Command) => {
    const context = contextOf(command);
    const { terminal, historyFile } = context;
    if (options.seed !== undefined && options.seeds !== undefined) {
      throw new UsageError('--seed and --seeds: give one of them');
    }
    if (options.export !== undefined) checkExportTarget('--export', options.export);
    const seeds = options.seeds === undefined ? undefined : parseSeedList(options.seeds);
    const group = await prepareRuns({ named, options: specOptions(options), seeds }, historyFile);
    // Before the runs are on record: one that cannot be worked on leaves none. Workers load what is compiled here.
    await evaluatorFor(terminal, options.evaluator);
    await withHistory(historyFile, async (history) => {
      const runs = await enqueueRuns(history, group, Date.now());
      const { details, unfinished } = await followRuns(context, history, runs, {
        workers: options.workers ?? availableParallelism(),
        checkpointSeconds: options.checkpointSeconds,
        evaluator: options.evaluator,
      });
      printResults(context, details, options.seeds !== undefined);
      if (options.export !== undefined) exportBest(terminal, details, options.export);
      sayHowToGoOn(context, unfinished);
    });
  });
}

/** The flags that are short for fields of the spec, and `--set`, in this order. */
function specOptions(options: EvolveOptions): NamedOption[] {
  const flags: readonly (readonly [flag: string, path: string, value: unknown])[] = [
    ['--method', 'method.form', options.method],
    ['--seed', 'seed', options.seed],
    ['--candidates', 'budget.candidates', options.candidates],
    ['--train-steps', 'budget.trainSteps', options.trainSteps],
    ['--experiments', 'budget.experiments', options.experiments],
    ['--islands', 'islands', options.islands],
    ['--name', 'name', options.name],
    ['--note', 'note', options.note],
  ];
  return [
    ...flags.flatMap(([flag, path, value]) => (value === undefined ? [] : [{ flag, path, value }])),
    ...options.set.map((text) => ({ flag: `--set ${text}`, ...parseSetOption(text) })),
  ];
}

function printResults({ terminal, toType }: CommandContext, details: readonly RunDetails[], isGroup: boolean): void {
  if (terminal.manner.json) {
    const documents = details.map(resultDocument);
    terminal.printJson(isGroup ? { runs: documents } : documents[0]);
    return;
  }
  const [first] = details;
  if (!isGroup && first !== undefined) {
    printRunReport(terminal, first);
    terminal.print();
    terminal.print(`Kept as run ${first.run.id} in ${first.historyFile}`);
    terminal.print(`  show it again:        ${toType(`show ${first.run.id}`)}`);
    if (first.champion !== null) {
      terminal.print(`  as TypeScript:        ${toType(`export ${first.run.id} --out found.ts`)}`);
    }
    return;
  }
  const solved = details.filter(({ run }) => run.outcome === 'solved');
  terminal.print(`${solved.length} of ${details.length} runs solved`);
  for (const { run } of details) terminal.print(`  ${run.id}  seed ${run.seed}  ${run.outcome ?? run.state}`);
}

function exportBest(terminal: Terminal, details: readonly RunDetails[], file: string): void {
  const best = bestReached(details);
  const champion = best?.champion ?? null;
  if (best === null || champion === null) {
    terminal.complain(`--export ${file}: nothing was written, since nothing reached the bar`);
    process.exitCode ??= EXIT.notReached;
    return;
  }
  exportAlgorithm(championSubject(best.run, best.spec, champion), file, null);
  terminal.say(`the algorithm is in ${file}`);
}

function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}
