/** What to do about a damaged history. */
export const DAMAGED_ADVICE =
  '`doctor --repair` saves what can be read into a new file; or restore a backup, or name another file with --history';
/** The file is not what SQLite wrote. */
export const DAMAGED = `is damaged; it was left as it is: ${DAMAGED_ADVICE}`;
/** A path leads through a file. */
export const BLOCKED_PATH = 'a part of its path is a file, not a folder; name a file elsewhere with --history';

const CODES: Readonly<Record<string, string>> = {
  EACCES: 'may not be read or written; change its permissions, or name another file with --history',
  EPERM: 'may not be read or written; change its permissions, or name another file with --history',
  EROFS: 'lies on a read-only file system; name a file elsewhere with --history',
  ENOENT: 'its folder cannot be made; name a file elsewhere with --history',
  EEXIST: BLOCKED_PATH,
  ENOTDIR: BLOCKED_PATH,
  ENOSPC: 'the disk is full; make room',
  SQLITE_READONLY: 'cannot be written; change its permissions, or name another file with --history',
  SQLITE_CANTOPEN: 'cannot be opened or made; check its folder and permissions, or name another file with --history',
  SQLITE_BUSY: 'another process has kept it locked; close that process and try again',
  SQLITE_FULL: 'the disk is full; make room',
  SQLITE_CORRUPT: DAMAGED,
  SQLITE_NOTADB: DAMAGED,
  SQLITE_CONSTRAINT_FOREIGNKEY: 'a record belongs to a run that is not there (FOREIGN KEY); it was not kept',
};

/** What a failure of the file system or of SQLite means to the user. */
export function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  // Our statements are right, so a table or column that they miss was there once.
  if (code === 'SQLITE_ERROR' && /no such (table|column|index)|malformed/.test(detail)) return `${DAMAGED} (${detail})`;
  const advice = Object.entries(CODES).find(([prefix]) => code.startsWith(prefix))?.[1];
  return advice ?? `${detail}; check the file, or name another one with --history`;
}
