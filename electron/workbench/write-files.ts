import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from './usage-error.ts';

/** A text and where it goes. */
export interface FileToWrite {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files whole: each under another name first, then all are moved to their places, so that a failure leaves what
 * was there before.
 *
 * @throws {UsageError} that names the path and what to do
 */
export function writeFilesWhole(files: readonly FileToWrite[]): void {
  for (const { path } of files) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(
        `${path}: is a directory; give the name of a file in it, such as ${path.replace(/\/$/, '')}/found.ts`,
      );
    }
  }
  const drafts = files.map(({ path, text }) => ({ path, text, draft: `${path}.${process.pid}.part` }));
  try {
    for (const { draft, text } of drafts) writeFileSync(draft, text, { flush: true });
    for (const { draft, path } of drafts) renameSync(draft, path);
  } catch (error) {
    for (const { draft } of drafts) removeIfThere(draft);
    const path = files[0]?.path ?? '';
    throw new UsageError(`${path}: cannot be written (${reason(error, dirname(path))})`, { cause: error });
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // On a read-only file system nothing was written, so there is nothing to remove.
  }
}

function reason(error: unknown, folder: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return `the folder ${folder} does not exist; make it first`;
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
