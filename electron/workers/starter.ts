import type { FromWorker, ToWorker } from '../../native-worker/worker-messages.ts';

/** How a process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A process that runs `native-worker/worker.ts`. */
export interface WorkerProcess {
  /** Null of a process that could not be started. */
  readonly pid: number | null;
  /** Hands over a message; one to a process that has ended is dropped. Throws where it cannot be serialised. */
  send(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Called once, when the process has ended and its last message was delivered. */
  onExit(listener: (exit: ProcessExit) => void): void;
  /** Seconds of a processor that it has used so far, without asking it; null where this system does not tell. */
  processorSeconds(): number | null;
  /** Closes the channel to it, upon which it ends of itself as soon as it notices. */
  letGo(): void;
  /** Ends the process at once. */
  kill(): void;
}

/** A way of starting worker processes. All that supervision knows of the platform. */
export interface Starter {
  start(): WorkerProcess;
}
