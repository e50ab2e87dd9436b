import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { addGlobalOptions } from './global-options.ts';

type AddCommand = (program: Command) => void;

/** The commands, in the order in which help lists them. Each is loaded when it is needed: all take a third of a second. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  evolve: async () => (await import('./commands/evolve.ts')).addEvolve,
  resume: async () => (await import('./commands/resume.ts')).addResume,
  runs: async () => (await import('./commands/runs.ts')).addRuns,
  show: async () => (await import('./commands/show.ts')).addShow,
  evaluate: async () => (await import('./commands/evaluate.ts')).addEvaluate,
  export: async () => (await import('./commands/export.ts')).addExport,
  presets: async () => (await import('./commands/presets.ts')).addPresets,
  data: async () => (await import('./commands/data.ts')).addData,
  bundle: async () => (await import('./commands/bundle.ts')).addBundle,
  doctor: async () => (await import('./commands/doctor.ts')).addDoctor,
};

/** The commands whose names are among the arguments, one of which is meant; all where help is asked for or none is. */
async function commandsFor(args: readonly string[]): Promise<AddCommand[]> {
  const all = Object.entries(COMMANDS);
  const named = all.filter(([name]) => args.includes(name));
  const asksForHelp = ['help', '--help', '-h'].includes(args[0] ?? '');
  const needed = named.length === 0 || asksForHelp ? all : named;
  return await Promise.all(needed.map(([, load]) => load()));
}

/** The command line, as far as arguments need it. */
async function commandLine(args: readonly string[]): Promise<Command> {
  const program = new Command('automl-zero')
    .description('Evolves learning algorithms from basic mathematics, keeps every run, and exports what it found.')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(--help says what there is)')
    .exitOverride();
  addGlobalOptions(program);
  for (const add of await commandsFor(args)) add(program);
  return program;
}

function complain(error: unknown): void {
  if (error instanceof CommanderError) return; // It has said its message already.
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  if (process.argv.includes('--verbose') && error instanceof Error) process.stderr.write(`${inspect(error)}\n`);
  else if (exitCodeOf(error) === EXIT.defect) {
    process.stderr.write('this is a defect of the program; repeat with --verbose for the details to report\n');
  }
}

// Whoever reads our output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  process.exit();
});
// The terminal may be closed while a run works: nobody hears us any more, but the state is still to be saved.
process.stderr.on('error', () => undefined);

// A launcher that is killed cannot hand the signal on; that its channel closes says as much.
if (process.channel !== undefined) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

try {
  const program = await commandLine(process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  complain(error);
  process.exitCode = exitCodeOf(error);
}
