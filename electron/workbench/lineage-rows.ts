import type { LineageRecord, RecordKind } from '../../native-worker/search/lineage-record.ts';
import type { LineageRow } from '../history/repositories/lineage.ts';

/** Births of an experiment as the history keeps them. */
export function lineageRows(experiment: number, records: readonly LineageRecord[]): readonly LineageRow[] {
  return records.map(({ parent, ...record }) => ({
    ...record,
    experiment,
    parentIsland: parent?.island ?? null,
    parentBirth: parent?.birth ?? null,
    select: null,
  }));
}

/** Such births as they were told. */
export function lineageRecords(rows: readonly LineageRow[]): readonly LineageRecord[] {
  return rows.map(({ island, birth, kind, parentIsland, parentBirth, search, died, edits, program }) => ({
    island,
    birth,
    kind: kind as RecordKind,
    parent: parentIsland === null || parentBirth === null ? null : { island: parentIsland, birth: parentBirth },
    search,
    died,
    edits,
    program,
  }));
}
