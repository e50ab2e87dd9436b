import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { HistoryError } from './history-error.ts';
import { MIGRATIONS } from './migrations/all-migrations.ts';
import type { Migration } from './migrations/migration.ts';

/** The schema that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

/**
 * Brings a history to the newest schema, each migration whole or not at all. A history that holds something is copied
 * to `FILE.before-schema-N` first.
 *
 * @throws {HistoryError} if the history was written by a newer program
 */
export function migrate(database: Database, file: string, migrations: readonly Migration[] = MIGRATIONS): void {
  const newest = migrations.at(-1)?.version ?? 0;
  const found = schemaVersion(database);
  if (found > newest) {
    throw new HistoryError(
      file,
      `has schema ${found}, and this program knows schemas up to ${newest}; use a newer version of the program, or another file with --history`,
    );
  }
  if (found === newest) return;
  if (found > 0) backUp(database, `${file}.before-schema-${newest}`);
  const apply = database.transaction(() => {
    // Another process may have come first while this one waited for the lock.
    const current = schemaVersion(database);
    for (const migration of migrations) {
      if (migration.version <= current) continue;
      database.exec(migration.sql);
      migration.then?.(database);
      database.pragma(`user_version = ${migration.version}`);
    }
  });
  apply.exclusive();
}

/** Number of the last migration of a history; 0 for an empty file. */
export function schemaVersion(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

function backUp(database: Database, target: string): void {
  if (!existsSync(target)) database.prepare('VACUUM INTO ?').run(target);
}
