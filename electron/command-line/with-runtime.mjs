// `node with-runtime.mjs COMMAND ...` runs a command with the runtime that the program brings first on the PATH. npm puts it
// there itself from version 11 on; the npm that comes with Node 20 does not, and the tools need a newer Node than 20.
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import process from 'node:process';
import { pinnedFolder, runsTypeScript } from './pinned-runtime.mjs';

const [command = '', ...args] = process.argv.slice(2);
const folder = runsTypeScript(process.versions.node) ? undefined : pinnedFolder();
const PATH = folder === undefined ? process.env.PATH : `${folder}${delimiter}${process.env.PATH}`;
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, PATH },
  // What npm installs for Windows are scripts of its shell.
  shell: process.platform === 'win32',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`could not start ${command}: ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
