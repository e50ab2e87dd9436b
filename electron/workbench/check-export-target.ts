import { rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * Finds out before any work whether an export can be written.
 *
 * @param flag the flag that named the file, for messages
 * @throws {UsageError} for a name that does not end in .ts, a folder, a missing folder and a place that cannot be written
 */
export function checkExportTarget(flag: '--export' | '--out', file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new UsageError(`${flag} ${file}: is a directory; name a file in it, such as ${path.join(file, 'found.ts')}`);
  }
  if (!file.endsWith('.ts') || path.basename(file) === '.ts') {
    throw new UsageError(
      `${flag} ${file}: expected a name that ends in .ts, such as ${path.join(path.dirname(file), 'found.ts')}`,
    );
  }
  const folder = path.dirname(path.resolve(file));
  const status = statSync(folder, { throwIfNoEntry: false });
  if (status === undefined) throw new UsageError(`${flag} ${file}: the folder ${folder} does not exist; make it first`);
  if (!status.isDirectory()) throw new UsageError(`${flag} ${file}: ${folder} is not a folder; choose another place`);
  const probe = `${file}.${process.pid}.part`;
  try {
    // Permissions alone do not tell: root may write anywhere but on a read-only file system.
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const isReadOnly = (error as NodeJS.ErrnoException).code === 'EROFS';
    const problem = isReadOnly ? 'lies on a read-only file system' : 'cannot be written';
    throw new UsageError(`${flag} ${file}: the folder ${folder} ${problem}; choose another place`, { cause: error });
  }
}
