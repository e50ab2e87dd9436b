import { SEMANTICS_VERSION } from '../../native-worker/algorithm/semantics-version.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { HistoryError } from '../history/history-error.ts';
import type { History } from '../history/open-history.ts';
import type { RunRecord } from '../history/run-record.ts';
import { UsageError } from './usage-error.ts';

/** The spec that a run was started with, its seed included. @throws {HistoryError} if the history lacks it */
export function storedSpec(history: History, run: RunRecord): Spec {
  const json = history.specs.get(run.specHash);
  if (json === undefined)
    throw new HistoryError(history.file, `has no spec for run ${run.id}; restore it from a backup`);
  return resolveSpec({ ...(JSON.parse(json) as object), seed: run.seed });
}

/** @throws {UsageError} if a run was made under other semantics, so that its figures do not hold here */
export function requireSameSemantics(run: RunRecord): void {
  if (run.semantics !== SEMANTICS_VERSION) {
    throw new UsageError(
      `${run.id}: was made under semantics version ${run.semantics}, and this program has ${SEMANTICS_VERSION}: it can be shown and exported, not run on; start it again from its spec`,
    );
  }
}
