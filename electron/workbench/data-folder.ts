import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DatasetKind } from './data-catalog.ts';
import { UsageError } from './usage-error.ts';
import { reason } from './write-files.ts';

/** Names of what is being written; nobody reads it, and it goes when it is a day old. */
const DRAFT = 'incoming-';
const MILLISECONDS_KEPT = 24 * 3600 * 1000;
/** Under its hash, so what a file is called says only what it is. */
const FILE_NAMES: Readonly<Record<DatasetKind, string>> = { table: 'table.csv', images: 'images.idx' };

/**
 * Where copies of imported data lie, each in a folder that is named by the hash of its content. A copy is written
 * elsewhere and moved to its place, so it is there as a whole or not at all.
 */
export class DataFolder {
  readonly path: string;

  /** @param historyFile the history that lists the data: its copies are in `NAME-data` beside it */
  constructor(historyFile: string) {
    const { dir, name } = path.parse(historyFile);
    this.path = path.join(dir, `${name}-data`);
  }

  /** The file that holds, or would hold, a content. */
  fileOf({ kind, hash }: { readonly kind: DatasetKind; readonly hash: string }): string {
    return path.join(this.path, hash, FILE_NAMES[kind]);
  }

  /** Whether a content is here. */
  has(data: { readonly kind: DatasetKind; readonly hash: string }): boolean {
    return existsSync(this.fileOf(data));
  }

  /**
   * Writes a content and leaves it in a place of its own.
   *
   * @param write writes a file whole, onto the disk, and says what it is
   * @param now milliseconds since 1970
   * @throws {UsageError} where it cannot be written; whatever `write` throws. Nothing is left then
   */
  async draft<Written extends { readonly hash: string }>(
    kind: DatasetKind,
    now: number,
    write: (file: string) => Promise<Written>,
  ): Promise<DataDraft<Written>> {
    const draft = path.join(this.path, `${DRAFT}${process.pid}-${randomBytes(4).toString('hex')}`);
    const discard = (): Promise<void> => rm(draft, { recursive: true, force: true });
    try {
      await mkdir(draft, { recursive: true });
      await this.#clearOldDrafts(now);
      const written = await write(path.join(draft, FILE_NAMES[kind]));
      return { written, keep: () => this.#keep(draft, written.hash), discard };
    } catch (error) {
      await discard().catch(() => undefined);
      throw this.#explained(error);
    }
  }

  /** Removes a content. */
  async remove(hash: string): Promise<void> {
    await rm(path.join(this.path, hash), { recursive: true, force: true });
  }

  async #keep(draft: string, hash: string): Promise<void> {
    const place = path.join(this.path, hash);
    try {
      // What lies there already is the same content, unless somebody changed it.
      await rm(place, { recursive: true, force: true });
      await rename(draft, place);
    } catch (error) {
      await rm(draft, { recursive: true, force: true }).catch(() => undefined);
      throw this.#explained(error);
    }
  }

  async #clearOldDrafts(now: number): Promise<void> {
    for (const name of await readdir(this.path)) {
      if (!name.startsWith(DRAFT)) continue;
      const draft = path.join(this.path, name);
      const { mtimeMs } = await stat(draft);
      if (now - mtimeMs > MILLISECONDS_KEPT) await rm(draft, { recursive: true, force: true });
    }
  }

  #explained(error: unknown): unknown {
    const isOfFileSystem = error instanceof Error && 'syscall' in error;
    if (!isOfFileSystem) return error;
    return new UsageError(`${this.path}: data cannot be kept there: ${reason(error, this.path)}`, { cause: error });
  }
}

/** A content that is written, but not yet in its place. */
export interface DataDraft<Written> {
  readonly written: Written;
  /** Moves it to its place. */
  keep(): Promise<void>;
  /** Takes it away. */
  discard(): Promise<void>;
}
