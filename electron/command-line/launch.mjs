// Starts the command line on a runtime that can run it. Plain JavaScript that Node 18 can parse, so that an old Node
// gets a message or the runtime that is installed as a package, instead of a syntax error.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { NEEDED, pinnedRuntime, PROJECT, runsTypeScript } from './pinned-runtime.mjs';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Node 22 says that it strips types; among lines of JSON nobody wants to hear it. */
function silenceExperimentalWarnings() {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = (warning, ...rest) => {
    const type = typeof rest[0] === 'object' ? rest[0]?.type : rest[0];
    if (type !== 'ExperimentalWarning') emitWarning(warning, ...rest);
  };
}

function runOnPinnedRuntime(runtime) {
  const child = spawn(runtime, [MAIN, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  // The channel carries nothing: it closes when this process is killed, and so tells the child.
  // A terminal's Ctrl-C reaches the child twice, which it takes for one; a signal sent to this process reaches it once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`could not start ${runtime}: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

if (!existsSync(`${PROJECT}node_modules/commander`)) {
  fail(`the program's packages are not installed: run "npm ci" in ${PROJECT} first`);
} else if (runsTypeScript(process.versions.node)) {
  silenceExperimentalWarnings();
  // Halves the time to start: types are stripped and code is compiled once, not at every start.
  module.enableCompileCache?.();
  await import('./main.ts');
} else {
  const runtime = pinnedRuntime();
  if (runtime === undefined) {
    fail(
      `Node ${process.versions.node} is too old: this program needs Node ${NEEDED.join('.')} or newer. ` +
        'Install a newer Node, or run "npm ci" with optional packages so that the runtime it brings is installed.',
    );
  } else {
    runOnPinnedRuntime(runtime);
  }
}
