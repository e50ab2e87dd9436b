import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { BLOCKED_PATH, DAMAGED, explain } from './explain-failure.ts';
import { HistoryError } from './history-error.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { networkFileSystem } from './network-folder.ts';
import type { ProcessTable } from './process-identity.ts';
import { hasLog, Upkeep } from './upkeep.ts';

/** Marks an SQLite file as a history of this program: "AZWb". */
export const APPLICATION_ID = 0x415a5762;
const SQLITE_MAGIC = 'SQLite format 3\0';
/** How long a write waits for another process's write. */
const BUSY_MILLISECONDS = 10_000;

/** How a history is opened. */
export interface OpeningOptions {
  readonly processes: ProcessTable;
  /** Whether SQLite checks the whole file first; a large one is checked once a day and after an unclean end. */
  readonly check?: 'always' | 'when due';
  /** How long a write waits for another process's write. */
  readonly busyMilliseconds?: number;
}

/** An open history, and what its user should know of how it was found. */
export interface OpenedDatabase {
  readonly database: Database.Database;
  readonly upkeep: Upkeep;
  /** Sentences. */
  readonly notices: readonly string[];
}

/**
 * Opens a history, and makes its folder, file and tables where they are missing. Never replaces a file.
 *
 * @throws {HistoryError} for a folder, a file that is not SQLite or of another program, a newer schema, a damaged
 *   file, a folder on another machine, and a place that cannot be written
 */
export function openDatabase(file: string, options: OpeningOptions): OpenedDatabase {
  refuseOtherFiles(file);
  let database: Database.Database | undefined;
  try {
    const folder = path.dirname(file);
    mkdirSync(folder, { recursive: true });
    // SQLite would only say that it cannot open the file.
    accessSync(folder, constants.W_OK);
    if (existsSync(file)) accessSync(file, constants.W_OK);
    refuseNetwork(file, folder);
    const hadLog = hasLog(file);
    database = new Database(file, { timeout: options.busyMilliseconds ?? BUSY_MILLISECONDS });
    database.pragma('foreign_keys = ON');
    if (!isOurs(database)) claim(database, file);
    migrate(database, file);
    database.pragma('journal_mode = WAL');
    // With NORMAL a power cut may undo commits that were acknowledged, such as that of a finished run's digest. FULL
    // costs half a millisecond a commit, and writes come in batches.
    database.pragma('synchronous = FULL');
    const upkeep = new Upkeep(database, options.processes);
    const found = upkeep.found(hadLog, Date.now());
    if (options.check === 'always' || found.isCheckDue) {
      checkIntegrity(database, file);
      upkeep.checked(Date.now());
    }
    if (found.isUnclean) upkeep.forgetDead();
    return { database, upkeep, notices: found.lacksLog ? [noticeOfMissingLog(file)] : [] };
  } catch (error) {
    database?.close();
    throw error instanceof HistoryError ? error : new HistoryError(file, explain(error), { cause: error });
  }
}

/**
 * As `openDatabase`, but a file that does not exist is not made: an empty history in memory stands in for it.
 *
 * @throws {HistoryError} also where the file could not be made
 */
export function openDatabaseAsFound(file: string, options: OpeningOptions): OpenedDatabase {
  if (existsSync(file)) return openDatabase(file, options);
  checkPlace(file);
  const database = new Database(':memory:');
  migrate(database, file);
  return { database, upkeep: new Upkeep(database, options.processes), notices: [] };
}

function noticeOfMissingLog(file: string): string {
  return `history ${file}: a program that wrote to it was ended, and its log ${path.basename(file)}-wal has been taken away since: what it wrote last is lost, and the history is as it was before that; runs can be resumed from their last saved state there`;
}

/** SQLite's log needs memory that all writers share, and locks that hold, which folders on other machines do not give. */
function refuseNetwork(file: string, folder: string): void {
  const type = networkFileSystem(folder);
  if (type === null) return;
  throw new HistoryError(
    file,
    `lies on a network file system (${type}), where several programs would damage it; name a file on a local disk with --history`,
  );
}

/** Makes sure that a file could be made at a path, as far as that can be told without making anything. */
function checkPlace(file: string): void {
  let folder = path.dirname(file);
  // The root of a drive is its own folder, even where the drive does not exist.
  while (!existsSync(folder) && folder !== path.dirname(folder)) folder = path.dirname(folder);
  try {
    if (!statSync(folder).isDirectory()) throw new HistoryError(file, BLOCKED_PATH);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw error instanceof HistoryError ? error : new HistoryError(file, explain(error), { cause: error });
  }
}

/** Looks at the file before SQLite does, so that nothing is created beside a file that is not ours. */
function refuseOtherFiles(file: string): void {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (status.isDirectory()) throw new HistoryError(file, 'is a folder; name a file inside it, such as history.sqlite');
  if (!status.isFile()) throw new HistoryError(file, 'is not a regular file; name another file');
  if (status.size > 0 && firstBytes(file) !== SQLITE_MAGIC) {
    throw new HistoryError(file, 'is not an SQLite database; it was left as it is: name another file with --history');
  }
}

function firstBytes(file: string): string {
  const buffer = Buffer.alloc(SQLITE_MAGIC.length);
  try {
    const descriptor = openSync(file, 'r');
    try {
      readSync(descriptor, buffer);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new HistoryError(file, explain(error), { cause: error });
  }
  return buffer.toString('latin1');
}

function isOurs(database: Database.Database): boolean {
  return database.pragma('application_id', { simple: true }) === APPLICATION_ID;
}

/** Marks an empty file as a history, before it has tables: whoever sees the tables sees the mark. */
function claim(database: Database.Database, file: string): void {
  const mark = database.transaction(() => {
    // Another process may have come first while this one waited for the lock.
    if (isOurs(database)) return;
    const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
    if (tables !== 0) {
      throw new HistoryError(file, 'is the SQLite database of another program; name another file with --history');
    }
    database.pragma(`application_id = ${APPLICATION_ID}`);
  });
  mark.immediate();
}

function checkIntegrity(database: Database.Database, file: string): void {
  const findings = database.prepare('PRAGMA quick_check(1)').pluck().all();
  if (findings.length === 1 && findings[0] === 'ok') return;
  throw new HistoryError(file, DAMAGED, { cause: new Error(findings.join('\n')) });
}

/** Size and schema of an open history. */
export function databaseFigures(database: Database.Database): { bytes: number; schema: number } {
  const pages = database.pragma('page_count', { simple: true }) as number;
  const pageSize = database.pragma('page_size', { simple: true }) as number;
  return { bytes: pages * pageSize, schema: schemaVersion(database) };
}
