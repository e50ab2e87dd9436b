import type { FromWorker, RunJob, ToWorker } from '../../native-worker/worker-messages.ts';
import type { SavedRun } from '../../native-worker/search/saved-run.ts';
import type { RunFigures } from '../../native-worker/search/run-figures.ts';
import type { ProcessExit, Starter } from '../../electron/workers/starter.ts';

/** What a process that only pretends does with the run it gets. */
export interface FakeProcess {
  readonly job: RunJob;
  readonly tell: (message: FromWorker) => void;
  readonly exit: (exit: ProcessExit) => void;
  /** Resolves when it is asked to stop. */
  readonly stopAsked: Promise<undefined>;
}

/** Starts pretended processes, each with the next behaviour of a list; the last one's repeats. */
export function fakeStarter(...behaviours: readonly ((process: FakeProcess) => void)[]): Starter & { starts: number } {
  const starter = {
    starts: 0,
    start: () => {
      const behave = behaviours[Math.min(starter.starts++, behaviours.length - 1)]!;
      const listeners = { message: (_: FromWorker): void => undefined, exit: (_: ProcessExit): void => undefined };
      const { promise: stopAsked, resolve: askToStop } = Promise.withResolvers<undefined>();
      return {
        send: (message: ToWorker) => {
          if (message.kind === 'stop') askToStop(undefined);
          else {
            queueMicrotask(() => {
              behave({
                job: message.job,
                tell: (told) => {
                  listeners.message(told);
                },
                exit: (exit) => {
                  listeners.exit(exit);
                },
                stopAsked,
              });
            });
          }
        },
        onMessage: (listener: (message: FromWorker) => void) => {
          listeners.message = listener;
        },
        onExit: (listener: (exit: ProcessExit) => void) => {
          listeners.exit = listener;
        },
        kill: () => {
          listeners.exit({ code: null, signal: 'SIGKILL' });
        },
      };
    },
  };
  return starter;
}

export const CLEAN_EXIT: ProcessExit = { code: 0, signal: null };
export const CRASH: ProcessExit = { code: null, signal: 'SIGSEGV' };

/** A saved state with a name, as far as supervision cares. */
export function savedState(name: string): SavedRun {
  return { name } as unknown as SavedRun;
}

export const FIGURES = {} as RunFigures;

export function ended(how: 'finished' | 'stopped'): Extract<FromWorker, { kind: 'ended' }> {
  return { kind: 'ended', how, digest: 'd', figures: FIGURES, seconds: 1 };
}

export function checkpoint(name: string, seconds: number): FromWorker {
  return { kind: 'checkpoint', saved: savedState(name), figures: FIGURES, seconds };
}
