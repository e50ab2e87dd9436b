import type { RunRecord } from '../../workbench/find-run.ts';
import { followRun, type RunEnding } from '../../workbench/follow-run.ts';
import { type RunDetails, runDetails } from '../../workbench/show-run.ts';
import { storedSpec } from '../../workbench/stored-spec.ts';
import { runSideBySide } from '../../workbench/run-side-by-side.ts';
import type { History } from '../../workbench/with-history.ts';
import { EXIT } from '../exit-code.ts';
import type { CommandContext } from '../global-options.ts';
import { listenForInterruption } from '../interruption.ts';
import { ProgressView } from '../progress-view.ts';
import type { Terminal } from '../terminal.ts';

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
): Promise<RunDetails[]> {
  const interruption = listenForInterruption(terminal);
  const view = new ProgressView(terminal, storedSpec(history, runs[0]), runs.length);
  try {
    const ended = await runSideBySide(runs, workers, async (run) => {
      if (interruption.signal.aborted) return run;
      const sitting = { checkpointSeconds, stop: interruption.signal, observer: view };
      const result = await followRun(history, run, sitting);
      view.ended(result.run);
      if (result.ending.kind !== 'ended') complainOf(terminal, run, result.ending);
      return result.run;
    });
    const unfinished = ended.filter(({ state }) => ['stopped', 'queued', 'interrupted'].includes(state));
    for (const { id } of unfinished) terminal.complain(`go on with: ${toType(`resume ${id}`)}`);
    if (ended.some(({ state }) => state === 'failed')) process.exitCode = EXIT.defect;
    if (unfinished.length > 0) process.exitCode = EXIT.interrupted;
    return ended.map((run) => runDetails(history, run));
  } finally {
    view.clear();
    interruption.dispose();
  }
}

function complainOf(terminal: Terminal, run: RunRecord, ending: Exclude<RunEnding, { kind: 'ended' }>): void {
  terminal.complain(`run ${run.id} ${ending.kind === 'failed' ? 'failed' : 'was interrupted'}: ${ending.reason}`);
  if (terminal.manner.verbose && ending.kind === 'failed' && ending.detail !== null) terminal.complain(ending.detail);
}
