import type { HistoryClient } from '../history/thread/history-client.ts';
import type { RunOutcome, RunRecord, RunState } from '../history/repositories/run-record.ts';

/** A run in a list. */
export interface RunListing {
  readonly id: string;
  readonly name: string;
  readonly preset: string | null;
  readonly seed: number;
  readonly state: RunState;
  readonly outcome: RunOutcome | null;
  readonly candidates: number;
  /** Charged training steps. */
  readonly trainSteps: number;
  readonly best: { readonly search: number | null; readonly select: number | null; readonly final: number | null };
  readonly digest: string | null;
  /** ISO 8601; null for a run that has not begun. */
  readonly startedAt: string | null;
  readonly seconds: number;
  readonly tags: readonly string[];
  readonly note: string;
  /** Why it failed. */
  readonly failure: string | null;
  /** About what its records take in the history. */
  readonly bytes: number;
}

/** Which runs to list. */
export interface ListOptions {
  /** Text that name, preset, state, tags or the beginning of the id hold. */
  readonly filter?: string | undefined;
  /** At most so many. */
  readonly limit?: number | undefined;
}

/** The runs of a history, newest first. */
export async function listRuns(
  history: HistoryClient,
  { filter = '', limit = Infinity }: ListOptions = {},
): Promise<RunListing[]> {
  const wanted = filter.toLowerCase();
  const matches = (run: RunRecord): boolean =>
    run.id.startsWith(wanted) ||
    [run.name, run.preset ?? '', run.state, ...run.tags].some((text) => text.toLowerCase().includes(wanted));
  const [runs, bytes] = await Promise.all([history.runs.list(), history.runs.bytesOfAll()]);
  return runs
    .filter(matches)
    .slice(0, limit)
    .map((run) => listingOf(run, bytes[run.id] ?? 0));
}

/** A run as lists show it. */
export function listingOf(run: RunRecord, bytes: number): RunListing {
  return {
    id: run.id,
    name: run.name,
    preset: run.preset,
    seed: run.seed,
    state: run.state,
    outcome: run.outcome,
    candidates: run.candidates,
    trainSteps: run.chargedSteps,
    best: { search: run.bestSearch, select: run.bestSelect, final: run.bestFinal },
    digest: run.digest,
    startedAt: run.startedAt === null ? null : new Date(run.startedAt).toISOString(),
    seconds: run.seconds,
    tags: run.tags,
    note: run.note,
    failure: run.failure,
    bytes,
  };
}
