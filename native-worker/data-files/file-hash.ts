import { createHash } from 'node:crypto';
import { DataFileError } from './data-file-error.ts';

/** SHA-256 of some bytes, in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * SHA-256 of a file's content.
 *
 * @param expected what it was when the run was made, if it belongs to one
 * @throws DataFileError where that differs
 */
export function checkedHash(file: string, bytes: Uint8Array, expected: string | undefined): string {
  const hash = sha256(bytes);
  if (expected === undefined || expected === hash) return hash;
  throw new DataFileError(
    file,
    null,
    `has changed since the run was made (SHA-256 ${hash}, then ${expected}); restore it, or start a new run`,
  );
}
