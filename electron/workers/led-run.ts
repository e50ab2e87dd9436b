import { RunCoordinator } from '../../native-worker/search/run-coordinator.ts';
import type { SavedRun } from '../../native-worker/search/saved-run.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';

/** What working on a run needs of its coordinator. */
export type LedRun = Pick<
  RunCoordinator,
  | 'finished'
  | 'quarantine'
  | 'addQuarantine'
  | 'open'
  | 'takeOrders'
  | 'take'
  | 'allowAhead'
  | 'cut'
  | 'takeSaved'
  | 'figures'
  | 'digest'
  | 'result'
>;

/** Makes the coordinator of a run: of a new one, or of one that goes on. */
export type LeadRun = (spec: Spec, saved: SavedRun | null) => LedRun;

/**
 * Leads a run by the engine's coordinator.
 *
 * @throws {RangeError} where the state was saved by another version of the engine
 */
export function leadRun(spec: Spec, saved: SavedRun | null): LedRun {
  return saved === null ? RunCoordinator.start(spec) : RunCoordinator.resume(spec, saved);
}
