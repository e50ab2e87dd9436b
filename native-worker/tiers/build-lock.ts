import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** Milliseconds after which a lock counts as left behind, even if a process with its number runs: no build takes so long. */
const LONGEST_BUILD = 600_000;

/**
 * Takes a lock for this process, so that others wait instead of doing the same work: a file with the process's number. One
 * that a process left behind, since it was ended, is taken over.
 *
 * Two processes that take such a lock over at the same moment may both have it, so the work must bear to be done twice.
 *
 * @returns false where another process has the lock
 * @throws {Error} if the file cannot be written
 */
export function takeLock(file: string): boolean {
  if (isLeftBehind(file)) rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Gives a lock back. */
export function returnLock(file: string): void {
  rmSync(file, { force: true });
}

function isLeftBehind(file: string): boolean {
  try {
    if (Date.now() - statSync(file).mtimeMs > LONGEST_BUILD) return true;
    const holder = Number(readFileSync(file, 'utf8'));
    // Empty for the moment between being made and being written.
    return holder > 0 && !isRunning(holder);
  } catch {
    return false;
  }
}

function isRunning(processNumber: number): boolean {
  try {
    process.kill(processNumber, 0);
    return true;
  } catch (error) {
    // Of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
