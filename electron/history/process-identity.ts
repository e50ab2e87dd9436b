import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, told apart from a later one with the same number by when it started. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal for the same process only. Empty where the platform does not tell. */
  readonly start: string;
}

/** Answers whether processes live; the history asks it about the holders of leases. */
export interface ProcessTable {
  /** This process. */
  self(): ProcessIdentity;
  isAlive(identity: ProcessIdentity): boolean;
}

/** The operating system's processes. */
export const OPERATING_SYSTEM: ProcessTable = {
  self: () => ({ pid: process.pid, start: startOf(process.pid) ?? '' }),
  isAlive: ({ pid, start }) => exists(pid) && isSame(start, startOf(pid)),
};

function isSame(start: string, startNow: string | null): boolean {
  if (startNow === null) return false;
  return start === '' || startNow === '' || startNow === start;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user exists, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process started; empty where the platform does not tell, null for one that has ended and awaits burial. */
function startOf(pid: number): string | null {
  if (process.platform === 'linux') return linuxStart(pid);
  if (process.platform === 'win32') return windowsStart(pid);
  // One language and one time zone, so that two processes read the same of a third.
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const ps = spawnSync('ps', ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env });
  if (ps.status !== 0) return '';
  const [state = '', ...start] = ps.stdout.trim().split(/\s+/);
  return state.startsWith('Z') ? null : start.join(' ');
}

/** In units of 100 nanoseconds; Windows gives numbers of processes again soon. Empty where there is no PowerShell. */
function windowsStart(pid: number): string {
  const query = `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().Ticks`;
  const shell = spawnSync('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', query], { encoding: 'utf8' });
  return shell.status === 0 ? (/^\d+/.exec(shell.stdout.trim())?.[0] ?? '') : '';
}

/** Field 22 of the process's status counts clock ticks since the start of the system, which has an identity, too. */
function linuxStart(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in field 2 may hold spaces and brackets: fields are counted from its end.
    const [state = '', ...fields] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    const ticks = fields[18] ?? '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
  } catch {
    return '';
  }
}
