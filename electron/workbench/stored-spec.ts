import { SEMANTICS_VERSION } from '../../native-worker/algorithm/semantics-version.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { HistoryError } from '../history/history-error.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import { DataFolder } from './data-folder.ts';
import { withDataFrom } from './data-pinning.ts';
import { UsageError } from './usage-error.ts';

/** The spec that a run was started with, its seed included. @throws {HistoryError} if the history lacks it */
export async function storedSpec(history: HistoryClient, run: RunRecord): Promise<Spec> {
  const json = await history.specs.get(run.specHash);
  if (json === undefined)
    throw new HistoryError(history.file, `has no spec for run ${run.id}; restore it from a backup`);
  const spec = resolveSpec({ ...(JSON.parse(json) as object), seed: run.seed });
  return withDataFrom(new DataFolder(history.file), spec);
}

/** @throws {UsageError} if a run was made under other semantics, so that its figures do not hold here */
export function requireSameSemantics(run: RunRecord): void {
  if (run.semantics !== SEMANTICS_VERSION) {
    throw new UsageError(
      `${run.id}: was made under semantics version ${run.semantics}, and this program has ${SEMANTICS_VERSION}: it can be shown and exported, not run on; begin again from its spec by: resume ${run.id} --again`,
    );
  }
}
