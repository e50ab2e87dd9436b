import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';

/** Milliseconds after which a lock counts as left behind, even if a process with its number runs: no build takes so long. */
const LONGEST_BUILD = 600_000;
/** Milliseconds after which a lock without a process's number counts as left behind: writing it takes no time. */
const LONGEST_WRITE = 5000;

/**
 * Takes a lock for this process, so that others wait instead of doing the same work: a file with the process's number. One
 * that a process left behind, since it was ended, is taken over.
 *
 * Two processes that take such a lock over at the same moment may both have it, so the work must bear to be done twice.
 *
 * @returns false where another process has the lock
 * @throws {Error} if the file cannot be written; there is none then
 */
export function takeLock(file: string): boolean {
  if (isLeftBehind(file)) rmSync(file, { force: true });
  let made: number;
  try {
    made = openSync(file, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(made, String(process.pid));
  } catch (error) {
    // A full disk has room for a file, but not for what is in it.
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(made);
  }
  return true;
}

/** Gives a lock back. Where the file cannot be removed, it is left behind when the process ends. */
export function returnLock(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    return;
  }
}

/** Whether there is a process with a number, of whatever user. */
export function isRunning(processNumber: number): boolean {
  try {
    process.kill(processNumber, 0);
    return true;
  } catch (error) {
    // Of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isLeftBehind(file: string): boolean {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder > 0) return age > LONGEST_BUILD || !isRunning(holder);
    // Empty for the moment between being made and being written, or for good where its process was ended in that moment.
    return age > LONGEST_WRITE;
  } catch {
    return false;
  }
}
