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
  self: () => ({ pid: process.pid, start: startOf(process.pid) }),
  isAlive: ({ pid, start }) => exists(pid) && (start === '' || startOf(pid) === start),
};

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user exists, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startOf(pid: number): string {
  if (process.platform === 'linux') return linuxStart(pid);
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

/** Field 22 of the process's status counts clock ticks since the start of the system, which has an identity, too. */
function linuxStart(pid: number): string {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in field 2 may hold spaces and brackets: fields are counted from its end.
    const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
  } catch {
    return '';
  }
}
