import { describeMutation } from '../../native-worker/search/describe-mutation.ts';
import { type LineageStep, stepsOfLine } from '../../native-worker/search/lineage-step.ts';
import { lineageOf } from '../../native-worker/search/recorded-lineage.ts';
import type { IndividualName } from '../history/repositories/lineage.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import { lineageRecords } from './lineage-rows.ts';
import type { AncestryStep } from './run-summary.ts';

/** The steps of an individual's line that did better on T_search than all before them; none where it is not on record. */
export async function ancestryOf(
  history: HistoryClient,
  runId: string,
  individual: IndividualName,
): Promise<readonly AncestryStep[]> {
  const rows = await history.lineage.line(runId, individual);
  const steps = stepsOfLine(lineageOf(lineageRecords(rows)));
  const improving: AncestryStep[] = [];
  let best = -Infinity;
  let previous = -1;
  steps.forEach((step, place) => {
    if (step.search <= best) return;
    const { island, birth, search } = step;
    const births = place - previous - 1;
    improving.push({ island, birth, search, select: rows[place]?.select ?? null, births, changes: changesOf(step) });
    best = search;
    previous = place;
  });
  return improving;
}

function changesOf(step: LineageStep): string[] {
  if (step.kind !== 'descendant') return [];
  return step.edits.filter(({ kind }) => kind !== 'nothing').map(describeMutation);
}
