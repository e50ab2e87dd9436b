import type { FromWorker, ToWorker } from '../../native-worker/worker-messages.ts';
import type { PoolEvent, WorkerUsage } from './pool-events.ts';
import { Restarts } from './restarts.ts';
import type { Starter } from './starter.ts';
import type { Timeline } from './timeline.ts';
import { endText, type WorkerEnd } from './worker-end.ts';
import { SupervisedProcess } from './worker-process.ts';

/** A worker that has islands of a run, but for less of the time anything to do, is told to idle. */
const LEAST_SHARE_OF_WORK = 0.5;
const NOBODY_WAITS = 'no run waits for it';

/** Who uses a worker: a run. */
export interface Occupant {
  readonly id: string;
  /** What its workers wait for when they have nothing to do. */
  readonly waitsFor: string;
  message(slot: WorkerSlot, message: FromWorker): void;
  /** The process has ended, though it was not asked to. */
  lost(slot: WorkerSlot, end: WorkerEnd): void;
}

/** What a slot needs from its pool. */
export interface SlotServices {
  readonly starter: Starter;
  readonly clock: () => number;
  readonly timeline: Timeline;
  /** Pauses before another try, in milliseconds. */
  readonly backOff: readonly number[];
  readonly tell: (event: PoolEvent) => void;
  /** It can be used again, or cannot be used any more. */
  readonly changed: (slot: WorkerSlot) => void;
}

/** The place of one worker: starts a process when it is needed, keeps it from run to run, and replaces it when it ended. */
export class WorkerSlot {
  /** From 0. */
  readonly number: number;
  readonly #services: SlotServices;
  readonly #restarts: Restarts;
  #process: SupervisedProcess | null = null;
  #gaveSignOfLife = false;
  #backingOff: NodeJS.Timeout | null = null;
  #failure: string | null = null;
  #occupant: Occupant | null = null;
  #usage: (WorkerUsage & { readonly at: number }) | null = null;
  /** Processes that were let go and have not ended yet, with what is to be called then. */
  readonly #leaving = new Map<SupervisedProcess, () => void>();

  constructor(number: number, services: SlotServices) {
    this.number = number;
    this.#services = services;
    this.#restarts = new Restarts(services.backOff);
    services.timeline.mark(number, 'off', NOBODY_WAITS);
  }

  get occupant(): Occupant | null {
    return this.#occupant;
  }

  /** Whether it can be given a run. */
  get isFree(): boolean {
    return this.#occupant === null && this.#backingOff === null && this.#failure === null;
  }

  /** Why it is not used any more; null while it is. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Null without a process. */
  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** As it was reported last; null without a process. */
  get usage(): WorkerUsage | null {
    return this.#usage;
  }

  /** From now on a run uses it. */
  occupy(occupant: Occupant): void {
    this.#occupant = occupant;
    this.#markUse();
  }

  /** The run that used it does so no more. */
  vacate(): void {
    if (this.#occupant === null) return;
    this.#occupant = null;
    this.#process?.send({ kind: 'rest' });
    this.#markUse();
  }

  /** Hands a message to the process, which is started if there is none. Throws where it cannot be serialised. */
  send(message: ToWorker): void {
    this.#process ??= this.#start();
    this.#process.send(message);
  }

  /** Lets its process go. @returns once that has ended */
  letGo(): Promise<void> {
    if (this.#backingOff !== null) clearTimeout(this.#backingOff);
    this.#backingOff = null;
    const process = this.#process;
    this.#forgetProcess('it was let go');
    if (process === null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#leaving.set(process, resolve);
      process.letGo();
    });
  }

  /** Gives it another try after it failed. */
  revive(): void {
    this.#failure = null;
    this.#restarts.succeeded();
  }

  #start(): SupervisedProcess {
    this.#gaveSignOfLife = false;
    this.#services.timeline.mark(this.number, 'starting', '', this.#occupant?.id ?? null);
    const process = new SupervisedProcess(this.#services.starter, {
      message: (message) => {
        if (this.#process === process) this.#take(message);
      },
      ended: (end) => {
        this.#ended(process, end);
      },
    });
    this.#services.tell({ kind: 'worker-started', worker: this.number, pid: process.pid });
    return process;
  }

  #take(message: FromWorker): void {
    if (!this.#gaveSignOfLife) {
      this.#gaveSignOfLife = true;
      this.#restarts.succeeded();
      this.#markUse();
    }
    if (message.kind === 'usage') this.#keepUsage(message);
    this.#occupant?.message(this, message);
  }

  #keepUsage({ memory, cpuSeconds, workSeconds }: WorkerUsage): void {
    const at = this.#services.clock();
    const before = this.#usage;
    this.#usage = { memory, cpuSeconds, workSeconds, at };
    const run = this.#occupant?.id ?? null;
    this.#services.tell({ kind: 'usage', worker: this.number, run, memory, cpuSeconds, workSeconds });
    if (before === null || at <= before.at) return;
    this.#markUse((workSeconds - before.workSeconds) / (at - before.at));
  }

  /** @param share of the time in which it had anything to do lately */
  #markUse(share = 1): void {
    const { timeline } = this.#services;
    const occupant = this.#occupant;
    if (occupant === null) timeline.mark(this.number, this.#process === null ? 'off' : 'idle', NOBODY_WAITS);
    else if (!this.#gaveSignOfLife) timeline.mark(this.number, 'starting', '', occupant.id);
    else if (share < LEAST_SHARE_OF_WORK) timeline.mark(this.number, 'idle', occupant.waitsFor, occupant.id);
    else timeline.mark(this.number, 'working', '', occupant.id);
  }

  #ended(process: SupervisedProcess, end: WorkerEnd): void {
    const occupant = this.#process === process ? this.#occupant : null;
    this.#services.tell({
      kind: 'worker-ended',
      worker: this.number,
      pid: process.pid,
      run: occupant?.id ?? null,
      end,
    });
    const resolve = this.#leaving.get(process);
    this.#leaving.delete(process);
    resolve?.();
    if (this.#process !== process) return;
    const wasGood = this.#gaveSignOfLife;
    this.#forgetProcess(`its process ${endText(end)}`);
    if (!wasGood) this.#backOff(endText(end));
    occupant?.lost(this, end);
    this.#services.changed(this);
  }

  #forgetProcess(why: string): void {
    this.#process = null;
    this.#gaveSignOfLife = false;
    this.#usage = null;
    this.#services.timeline.mark(this.number, 'off', why);
  }

  #backOff(reason: string): void {
    const { tell, timeline, changed } = this.#services;
    const pause = this.#restarts.failed();
    if (pause === null) {
      this.#failure = reason;
      timeline.mark(this.number, 'off', `its process ${reason}, again and again`);
      return;
    }
    timeline.mark(this.number, 'restarting', `its process ${reason}`);
    tell({ kind: 'worker-restarts', worker: this.number, afterMilliseconds: pause, reason });
    this.#backingOff = setTimeout(() => {
      this.#backingOff = null;
      changed(this);
    }, pause);
  }
}
