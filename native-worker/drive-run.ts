import type { RunEvent } from './search/run-events.ts';
import type { RunFigures } from './search/run-figures.ts';
import type { SavedRun } from './search/saved-run.ts';
import type { FromWorker } from './worker-messages.ts';

const PROGRESS_SECONDS = 0.25;

/** What driving needs of a run: `run-session.ts` has it. */
export interface DrivenRun {
  readonly finished: boolean;
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

/** Advances a run to its end, or until it shall stop; reports on the way and saves now and then. */
export async function driveRun(run: DrivenRun, drive: Drive): Promise<void> {
  const start = drive.clock();
  const seconds = (): number => drive.seconds + drive.clock() - start;
  let reported = start;
  let saved = start;
  const checkpoint = (): void => {
    drive.send({ kind: 'checkpoint', saved: run.save(), figures: run.figures(), seconds: seconds() });
    saved = drive.clock();
  };
  while (!run.finished && !drive.stopRequested()) {
    if (drive.clock() - saved >= drive.checkpointSeconds) checkpoint();
    const events = run.advance().filter((event) => event.kind !== 'progress');
    if (events.length > 0) drive.send({ kind: 'events', events, seconds: seconds() });
    const now = drive.clock();
    if (now - reported >= PROGRESS_SECONDS) {
      drive.send({ kind: 'progress', figures: run.figures(), seconds: seconds() });
      reported = now;
    }
    await drive.nextTurn();
  }
  if (!run.finished) checkpoint();
  drive.send({
    kind: 'ended',
    how: run.finished ? 'finished' : 'stopped',
    digest: run.digest(),
    figures: run.figures(),
    seconds: seconds(),
  });
}
