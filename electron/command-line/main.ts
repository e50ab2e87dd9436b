import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { addBundle } from './commands/bundle.ts';
import { addData } from './commands/data.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addEvolve } from './commands/evolve.ts';
import { addExport } from './commands/export.ts';
import { addPresets } from './commands/presets.ts';
import { addResume } from './commands/resume.ts';
import { addRuns } from './commands/runs.ts';
import { addShow } from './commands/show.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { addGlobalOptions } from './global-options.ts';

/** The whole command line. */
function commandLine(): Command {
  const program = new Command('automl-zero')
    .description('Evolves learning algorithms from basic mathematics, keeps every run, and exports what it found.')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(--help says what there is)')
    .exitOverride();
  addGlobalOptions(program);
  for (const add of [
    addEvolve,
    addResume,
    addRuns,
    addShow,
    addEvaluate,
    addExport,
    addPresets,
    addData,
    addBundle,
    addDoctor,
  ])
    add(program);
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
  await commandLine().parseAsync();
} catch (error) {
  complain(error);
  process.exitCode = exitCodeOf(error);
}
