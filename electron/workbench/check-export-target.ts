import path from 'node:path';
import { UsageError } from './usage-error.ts';
import { whyNotWritable } from './write-files.ts';

/**
 * Finds out before any work whether an export can be written.
 *
 * @param flag the flag that named the file, for messages
 * @throws {UsageError} for a name that does not end in .ts, a folder, a missing folder and a place that cannot be written
 */
export function checkExportTarget(flag: '--export' | '--out', file: string): void {
  const problem = whyNotWritable(file);
  if (problem !== null) throw new UsageError(`${flag} ${file}: ${problem}`);
  if (!file.endsWith('.ts') || path.basename(file) === '.ts') {
    throw new UsageError(
      `${flag} ${file}: expected a name that ends in .ts, such as ${path.join(path.dirname(file), 'found.ts')}`,
    );
  }
}
