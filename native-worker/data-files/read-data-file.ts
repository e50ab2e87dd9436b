import { readFileSync, statSync } from 'node:fs';
import { DataFileError } from './data-file-error.ts';

/** Largest file that is read, unzipped: rows are held in memory. */
export const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The bytes of a file.
 *
 * @throws DataFileError where there is no such file, or it is a directory, empty, too large or not readable
 */
export function readDataFile(file: string): Buffer {
  checkDataFile(file);
  return attempt(file, () => readFileSync(file));
}

/**
 * Sees whether a file could be read: for those that are read piece by piece.
 *
 * @param most bytes that it may have
 * @returns its size in bytes
 * @throws DataFileError as `readDataFile`
 */
export function checkDataFile(file: string, most = MOST_BYTES): number {
  const status = attempt(file, () => statSync(file));
  if (status.isDirectory()) throw new DataFileError(file, null, 'is a directory; expected a file');
  if (!status.isFile()) throw new DataFileError(file, null, 'is not a regular file; save its content to one');
  if (status.size === 0) throw new DataFileError(file, null, 'is empty');
  if (status.size > most) {
    const advice = most === MOST_BYTES ? ': use fewer rows' : '';
    throw new DataFileError(file, null, `has ${status.size} bytes; expected at most ${most}${advice}`);
  }
  return status.size;
}

function attempt<Result>(file: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** What keeps a file from being read, in words. */
export function unreadable(file: string, error: unknown): DataFileError {
  const { code, message } = error as NodeJS.ErrnoException;
  const missing = code === 'ENOENT' || code === 'ENOTDIR';
  const forbidden = code === 'EACCES' || code === 'EPERM';
  if (missing) return new DataFileError(file, null, 'there is no such file; check the path');
  if (forbidden) return new DataFileError(file, null, 'may not be read; check its permissions');
  return new DataFileError(file, null, `cannot be read: ${message}`);
}
