import type { LeadRun } from './led-run.ts';
import type { PoolEvent, PoolObserver, WorkerUsage } from './pool-events.ts';
import { RunExecution } from './run-execution.ts';
import { RunQueue } from './run-queue.ts';
import { shareOut } from './share-out.ts';
import type { Starter } from './starter.ts';
import type { Execution, RunObserver, SubmittedRun } from './submitted-run.ts';
import { type Interval, Timeline } from './timeline.ts';
import { WorkerSlot } from './worker-slot.ts';

/** What a pool needs from outside. */
export interface PoolServices {
  readonly starter: Starter;
  readonly lead: LeadRun;
  /** How many workers there may be, one a core. */
  readonly cores: number;
  /** An existing folder where workers may note which candidate they evaluate. */
  readonly notesFolder: string;
  /** Pauses before another try after a failure, in milliseconds. */
  readonly backOff: readonly number[];
  /** Seconds of a clock that never runs backwards. */
  readonly clock: () => number;
  readonly observer: PoolObserver;
}

/** What a worker of a pool is about. */
export interface WorkerView {
  /** From 0. */
  readonly worker: number;
  /** Null while it has no process. */
  readonly pid: number | null;
  readonly run: string | null;
  readonly usage: WorkerUsage | null;
  /** Why it is not used any more; null while it is. */
  readonly failure: string | null;
}

/**
 * Works on runs with a worker process for each core. Each run whose turn it is gets a worker; what is left goes to those
 * with several islands, the first ones first. A run keeps its workers until it is through, so those that wait do so in
 * the order of the queue; when nobody waits, free workers join a run that can use them.
 */
export class WorkerPool {
  readonly #services: PoolServices;
  readonly #timeline: Timeline;
  readonly #queue = new RunQueue<RunExecution>();
  /** All that have not ended. */
  readonly #executions = new Set<RunExecution>();
  /** Those that have workers, or had some a moment ago and shall have some again. */
  readonly #active = new Set<RunExecution>();
  readonly #slots: WorkerSlot[] = [];
  #cores = 0;
  #lastJob = 0;
  #isClosed = false;
  #sharesOut = false;

  constructor(services: PoolServices) {
    this.#services = services;
    this.#timeline = new Timeline(services.clock);
    this.setCores(services.cores);
  }

  /** How many workers there may be. */
  get cores(): number {
    return this.#cores;
  }

  /**
   * Sets how many workers there may be. Runs that work with one too many go on with others after a cut, or wait.
   *
   * @throws {RangeError} unless it is a whole number, at least 1
   */
  setCores(cores: number): void {
    if (!Number.isInteger(cores) || cores < 1) {
      throw new RangeError(`${cores} cores cannot be used: give a whole number, at least 1`);
    }
    this.#cores = cores;
    while (this.#slots.length < cores) this.#slots.push(this.#newSlot(this.#slots.length));
    for (const slot of this.#slots) {
      if (slot.number < cores) slot.revive();
      else if (slot.occupant instanceof RunExecution) slot.occupant.giveBack();
    }
    this.#share();
  }

  /** Puts a run into the queue. */
  submit(run: SubmittedRun, observer: RunObserver): Execution {
    if (this.#isClosed) throw new Error(`run ${run.id} cannot be taken: the pool is closed`);
    const { lead, clock, notesFolder, backOff } = this.#services;
    const execution = new RunExecution(run, observer, {
      lead,
      clock,
      notesFolder,
      backOff,
      nextJob: () => ++this.#lastJob,
      waits: (waiting, waits) => {
        if (!waits) this.#queue.withdraw(waiting);
        else {
          this.#active.delete(waiting);
          this.#queue.wait(waiting);
          this.#share();
        }
      },
      changed: (changed) => {
        this.#changed(changed);
      },
      setPriority: (moved, priority) => {
        this.#queue.setPriority(moved, priority);
      },
      moveBefore: (moved, other) => {
        if (other instanceof RunExecution && this.#executions.has(other)) this.#queue.moveBefore(moved, other);
      },
    });
    // A new run gives workers that failed another chance, rather than wait for nothing.
    if (this.#slots.every(({ failure }) => failure !== null)) for (const slot of this.#slots) slot.revive();
    this.#executions.add(execution);
    this.#queue.enter(execution, run.priority);
    execution.submit();
    return execution;
  }

  /** The runs that wait for workers, the next one first. */
  waiting(): readonly Execution[] {
    return this.#queue.items;
  }

  /** The workers, by number. */
  workers(): readonly WorkerView[] {
    return this.#slots.slice(0, this.#cores).map((slot) => ({
      worker: slot.number,
      pid: slot.pid,
      run: slot.occupant?.id ?? null,
      usage: slot.usage,
      failure: slot.failure,
    }));
  }

  /** What each core did and why it idled. */
  timeline(): readonly Interval[] {
    return this.#timeline.intervals();
  }

  /** Stops all runs and lets the workers go. @returns once all have ended */
  async close(): Promise<void> {
    this.#isClosed = true;
    const endings = [...this.#executions].map((execution) => {
      execution.stop();
      return execution.done;
    });
    await Promise.all(endings);
    await Promise.all(this.#slots.map((slot) => slot.letGo()));
  }

  #newSlot(number: number): WorkerSlot {
    const { starter, clock, backOff } = this.#services;
    return new WorkerSlot(number, {
      starter,
      clock,
      timeline: this.#timeline,
      backOff,
      tell: (event) => {
        this.#tell(event);
      },
      changed: (slot) => {
        if (slot.failure !== null) this.#degrade(slot, slot.failure);
        this.#share();
      },
    });
  }

  #degrade(slot: WorkerSlot, reason: string): void {
    const workersLeft = this.#slots.filter(({ number, failure }) => number < this.#cores && failure === null).length;
    this.#tell({ kind: 'degraded', worker: slot.number, workersLeft, reason });
    if (workersLeft > 0) return;
    const sentence = `no worker process can be started: the last one ${reason}; doctor says more`;
    for (const execution of this.#executions) if (execution.state !== 'paused') execution.fail(sentence);
  }

  #changed(execution: RunExecution): void {
    if (execution.state === 'ended') {
      this.#executions.delete(execution);
      this.#queue.leave(execution);
    }
    if (execution.workers === 0 && execution.state !== 'backing-off') this.#active.delete(execution);
    this.#share();
  }

  /** Gives free workers to the runs whose turn it is; if nobody waits, to one that goes on and can use more. */
  #share(): void {
    // What is started may end at once and come back here.
    if (this.#sharesOut || this.#isClosed) return;
    this.#sharesOut = true;
    for (const slot of this.#slots) if (slot.number >= this.#cores && slot.occupant === null) void slot.letGo();
    try {
      while (this.#shareOnce());
    } finally {
      this.#sharesOut = false;
    }
  }

  /** @returns whether a run has been given workers */
  #shareOnce(): boolean {
    const free = this.#slots.filter((slot) => slot.number < this.#cores && slot.isFree);
    // A run that lost a worker a moment ago finds one when it comes back.
    const room = free.length - [...this.#active].filter(({ state }) => state === 'backing-off').length;
    if (room <= 0) return false;
    const next: RunExecution[] = [];
    while (next.length < room) {
      const execution = this.#queue.take();
      if (execution === undefined) break;
      next.push(execution);
    }
    if (next.length === 0) {
      this.#spread();
      return false;
    }
    const shares = shareOut(
      room,
      next.map(({ islands }) => islands),
    );
    for (const [index, execution] of next.entries()) {
      this.#active.add(execution);
      execution.start(free.splice(0, shares[index]));
    }
    return true;
  }

  #spread(): void {
    for (const execution of this.#active) {
      if (execution.state !== 'running' || execution.workers >= execution.islands) continue;
      execution.giveBack();
      return;
    }
  }

  #tell(event: PoolEvent): void {
    this.#services.observer.take(event);
  }
}
