import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { DataFolder } from './data-folder.ts';
import { mayNameImportedData, pinData } from './data-pinning.ts';
import { dataSetsOf } from './data-store.ts';
import type { SpecSource } from './spec-source.ts';
import { withHistoryAsFound } from './with-history.ts';

/**
 * A spec tied to its data, of which the history is asked only where the spec may name some.
 *
 * @throws {UsageError} naming the place of the mistake in the spec; DataFileError where a file cannot be used
 */
export async function pinnedSpec(source: SpecSource, historyFile: string): Promise<Spec> {
  const { spec, baseFolder } = source;
  const entries = mayNameImportedData(spec)
    ? await withHistoryAsFound(historyFile, (history) => dataSetsOf(history).catalog.list())
    : [];
  return source.locating(() => pinData(spec, baseFolder, { entries, folder: new DataFolder(historyFile) }));
}
