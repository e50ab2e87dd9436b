import type { LeadRun } from './led-run.ts';
import type { Execution } from './submitted-run.ts';

/**
 * What an execution needs from its pool.
 *
 * @typeParam Run the execution itself
 */
export interface ExecutionHome<Run> {
  readonly lead: LeadRun;
  /** Seconds of a clock that never runs backwards. */
  readonly clock: () => number;
  /** Where workers note their candidates, when they shall. */
  readonly notesFolder: string;
  /** Pauses before another try, in milliseconds. */
  readonly backOff: readonly number[];
  /** A number that no other job of the pool has. */
  readonly nextJob: () => number;
  /** The run waits for workers from now on, or does not any more. */
  readonly waits: (execution: Run, waits: boolean) => void;
  /** Workers have fallen free, or its state has changed otherwise. */
  readonly changed: (execution: Run) => void;
  readonly setPriority: (execution: Run, priority: number) => void;
  readonly moveBefore: (execution: Run, other: Execution) => void;
}
