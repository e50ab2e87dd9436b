import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { ProcessIdentity, ProcessTable } from './process-identity.ts';

/** Smaller files are checked whenever they are opened: it takes some milliseconds. */
const SMALL_BYTES = 32 * 1024 * 1024;
const CHECK_EVERY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** How a history was left, as far as can be told before anything is done with it. */
export interface FoundState {
  /** A process that was writing has ended without closing it. */
  readonly isUnclean: boolean;
  /** Of such a process the log is gone, and with it what it had written last. */
  readonly lacksLog: boolean;
  /** Whether SQLite's own check of the whole file is due. */
  readonly isCheckDue: boolean;
}

/** Whether there is a log beside a file; to be asked before SQLite opens it, since it makes one. */
export function hasLog(file: string): boolean {
  return existsSync(`${file}-wal`);
}

/**
 * What is known of the file itself: who has written to it and not closed it, and when it was checked. A process that
 * ends well takes its entry out as its last write; one that was killed leaves entry and log behind. An entry without a
 * log means that the log was taken away.
 */
export class Upkeep {
  readonly #database: Database;
  readonly #processes: ProcessTable;
  /** Of this connection; a process may have several. */
  readonly #ownName = `writer-${randomBytes(8).toString('hex')}`;
  #isEntered = false;

  constructor(database: Database, processes: ProcessTable) {
    this.#database = database;
    this.#processes = processes;
  }

  /** @param hadLog whether there was a log before SQLite opened the file */
  found(hadLog: boolean, now: number): FoundState {
    const isUnclean = this.#deadWriters().length > 0;
    const checkedAt = Number(this.#get('checked-at') ?? 0);
    // A clock that was set back must not put the check off for years.
    const isOld = now - checkedAt > CHECK_EVERY_MILLISECONDS || checkedAt > now;
    const pages = this.#database.pragma('page_count', { simple: true }) as number;
    const pageBytes = this.#database.pragma('page_size', { simple: true }) as number;
    return {
      isUnclean,
      lacksLog: isUnclean && !hadLog,
      isCheckDue: isUnclean || isOld || pages * pageBytes < SMALL_BYTES,
    };
  }

  /** A check of the whole file found nothing. Small files need no note of it. */
  checked(now: number): void {
    if ((this.#database.pragma('page_count', { simple: true }) as number) * 4096 < SMALL_BYTES) return;
    this.#put('checked-at', String(now));
  }

  /** Forgets writers that have ended without closing the file, once that has been told. */
  forgetDead(): void {
    for (const name of this.#deadWriters()) this.#remove(name);
  }

  /** This process is about to write: from now on until `leave` its end would be noticed. */
  enter(): void {
    if (this.#isEntered || this.#database.memory) return;
    this.#isEntered = true;
    this.#put(this.#ownName, JSON.stringify(this.#processes.self()));
    // Into the file itself: in the log it would go with the log.
    this.#database.pragma('wal_checkpoint(PASSIVE)');
  }

  /** This process writes nothing more, and is about to fold the log into the file, that of writers that ended, too. */
  leave(): void {
    if (this.#isEntered) this.#remove(this.#ownName);
    this.#isEntered = false;
    this.forgetDead();
  }

  #deadWriters(): string[] {
    const rows = this.#database
      .prepare<[], { name: string; value: string }>(
        "SELECT name, value FROM upkeep WHERE name >= 'writer-' AND name < 'writer.'",
      )
      .all();
    return rows.filter(({ value }) => !this.#lives(value)).map(({ name }) => name);
  }

  #lives(value: string): boolean {
    try {
      return this.#processes.isAlive(JSON.parse(value) as ProcessIdentity);
    } catch {
      // Not what was written: as good as a writer that is gone.
      return false;
    }
  }

  #get(name: string): string | undefined {
    return this.#database.prepare<[string], string>('SELECT value FROM upkeep WHERE name = ?').pluck().get(name);
  }

  #put(name: string, value: string): void {
    this.#database.prepare('INSERT OR REPLACE INTO upkeep (name, value) VALUES (?, ?)').run(name, value);
  }

  #remove(name: string): void {
    this.#database.prepare('DELETE FROM upkeep WHERE name = ?').run(name);
  }
}
