import type { PoolEvent } from '../workers/pool-events.ts';

/** Shares the processor time of a pool's workers out to the runs that they work on. */
export class ProcessorTimes {
  /** By worker: processor seconds of its process as told last. */
  readonly #told = new Map<number, number>();

  /** Takes what happens in the pool. @returns what a run has taken since; null where the event tells nothing of that */
  take(event: PoolEvent): { readonly run: string; readonly seconds: number } | null {
    if (event.kind === 'worker-started') this.#told.set(event.worker, 0);
    if (event.kind !== 'usage') return null;
    const { worker, run, cpuSeconds } = event;
    const seconds = Math.max(0, cpuSeconds - (this.#told.get(worker) ?? 0));
    this.#told.set(worker, cpuSeconds);
    return run === null ? null : { run, seconds };
  }
}
