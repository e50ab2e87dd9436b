import type { RunEvent } from './search/run-events.ts';
import type { RunFigures } from './search/run-figures.ts';
import type { SavedRun } from './search/saved-run.ts';
import type { FromWorker } from './worker-messages.ts';

const PROGRESS_SECONDS = 0.25;
/** How long a run may go on after it was asked to stop, to finish the candidate under way. */
const SECONDS_TO_REST = 0.5;

/** What driving needs of a run: `run-session.ts` has it. */
export interface DrivenRun {
  readonly finished: boolean;
  /** Whether the run can be saved: no candidate is under way. */
  readonly isAtRest: boolean;
  /** A piece of work, short enough to answer a request to stop in between. */
  advance(): readonly RunEvent[];
  figures(): RunFigures;
  digest(): string;
  save(): SavedRun;
}

/** What driving needs from outside. */
export interface Drive {
  /** Seconds that earlier sittings worked. */
  readonly seconds: number;
  readonly checkpointSeconds: number;
  readonly send: (message: FromWorker) => void;
  /** Seconds of a clock that never runs backwards. */
  readonly clock: () => number;
  /** Lets messages arrive. */
  readonly nextTurn: () => Promise<void>;
  readonly stopRequested: () => boolean;
}

/** Where a run can be gone on from, and where it stood then. */
interface Cut {
  readonly saved: SavedRun;
  readonly digest: string;
  readonly figures: RunFigures;
  readonly seconds: number;
}

/**
 * Advances a run to its end, or until it shall stop; reports on the way and saves now and then.
 *
 * A run that shall stop goes on until it is at rest. Where that takes too long, since a single evaluation can take
 * minutes, it ends as it was at the last cut: what came after that is done again when it is resumed, with the same result.
 */
export async function driveRun(run: DrivenRun, drive: Drive): Promise<void> {
  const { clock, send } = drive;
  const start = clock();
  const seconds = (): number => drive.seconds + clock() - start;
  const cutNow = (): Cut => ({
    saved: run.save(),
    digest: run.digest(),
    figures: run.figures(),
    seconds: seconds(),
  });
  const tellCut = ({ saved, figures, seconds: worked }: Cut): void => {
    send({ kind: 'checkpoint', saved, figures, seconds: worked });
  };
  let cut = cutNow();
  let cutAt = start;
  let reportedAt = start;
  let stopAskedAt: number | null = null;

  while (!run.finished) {
    if (drive.stopRequested()) {
      stopAskedAt ??= clock();
      if (run.isAtRest || clock() - stopAskedAt >= SECONDS_TO_REST) break;
    } else if (run.isAtRest && clock() - cutAt >= drive.checkpointSeconds) {
      cut = cutNow();
      cutAt = clock();
      tellCut(cut);
    }
    const events = run.advance().filter((event) => event.kind !== 'progress');
    if (events.length > 0) send({ kind: 'events', events, seconds: seconds() });
    if (clock() - reportedAt >= PROGRESS_SECONDS) {
      send({ kind: 'progress', figures: run.figures(), seconds: seconds() });
      reportedAt = clock();
    }
    await drive.nextTurn();
  }

  if (run.finished) {
    send({ kind: 'ended', how: 'finished', digest: run.digest(), figures: run.figures(), seconds: seconds() });
    return;
  }
  if (run.isAtRest) cut = cutNow();
  tellCut(cut);
  const { saved: _, ...ending } = cut;
  send({ kind: 'ended', how: 'stopped', ...ending });
}
