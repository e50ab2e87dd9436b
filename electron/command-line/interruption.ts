import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

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
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
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
