import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** One Ctrl-C may come twice: from the terminal, and handed on by npm. A second one that is meant comes later. */
const SAME_MILLISECONDS = 700;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Work that the user may interrupt. */
export interface Interruption {
  /** Aborted by the first signal: stop and save. */
  readonly signal: AbortSignal;
  /** Signals end the program again, as they did before. */
  dispose(): void;
}

/** Turns the first Ctrl-C (or request to end) into a request to stop and save; the second one ends at once. */
export function listenForInterruption(terminal: Terminal): Interruption {
  const controller = new AbortController();
  let interrupted = 0;
  const interrupt = (): void => {
    if (controller.signal.aborted) {
      if (performance.now() - interrupted > SAME_MILLISECONDS) process.exit(EXIT.interrupted);
      return;
    }
    interrupted = performance.now();
    terminal.say('\nstopping: the state is being saved (once more ends at once)');
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of SIGNALS) process.off(signal, interrupt);
    },
  };
}
