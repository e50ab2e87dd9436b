import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from './usage-error.ts';

/** A text, or bytes, and where it goes. */
export interface FileToWrite {
  readonly path: string;
  readonly text: string | Uint8Array;
}

/**
 * Writes files whole: each under another name first, then all are moved to their places, so that a failure leaves what
 * was there before.
 *
 * @throws {UsageError} that names the path and what to do
 */
export function writeFilesWhole(files: readonly FileToWrite[]): void {
  const drafts = files.map(({ path, text }) => ({ path, text, draft: draftOf(path) }));
  try {
    for (const { draft, text } of drafts) writeFileSync(draft, text, { flush: true });
    for (const { draft, path } of drafts) renameSync(draft, path);
  } catch (error) {
    for (const { draft } of drafts) removeIfThere(draft);
    const path = files[0]?.path ?? '';
    throw new UsageError(`${path}: cannot be written: ${reason(error, dirname(path))}`, { cause: error });
  }
}

/**
 * Finds out by trying whether a file could be written: permissions alone do not tell, since root may write anywhere but
 * on a read-only file system.
 *
 * @returns why it cannot and what to do; null if it can
 */
export function whyNotWritable(path: string): string | null {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    return `is a directory; name a file in it, such as ${join(path, 'found.ts')}`;
  }
  try {
    writeFileSync(draftOf(path), '');
    return null;
  } catch (error) {
    return `cannot be written: ${reason(error, dirname(path))}`;
  } finally {
    removeIfThere(draftOf(path));
  }
}

function draftOf(path: string): string {
  return `${path}.${process.pid}.part`;
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // On a read-only file system nothing was written, so there is nothing to remove.
  }
}

/** Why a file could not be written into a folder, and what to do. */
export function reason(error: unknown, folder: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return existsSync(folder) ? 'choose another place' : `the folder ${folder} does not exist; make it first`;
    case 'EROFS':
      return 'its file system is read-only; choose another place';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied; choose another place';
    case 'ENOSPC':
      return 'no space is left; free some, or choose another place';
    case 'ENOTDIR':
      return `${folder} is not a folder; choose another place`;
    default:
      return message;
  }
}
