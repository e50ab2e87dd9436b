import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Worker processes that a process has started and that live. */
export function workersOf(pid: number): readonly number[] {
  return livingProcesses()
    .filter(({ parent, command }) => parent === pid && command.includes('worker.ts'))
    .map((row) => row.pid);
}

/** Those of some processes that still live after a while; returns as soon as none does. */
export async function survivors(pids: readonly number[], milliseconds: number): Promise<readonly number[]> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const living = new Set(livingProcesses().map(({ pid }) => pid));
    const left = pids.filter((pid) => living.has(pid));
    if (left.length === 0 || performance.now() >= end) return left;
    await pause(50);
  }
}

/** Sends a signal, or does nothing where the process has ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** One that has ended and that its parent has not asked about yet is not among them. */
function livingProcesses(): readonly ProcessRow[] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^ *(\d+) +(\d+) +(\S+) +(.*)$/.exec(line) ?? [];
    return command === undefined || state?.startsWith('Z')
      ? []
      : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
