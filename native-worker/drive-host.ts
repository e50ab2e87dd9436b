import type { IslandOrder, IslandReport } from './search/island-messages.ts';
import type { TierInUse } from './tiers/tier.ts';
import type { FromWorker, ToWorker, WorkerJob } from './worker-messages.ts';

/** Reports are sent together, those of so many seconds. */
const SECONDS_BETWEEN_BATCHES = 0.05;
const SECONDS_BETWEEN_FIGURES = 0.25;
/** While so many messages have not left this process, no more reports are taken from the host. */
const MOST_UNDER_WAY = 8;

/** What driving needs of a host of islands: `search/island-host.ts` has it. */
export interface DrivenHost {
  /** Takes note of an order; the work is left to `advance`. */
  take(order: IslandOrder): void;
  /** Whether there is anything to do before the next order. */
  readonly hasWork: boolean;
  /** A piece of work, short enough to let messages arrive in between. */
  advance(): void;
  /** What there is to tell since it was last asked. */
  reports(): readonly IslandReport[];
  /** Where its islands stand between two barriers. */
  figures(): readonly IslandReport[];
}

/** What driving needs from outside. */
export interface HostDrive {
  /** @throws where the job cannot be worked on */
  readonly openHost: (job: WorkerJob) => { readonly host: DrivenHost; readonly tier: TierInUse };
  /** @param left to be called when the message has left this process */
  readonly send: (message: FromWorker, left: () => void) => void;
  /** Seconds of a clock that never runs backwards. */
  readonly clock: () => number;
  /** Told when there is nothing to do before the next order. */
  readonly onIdle: () => void;
  /** Calls back once messages could arrive. */
  readonly nextTurn: (work: () => void) => void;
}

/** The work of a worker process: takes messages, advances the islands of its job piece by piece, sends their reports. */
export class HostDriver {
  readonly #drive: HostDrive;
  #current: { readonly job: number; readonly host: DrivenHost } | null = null;
  #unsent: IslandReport[] = [];
  #sentAt = -Infinity;
  #figuresAt = -Infinity;
  #messagesUnderWay = 0;
  #turnIsDue = false;
  #worked = 0;
  /** Since when there has been work without a break; null while there is none. */
  #worksSince: number | null = null;

  constructor(drive: HostDrive) {
    this.#drive = drive;
  }

  /** Seconds in which there was anything to do, whether or not the machine had time for it. */
  get workSeconds(): number {
    return this.#worked + (this.#worksSince === null ? 0 : this.#drive.clock() - this.#worksSince);
  }

  /** Takes a message. What goes wrong with a job is sent as `failed`, and the job is given up. */
  take(message: ToWorker): void {
    switch (message.kind) {
      case 'job':
        this.#giveUp();
        this.#worksSince = this.#drive.clock();
        this.#trying(message.job, () => {
          this.#open(message);
        });
        this.#pause();
        break;
      case 'order': {
        const { order } = message;
        if (this.#current === null) break;
        const { job, host } = this.#current;
        this.#worksSince ??= this.#drive.clock();
        this.#trying(job, () => {
          host.take(order);
        });
        this.#goOn();
        break;
      }
      case 'rest':
        this.#giveUp();
        break;
    }
  }

  #open(job: WorkerJob): void {
    const { host, tier } = this.#drive.openHost(job);
    this.#current = { job: job.job, host };
    this.#send({ kind: 'evaluator', job: job.job, tier });
  }

  #giveUp(): void {
    this.#current = null;
    this.#unsent = [];
    this.#pause();
  }

  #pause(): void {
    this.#worked = this.workSeconds;
    this.#worksSince = null;
  }

  #goOn(): void {
    if (this.#turnIsDue || this.#current === null) return;
    this.#turnIsDue = true;
    this.#worksSince ??= this.#drive.clock();
    this.#drive.nextTurn(() => {
      this.#turnIsDue = false;
      this.#turn();
    });
  }

  #turn(): void {
    if (this.#current === null) return;
    const { job, host } = this.#current;
    this.#trying(job, () => {
      if (host.hasWork) host.advance();
      this.#report(job, host);
      // Without work, what is unsent waits for messages to leave, and their leaving is the next turn.
      if (host.hasWork) this.#goOn();
      else {
        this.#pause();
        this.#drive.onIdle();
      }
    });
  }

  #report(job: number, host: DrivenHost): void {
    if (this.#messagesUnderWay >= MOST_UNDER_WAY) return;
    const now = this.#drive.clock();
    this.#unsent.push(...host.reports());
    if (now - this.#figuresAt >= SECONDS_BETWEEN_FIGURES) {
      this.#figuresAt = now;
      this.#unsent.push(...host.figures());
    }
    if (this.#unsent.length === 0) return;
    const isDue =
      !host.hasWork ||
      now - this.#sentAt >= SECONDS_BETWEEN_BATCHES ||
      this.#unsent.some(({ kind }) => isAwaited(kind));
    if (!isDue) return;
    this.#sentAt = now;
    const reports = this.#unsent;
    this.#unsent = [];
    this.#send({ kind: 'reports', job, reports });
  }

  #send(message: FromWorker): void {
    this.#messagesUnderWay++;
    this.#drive.send(message, () => {
      this.#messagesUnderWay--;
      this.#goOn();
    });
  }

  #trying(job: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      this.#giveUp();
      this.#send({ kind: 'failed', job, message, detail: stack ?? message });
    }
  }
}

/** Whether others may have to wait for such a report. */
function isAwaited(kind: IslandReport['kind']): boolean {
  switch (kind) {
    case 'score':
    case 'cut':
    case 'champion':
      return true;
    case 'barrier':
    case 'figures':
      return false;
  }
}
