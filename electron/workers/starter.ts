import type { FromWorker, ToWorker } from '../../native-worker/worker-messages.ts';

/** How a process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A process that runs `native-worker/worker.ts`. */
export interface WorkerProcess {
  /** Hands over a message; one to a process that has ended is dropped. */
  send(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Called once, when the process has ended and its last message was delivered. */
  onExit(listener: (exit: ProcessExit) => void): void;
  /** Ends the process at once. */
  kill(): void;
}

/** A way of starting worker processes. All that supervision knows of the platform. */
export interface Starter {
  start(): WorkerProcess;
}
