import { type FormDifference, formDifferences } from '../../native-worker/spec/form-differences.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import type { TierInUse } from '../../native-worker/tiers/tier.ts';
import type { ChampionRecord } from '../history/repositories/champions.ts';
import type { ExperimentRecord } from '../history/repositories/experiments.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import { type AlgorithmView, canonicalListing, markedListing, viewAlgorithm } from './algorithm-view.ts';
import { bestChampion } from './best-champion.ts';
import type { KeptSummary, RunSummary } from './run-summary.ts';
import { storedSpec } from './stored-spec.ts';

/** Everything that is worth showing of a run. */
export interface RunDetails {
  readonly historyFile: string;
  readonly run: RunRecord;
  readonly spec: Spec;
  /** In what the spec differs from the form that it names. */
  readonly differences: readonly FormDifference[];
  readonly experiments: readonly ExperimentRecord[];
  /** By what its programs were evaluated, in order of first use. */
  readonly evaluators: readonly TierInUse[];
  /** The best on T_select, the later one on ties; null before the first look. */
  readonly champion: ChampionRecord | null;
  /** The champion as a listing that reads back to the last bit, dead lines marked. */
  readonly listing: string | null;
  /** Its canonical form, likewise to the last bit. */
  readonly canonical: string | null;
  readonly view: AlgorithmView | null;
  /** Hand-designed algorithms on the run's sets; on T_final not before the run is finished. */
  readonly references: RunSummary['references'];
  /** Null until the run is finished. */
  readonly summary: RunSummary | null;
  /** About what the run's records take in the history. */
  readonly bytes: number;
  /** Runs and programs in this history that were scored on the same T_final, this one included. */
  readonly finalLooks: number;
}

/** Gathers what the history knows of a run. */
export async function runDetails(history: HistoryClient, run: RunRecord): Promise<RunDetails> {
  const spec = await storedSpec(history, run);
  const champion = bestChampion(await history.champions.of(run.id));
  const json = await history.summaries.get(run.id);
  const kept = json === undefined ? null : (JSON.parse(json) as KeptSummary);
  const summary = kept !== null && isOfFinished(kept) ? kept : null;
  return {
    historyFile: history.file,
    run,
    spec,
    differences: formDifferences(spec),
    experiments: await history.experiments.of(run.id),
    evaluators: await history.evaluatorsInUse.of(run.id),
    champion,
    listing: champion && markedListing(champion.listing, spec.outputs),
    canonical: champion && canonicalListing(champion.listing, spec.outputs),
    view: champion && viewAlgorithm(champion.listing, spec.outputs),
    references: kept?.references ?? [],
    summary,
    bytes: await history.runs.bytes(run.id),
    finalLooks: summary === null ? 0 : await history.finalLooks.count(summary.finalTasks),
  };
}

function isOfFinished(kept: KeptSummary): kept is RunSummary {
  return kept.finalTasks !== null;
}
