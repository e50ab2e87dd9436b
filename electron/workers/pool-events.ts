import type { WorkerEnd } from './worker-end.ts';

/** What happens to the workers of a pool. They are numbered from 0, one a core. */
export type PoolEvent =
  | { readonly kind: 'worker-started'; readonly worker: number; readonly pid: number | null }
  | {
      readonly kind: 'worker-ended';
      readonly worker: number;
      readonly pid: number | null;
      /** The run that it worked on. */
      readonly run: string | null;
      readonly end: WorkerEnd;
    }
  /** It ended before it gave a sign of life, and is tried again after a pause. */
  | {
      readonly kind: 'worker-restarts';
      readonly worker: number;
      readonly afterMilliseconds: number;
      readonly reason: string;
    }
  /** It failed to start again and again: the pool goes on without it, until the number of cores is set anew. */
  | { readonly kind: 'degraded'; readonly worker: number; readonly workersLeft: number; readonly reason: string }
  | ({ readonly kind: 'usage'; readonly worker: number; readonly run: string | null } & WorkerUsage);

/** How much of the machine a worker uses. */
export interface WorkerUsage {
  /** Resident memory in bytes. */
  readonly memory: number;
  /** Processor seconds since its process started. */
  readonly cpuSeconds: number;
  /** Seconds since then in which it had anything to do, whether or not the machine had time for it. */
  readonly workSeconds: number;
}

/** Whoever watches a pool. */
export interface PoolObserver {
  take(event: PoolEvent): void;
}
