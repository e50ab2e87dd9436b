import { spawnSync } from 'node:child_process';

/**
 * Binds this process, all its threads and whatever it starts from now on to one core, so that ours and the yardstick
 * run on the same one.
 *
 * @returns the core; null where the system has no `taskset`
 */
export function bindToOneCore(): number | null {
  const core = allowedCore();
  if (core === null) return null;
  const bound = spawnSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)], { stdio: 'ignore' });
  return bound.status === 0 ? core : null;
}

/** The last core that this process may use: the first ones have most of the system's own work. */
function allowedCore(): number | null {
  const { stdout, status } = spawnSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' });
  const last = status === 0 ? /(\d+)\s*$/.exec(stdout) : null;
  return last === null ? null : Number(last[1]);
}
