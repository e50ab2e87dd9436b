// The runtime that npm installs beside the program. Plain JavaScript that Node 18 can parse.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

/** The first Node that runs TypeScript as it is; better-sqlite3 crashes on older ones. Of the 23s, 23.6 is the first. */
export const NEEDED = [22, 18];
const NEEDED_OF_23 = 6;
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

export function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 23) return minor >= NEEDED_OF_23;
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/** The file of the runtime, or undefined where npm installed none. */
export function pinnedRuntime() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = `${PROJECT}node_modules/node-${platform}-${process.arch}/bin/${binary}`;
  return existsSync(path) ? path : undefined;
}

/** The folder of the runtime, or undefined: what comes first on a PATH decides which Node a command gets. */
export function pinnedFolder() {
  const runtime = pinnedRuntime();
  return runtime === undefined ? undefined : dirname(runtime);
}
