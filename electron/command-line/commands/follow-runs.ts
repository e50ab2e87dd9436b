import type { RunRecord } from '../../workbench/find-run.ts';
import { type FollowedGroup, followGroup } from '../../workbench/follow-group.ts';
import { storedSpec } from '../../workbench/stored-spec.ts';
import type { HistoryClient } from '../../workbench/with-history.ts';
import { EXIT, exitCodeOf } from '../exit-code.ts';
import type { EvaluatorOption } from '../evaluator-option.ts';
import type { CommandContext } from '../global-options.ts';
import { listenForInterruption } from '../interruption.ts';
import { ProgressView } from '../progress-view.ts';

/** How runs are worked on. */
export interface FollowOptions extends EvaluatorOption {
  /** Runs at once. */
  readonly workers: number;
  readonly checkpointSeconds: number;
}

/**
 * Works on runs and shows how they do, until all are done or the user interrupts; sets the exit code. The caller shows
 * what became of them, and after that how to go on, by `sayHowToGoOn`.
 *
 * @throws {UsageError} if there is one run only, and it cannot be worked on
 */
export async function followRuns(
  { terminal }: CommandContext,
  history: HistoryClient,
  runs: readonly [RunRecord, ...RunRecord[]],
  { workers, checkpointSeconds, evaluator }: FollowOptions,
): Promise<FollowedGroup> {
  const spec = await storedSpec(history, runs[0]);
  const interruption = listenForInterruption(terminal);
  const observer = new ProgressView(terminal, spec, runs.length);
  try {
    const sitting = { workers, checkpointSeconds, evaluator, stop: interruption.signal, observer };
    const group = await followGroup(history, runs, sitting);
    const [left] = group.leftOut;
    if (left !== undefined && runs.length === 1) throw left.reason;
    if (left !== undefined) process.exitCode = exitCodeOf(left.reason);
    if (group.failed.length > 0) process.exitCode = EXIT.defect;
    if (group.unfinished.length > 0) process.exitCode = EXIT.interrupted;
    return group;
  } finally {
    observer.clear();
    interruption.dispose();
  }
}

/** What to type to go on with runs that are not done; to be said last, where it is still on the screen. */
export function sayHowToGoOn({ terminal, toType }: CommandContext, unfinished: FollowedGroup['unfinished']): void {
  for (const { id } of unfinished) terminal.complain(`go on with: ${toType(`resume ${id}`)}`);
}
