import type { RunRecord } from '../../workbench/find-run.ts';
import { followGroup } from '../../workbench/follow-group.ts';
import type { RunDetails } from '../../workbench/show-run.ts';
import { storedSpec } from '../../workbench/stored-spec.ts';
import type { History } from '../../workbench/with-history.ts';
import { EXIT } from '../exit-code.ts';
import type { CommandContext } from '../global-options.ts';
import { listenForInterruption } from '../interruption.ts';
import { ProgressView } from '../progress-view.ts';

/** How runs are worked on. */
export interface FollowOptions {
  /** Runs at once. */
  readonly workers: number;
  readonly checkpointSeconds: number;
}

/**
 * Works on runs and shows how they do, until all are done or the user interrupts; says how to go on with those that
 * are not done, and sets the exit code.
 */
export async function followRuns(
  { terminal, toType }: CommandContext,
  history: History,
  runs: readonly [RunRecord, ...RunRecord[]],
  { workers, checkpointSeconds }: FollowOptions,
): Promise<readonly RunDetails[]> {
  const interruption = listenForInterruption(terminal);
  const observer = new ProgressView(terminal, storedSpec(history, runs[0]), runs.length);
  try {
    const sitting = { workers, checkpointSeconds, stop: interruption.signal, observer };
    const { details, unfinished, failed } = await followGroup(history, runs, sitting);
    for (const { id } of unfinished) terminal.complain(`go on with: ${toType(`resume ${id}`)}`);
    if (failed.length > 0) process.exitCode = EXIT.defect;
    if (unfinished.length > 0) process.exitCode = EXIT.interrupted;
    return details;
  } finally {
    observer.clear();
    interruption.dispose();
  }
}
