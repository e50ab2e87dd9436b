import { alifeCsv } from '../../native-worker/export/phylogeny/alife-csv.ts';
import { phylogenyJsonLines } from '../../native-worker/export/phylogeny/json-lines.ts';
import { newick } from '../../native-worker/export/phylogeny/newick.ts';
import type { PhylogenyEntry, PhylogenyRun } from '../../native-worker/export/phylogeny/phylogeny-entry.ts';
import { FIRST_PAGE, type LineagePage } from '../history/repositories/lineage.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import { lineageRecords } from './lineage-rows.ts';
import { storedSpec } from './stored-spec.ts';
import { UsageError } from './usage-error.ts';

/** Births that are read at a time. */
const ROWS_OF_PAGE = 10_000;

/** The forms that lines of descent are written in. */
export const LINEAGE_FORMATS = {
  /** The phylogeny standard of the ALife data standards, as CSV. */
  alife: alifeCsv,
  newick,
  jsonl: phylogenyJsonLines,
} as const satisfies Record<string, (entries: Iterable<PhylogenyEntry>, run: PhylogenyRun) => Iterable<string>>;
export type LineageFormat = keyof typeof LINEAGE_FORMATS;

/**
 * All births of a run that are on record, in a form for other programs: piece after piece of text.
 *
 * @throws {UsageError} if there are none
 */
export async function exportLineage(
  history: HistoryClient,
  run: RunRecord,
  format: LineageFormat,
): Promise<Iterable<string>> {
  const spec = await storedSpec(history, run);
  const entries = await recordedBirths(history, run.id);
  if (entries.length === 0)
    throw new UsageError(`${run.id}: has no lines of descent on record yet; it is ${run.state}`);
  const experiments = 1 + entries.reduce((last, { experiment }) => Math.max(last, experiment), 0);
  return LINEAGE_FORMATS[format](entries, { experiments, islands: spec.islands, outputs: spec.outputs });
}

/** In the order of birth, so that parents come before their children. */
async function recordedBirths(history: HistoryClient, runId: string): Promise<readonly PhylogenyEntry[]> {
  const entries: PhylogenyEntry[] = [];
  let { from, seal } = FIRST_PAGE;
  for (let isLast = false; !isLast;) {
    const page: LineagePage = await history.lineage.page(runId, { from, seal }, ROWS_OF_PAGE);
    for (const row of page.rows) {
      for (const record of lineageRecords([row])) entries.push({ ...record, experiment: row.experiment });
    }
    isLast = page.next === null;
    from = page.next ?? from;
    seal = page.seal;
  }
  return entries.sort(
    (one, other) => one.experiment - other.experiment || one.birth - other.birth || one.island - other.island,
  );
}
