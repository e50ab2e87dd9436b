import { closestName } from '../../native-worker/data-files/closest-name.ts';
import type { DatasetCatalog, DatasetEntry } from './data-catalog.ts';
import type { DataFolder } from './data-folder.ts';
import type { OfferedData } from './data-import.ts';
import { UsageError } from './usage-error.ts';

/** The imported data sets of a history: the list of them, and their copies. */
export interface DataSets {
  readonly catalog: DatasetCatalog;
  readonly folder: DataFolder;
}

/** What became of an import. */
export interface TakenData {
  readonly entry: DatasetEntry;
  /** False where the same data was there already, under the same name. */
  readonly isNew: boolean;
}

/**
 * Puts a data set that was looked at into the history. Its copy comes first: what is on the list is there.
 *
 * @param now milliseconds since 1970
 * @throws {UsageError} where its name or its content is taken; DataFileError where it cannot be used
 */
export async function takeData(catalog: DatasetCatalog, offered: OfferedData, now: number): Promise<TakenData> {
  try {
    const draft = await offered.take();
    try {
      const known = await catalog.list();
      const same = known.find(({ hash }) => hash === draft.written.hash);
      refuseConflict(draft.written, known, same);
      // A copy that was changed or lost is mended by importing it again.
      await draft.keep();
      if (same !== undefined) return { entry: same, isNew: false };
      const entry = { ...draft.written, importedAt: now };
      await catalog.put(entry);
      return { entry, isNew: true };
    } catch (error) {
      await draft.discard();
      throw error;
    }
  } finally {
    await offered.discard();
  }
}

function refuseConflict(
  { name, target }: Omit<DatasetEntry, 'importedAt'>,
  known: readonly DatasetEntry[],
  same: DatasetEntry | undefined,
): void {
  if (same !== undefined && same.name !== name) {
    throw new UsageError(`${name}: the same data is here already, as "${same.name}"; use that name in specs`);
  }
  const other = known.find((entry) => entry.name === name);
  if (other !== undefined && other !== same) {
    throw new UsageError(
      `${name}: is the name of other data already; choose another with --name, or take that away: data remove ${name}`,
    );
  }
  if (same !== undefined && same.target !== target) {
    throw new UsageError(
      `${name}: is here already, with "${same.target ?? ''}" to be predicted; a spec may name any "target", so nothing has to be imported again`,
    );
  }
}

/**
 * Takes a data set out of the history.
 *
 * @param force also where runs on record were made on it: they can be shown, but not run again
 * @throws {UsageError} where there is none of this name, or runs need it
 */
export async function removeData(
  { catalog, folder }: DataSets,
  name: string,
  { force }: { readonly force: boolean },
): Promise<DatasetEntry> {
  const entry = await catalog.get(name);
  if (entry === undefined) throw new UsageError(noSuchData(name, await catalog.list()));
  const runs = await catalog.runsWith(entry.hash);
  if (runs.length > 0 && !force) {
    const named = runs.slice(0, MOST_NAMED).join(', ');
    const more = runs.length > MOST_NAMED ? ', ...' : '';
    throw new UsageError(
      `${name}: ${runs.length === 1 ? '1 run was' : `${runs.length} runs were`} made on it (${named}${more}) and could not be run again without it; delete and purge them first, or repeat with --force`,
    );
  }
  // From the list first: what is on it is there.
  await catalog.remove(name);
  await folder.remove(entry.hash);
  return entry;
}

const MOST_NAMED = 5;

/** That there is no data set of a name, and which ones there are. */
export function noSuchData(name: string, known: readonly DatasetEntry[]): string {
  const near = closestName(
    name,
    known.map((entry) => entry.name),
  );
  const advice = near === null ? '`data list` lists them, `data import` adds one' : `did you mean "${near}"?`;
  return `there is no data set "${name}"; ${advice}`;
}
