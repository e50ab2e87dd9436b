import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkDataFile } from '../../native-worker/data-files/read-data-file.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import { collectRun } from './bundle-collect.ts';
import { type EnteredRun, enterBundle } from './bundle-enter.ts';
import { BUNDLE_LIMITS } from './bundle-limits.ts';
import { type Bundle, readBundle } from './bundle-read.ts';
import { type DataToBundle, writeBundle } from './bundle-write.ts';
import { dataSetsOf } from './data-store.ts';
import { findRun } from './find-run.ts';
import { writeFilesWhole } from './write-files.ts';

const PACKAGE = new URL('../../package.json', import.meta.url);

/** A bundle that was written. */
export interface WrittenBundle {
  readonly file: string;
  readonly bytes: number;
  readonly runs: readonly string[];
  /** What its runs were made on, and whether it is in the bundle. */
  readonly data: readonly { readonly name: string; readonly hash: string; readonly isIncluded: boolean }[];
}

/**
 * Writes runs into one file, from which they can be shown and run again elsewhere. It is read once before it is kept: a
 * bundle that could not be opened is not written.
 *
 * @throws {UsageError} for runs that are not there or not at rest; {BundleError} where they are too much for one file
 */
export async function bundleRuns(
  history: HistoryClient,
  ids: readonly string[],
  file: string,
  withData: boolean,
): Promise<WrittenBundle> {
  const found = new Map<string, Awaited<ReturnType<typeof findRun>>>();
  for (const id of ids) {
    const run = await findRun(history, id);
    found.set(run.id, run);
  }
  const data = new Map<string, DataToBundle>();
  const runs = [];
  for (const run of found.values()) {
    const collected = await collectRun(history, run, withData);
    runs.push(collected.run);
    for (const each of collected.data) data.set(each.hash, each);
  }
  const archive = writeBundle(file, programOf(), runs, [...data.values()]);
  readBundle(file, archive);
  writeFilesWhole([{ path: file, text: archive }]);
  return {
    file,
    bytes: archive.length,
    runs: [...found.keys()],
    data: [...data.values()].map(({ name, hash, content }) => ({ name, hash, isIncluded: content !== null })),
  };
}

/** A bundle whose runs are in the history now. */
export interface OpenedBundle {
  readonly bundle: Bundle;
  readonly runs: readonly EnteredRun[];
  /** Data that its runs were made on and that is neither in it nor here. */
  readonly missing: readonly { readonly name: string; readonly hash: string }[];
}

/** Reads and checks a bundle's file; nothing is written. @throws {BundleError} or DataFileError where it cannot be used */
export function readBundleFile(file: string): Bundle {
  checkDataFile(file, BUNDLE_LIMITS.archiveBytes);
  return readBundle(file, readFileSync(file));
}

/** Enters a bundle that was read into the history. @param now milliseconds since 1970 */
export async function openBundle(
  history: HistoryClient,
  file: string,
  bundle: Bundle,
  now: number,
): Promise<OpenedBundle> {
  const sets = dataSetsOf(history);
  const runs = await enterBundle(history, sets, bundle, basename(file), now);
  const missing = bundle.data.filter((data) => data.content === null && !sets.folder.has(data));
  return { bundle, runs, missing: missing.map(({ name, hash }) => ({ name, hash })) };
}

function programOf(): { readonly name: string; readonly version: string } {
  const { name, version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  return { name, version };
}
