import type { FromWorker, RunJob } from '../../native-worker/worker-messages.ts';
import type { SavedRun } from '../../native-worker/search/saved-run.ts';
import type { ProcessExit, Starter } from './starter.ts';

/** Restarts without a new saved state in between. */
const MOST_RESTARTS = 3;
const BACK_OFF_MILLISECONDS = [200, 1000, 5000] as const;
const TICK_MILLISECONDS = 1000;
/**
 * A worker that is silent for so many of our own ticks hangs; ticks stop with us when the machine sleeps, so waking up
 * is no hang. Most report several times a second, also in the midst of an evaluation. Only to make a set of tasks takes
 * longer, with hundreds of features many seconds, and ending a worker then would be no help: the next one would come to
 * the same set and be ended there, too, and so the run would fail.
 */
const SILENT_TICKS = 120;

/** What a run's worker reports on the way. */
export type WorkerReport = Extract<FromWorker, { kind: 'evaluator' | 'events' | 'checkpoint' | 'progress' }>;
/** How a run came back from its worker. */
export type RunEnding =
  | Extract<FromWorker, { kind: 'ended' }>
  | {
      readonly kind: 'failed';
      /** One sentence for the user. */
      readonly reason: string;
      /** Name and stack of an error inside the worker, where there was one. */
      readonly detail: string | null;
    }
  /** The worker ended of itself while it should save and stop; the last saved state is there to go on from. */
  | { readonly kind: 'lost'; readonly reason: string };

/** What watching a worker needs from outside. */
export interface Supervision {
  readonly starter: Starter;
  readonly report: (report: WorkerReport) => void;
  /** Says that the worker ended of itself and that another one goes on. */
  readonly restarted: (reason: string) => void;
  /** Aborted when the run shall stop: the worker saves its state and ends. */
  readonly stop: AbortSignal;
  readonly pause: (milliseconds: number) => Promise<void>;
}

type Sitting = RunEnding | { readonly kind: 'crashed'; readonly reason: string };

/**
 * Runs a job in a process of its own. A process that crashes or hangs is started again from the last saved state, which
 * gives the same result; after three restarts without progress the run has failed. What `report` throws, or
 * the sending of a job, ends the process and is thrown again.
 */
export async function runInWorker(job: RunJob, supervision: Supervision): Promise<RunEnding> {
  let saved: SavedRun | null = job.saved;
  let { seconds } = job;
  let restarts = 0;
  for (;;) {
    const sitting = await sit({ ...job, saved, seconds }, supervision, (checkpoint) => {
      saved = checkpoint.saved;
      seconds = checkpoint.seconds;
      restarts = 0;
    });
    if (sitting.kind !== 'crashed') return sitting;
    if (supervision.stop.aborted) return { kind: 'lost', reason: `its worker ${sitting.reason} while it stopped` };
    const pause = BACK_OFF_MILLISECONDS[restarts];
    if (restarts >= MOST_RESTARTS || pause === undefined) {
      return {
        kind: 'failed',
        reason: `its worker ${sitting.reason}, ${MOST_RESTARTS} restarts later again`,
        detail: null,
      };
    }
    restarts++;
    supervision.restarted(sitting.reason);
    await supervision.pause(pause);
  }
}

/** One process from start to end. */
function sit(
  job: RunJob,
  { starter, report, stop }: Supervision,
  checkpointed: (checkpoint: Extract<FromWorker, { kind: 'checkpoint' }>) => void,
): Promise<Sitting> {
  return new Promise((resolve, reject) => {
    const worker = starter.start();
    let ending: RunEnding | null = null;
    let gaveUp = false;
    let silentTicks = 0;
    const ticking = setInterval(() => {
      silentTicks++;
      if (silentTicks > SILENT_TICKS) worker.kill();
    }, TICK_MILLISECONDS);
    const askToStop = (): void => {
      worker.send({ kind: 'stop' });
    };
    const cleanUp = (): void => {
      clearInterval(ticking);
      stop.removeEventListener('abort', askToStop);
    };
    const giveUp = (error: unknown): void => {
      gaveUp = true;
      cleanUp();
      reject(error instanceof Error ? error : new Error(String(error)));
      worker.kill();
    };
    const take = (message: FromWorker): void => {
      silentTicks = 0;
      switch (message.kind) {
        case 'checkpoint':
          checkpointed(message);
          report(message);
          break;
        case 'evaluator':
        case 'events':
        case 'progress':
          report(message);
          break;
        case 'ended':
          ending = message;
          break;
        case 'failed':
          ending = { kind: 'failed', reason: message.message, detail: message.detail };
          break;
      }
    };
    worker.onMessage((message) => {
      // Messages that were under way when the process was ended still arrive.
      if (gaveUp) return;
      try {
        take(message);
      } catch (error) {
        // What was reported could not be kept, so there is no use in working on.
        giveUp(error);
      }
    });
    worker.onExit((exit) => {
      cleanUp();
      resolve(ending ?? { kind: 'crashed', reason: exitReason(exit, silentTicks > SILENT_TICKS) });
    });
    try {
      worker.send({ kind: 'start', job });
      if (stop.aborted) askToStop();
      else stop.addEventListener('abort', askToStop);
    } catch (error) {
      // A job that cannot be serialised.
      giveUp(error);
    }
  });
}

function exitReason({ code, signal }: ProcessExit, hung: boolean): string {
  if (hung) return `did not answer for ${SILENT_TICKS} seconds`;
  if (signal !== null) return `was ended by ${signal}`;
  return code === null ? 'could not be started' : `ended with exit code ${code}`;
}
