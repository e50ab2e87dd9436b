import { randomBytes } from 'node:crypto';

const BYTES = 6;

/** A name for a run: 12 hexadecimal digits. */
export function newRunId(): string {
  return randomBytes(BYTES).toString('hex');
}
