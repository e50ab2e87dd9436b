import type { RunEvent } from '../../native-worker/search/run-events.ts';
import type { FromWorker, ToWorker } from '../../native-worker/worker-messages.ts';
import { EpochPace } from './epoch-pace.ts';
import type { LedRun } from './led-run.ts';
import type { Cut, RunEnding, RunObserver, SubmittedRun } from './submitted-run.ts';
import { toError } from './to-error.ts';
import type { Unsettled } from './unsettled.ts';
import type { WorkerEnd } from './worker-end.ts';

const SECONDS_BETWEEN_FIGURES = 0.25;
/** How long islands may take to come to rest when the run shall stop soon. */
const MILLISECONDS_TO_REST = 500;
/** A timer that is set to more goes off at once. */
const LONGEST_TIMER = 2_147_483_647;

/** A worker of a sitting. */
export interface SittingHost {
  /** Its number in the pool. */
  readonly worker: number;
  /** Throws where a message cannot be serialised. */
  send(message: ToWorker): void;
}

/** What a sitting needs. */
export interface SittingSetup {
  readonly run: Pick<SubmittedRun, 'spec' | 'evaluator'>;
  /** Names it to the workers. */
  readonly job: number;
  readonly led: LedRun;
  /** At most as many as there are islands. */
  readonly hosts: readonly SittingHost[];
  /** By host: where it notes its candidates; null where it need not. */
  readonly noteFiles: readonly string[] | null;
  readonly checkpointSeconds: number;
  /** Seconds that earlier sittings worked. */
  readonly seconds: number;
  readonly observer: RunObserver;
  readonly unsettled: Unsettled;
  /** Seconds of a clock that never runs backwards. */
  readonly clock: () => number;
  /** Told of each cut. @returns whether the sitting shall end with it */
  readonly onCut: (cut: Cut) => boolean;
  /** Called once. */
  readonly onEnd: (end: SittingEnd) => void;
}

/** How a sitting came to its end. */
export type SittingEnd =
  | Extract<RunEnding, { kind: 'finished' }>
  /** It was asked to rest: it can be gone on with from the cut that was told last. */
  | { readonly kind: 'rested' }
  | { readonly kind: 'worker-lost'; readonly host: number; readonly end: WorkerEnd }
  | { readonly kind: 'failed'; readonly reason: string; readonly detail: string | null };

/**
 * A run on some workers, from a cut until it is finished, shall rest, or loses a worker: carries orders and reports
 * between its coordinator and the hosts of its islands, and has it cut now and then.
 */
export class Sitting {
  readonly #setup: SittingSetup;
  readonly #pace: EpochPace;
  readonly #start: number;
  /** Batches of reports that were not looked at yet. */
  readonly #inbox: { readonly host: number; readonly batch: Extract<FromWorker, { kind: 'reports' }> }[] = [];
  /** Where the run stood when the cut under way began. */
  #cutting: Omit<Cut, 'saved'> | null = null;
  #isWriting = false;
  #cutTimer: NodeJS.Timeout | undefined;
  #restTimer: NodeJS.Timeout | undefined;
  #shallRest = false;
  #figuresAt = -Infinity;
  #hasEnded = false;

  constructor(setup: SittingSetup) {
    this.#setup = setup;
    this.#start = setup.clock();
    this.#pace = new EpochPace(setup.run.spec.islands, setup.clock);
  }

  /** Gives the workers their islands. */
  begin(): void {
    const { run, job, led, hosts, noteFiles } = this.#setup;
    this.#trying(() => {
      led.allowAhead(this.#pace.ahead);
      const events = led.open(hosts.length);
      for (const [index, host] of hosts.entries()) {
        const noteFile = noteFiles?.[index] ?? null;
        const { spec, evaluator } = run;
        host.send({ kind: 'job', job, spec, evaluator, quarantine: led.quarantine, noteFile });
      }
      this.#tell(events);
      this.#awaitCut();
      this.#goOn();
    });
  }

  /** Takes a message of a worker. */
  take(host: number, message: FromWorker): void {
    if (this.#hasEnded || message.kind === 'usage' || message.job !== this.#setup.job) return;
    const { observer, unsettled, hosts } = this.#setup;
    switch (message.kind) {
      case 'evaluator': {
        const worker = hosts[host]?.worker ?? host;
        unsettled.add(() => observer.take({ kind: 'evaluator', worker, tier: message.tier }));
        break;
      }
      case 'reports':
        this.#inbox.push({ host, batch: message });
        this.work();
        break;
      case 'failed':
        this.#end({ kind: 'failed', reason: message.message, detail: message.detail });
        break;
    }
  }

  /** A worker has ended of itself. */
  lose(host: number, end: WorkerEnd): void {
    this.#end({ kind: 'worker-lost', host, end });
  }

  /**
   * Ends it at a cut.
   *
   * @param soon whether it shall rather go back to the cut before than take long
   */
  rest(soon: boolean): void {
    if (this.#hasEnded) return;
    this.#shallRest = true;
    if (soon) {
      this.#restTimer ??= setTimeout(() => {
        this.#end({ kind: 'rested' });
      }, MILLISECONDS_TO_REST);
    }
    this.#trying(() => {
      this.#beginCut();
      this.work();
    });
  }

  /** Nothing more comes of it. */
  abandon(): void {
    this.#hasEnded = true;
    clearTimeout(this.#cutTimer);
    clearTimeout(this.#restTimer);
  }

  /** Looks at the reports that have come, unless the record lags behind. */
  work(): void {
    this.#trying(() => {
      // A cut keeps reports as they are, so it gives the record no more to do.
      while (!this.#hasEnded && (this.#cutting !== null || !this.#setup.unsettled.isFull)) {
        const next = this.#inbox.shift();
        if (next === undefined) return;
        this.#takeBatch(next.host, next.batch);
      }
    });
  }

  /** Whether reports wait until the record has caught up. */
  get lagsBehind(): boolean {
    return this.#inbox.length > 0;
  }

  #takeBatch(host: number, { reports }: Extract<FromWorker, { kind: 'reports' }>): void {
    const { led } = this.#setup;
    const events: RunEvent[] = [];
    let barriers = 0;
    for (const report of reports) {
      for (const event of led.take(host, report)) events.push(event);
      if (report.kind === 'barrier') barriers++;
    }
    this.#tell(events);
    if (this.#pace.passed(barriers)) led.allowAhead(this.#pace.ahead);
    this.#goOn();
  }

  /** Does what follows from the state that the coordinator is in. */
  #goOn(): void {
    const { led, hosts } = this.#setup;
    for (const { host, order } of led.takeOrders()) hosts[host]?.send({ kind: 'order', order });
    if (led.finished) {
      this.#end({
        kind: 'finished',
        result: led.result(),
        digest: led.digest(),
        figures: led.figures(),
        seconds: this.#seconds(),
      });
      return;
    }
    this.#keepCut();
  }

  #tell(told: readonly RunEvent[]): void {
    const { clock, observer, unsettled } = this.#setup;
    const isDue = clock() - this.#figuresAt >= SECONDS_BETWEEN_FIGURES;
    const lastFigures = isDue ? told.findLastIndex(({ kind }) => kind === 'progress') : -1;
    if (lastFigures >= 0) this.#figuresAt = clock();
    const events = told.filter(({ kind }, index) => kind !== 'progress' || index === lastFigures);
    if (events.length === 0) return;
    const seconds = this.#seconds();
    unsettled.add(() => observer.take({ kind: 'events', events, seconds }));
  }

  #awaitCut(): void {
    clearTimeout(this.#cutTimer);
    this.#cutTimer = setTimeout(
      () => {
        this.#trying(() => {
          // The next state is not made before the last one is written.
          if (this.#isWriting) this.#awaitCut();
          else this.#beginCut();
        });
      },
      Math.min(this.#setup.checkpointSeconds * 1000, LONGEST_TIMER),
    );
  }

  #beginCut(): void {
    if (this.#cutting !== null) return;
    const { led } = this.#setup;
    this.#cutting = { digest: led.digest(), figures: led.figures(), seconds: this.#seconds() };
    led.cut();
    this.#goOn();
    this.work();
  }

  #keepCut(): void {
    const { led, observer, unsettled, onCut } = this.#setup;
    if (this.#cutting === null) return;
    const saved = led.takeSaved();
    if (saved === null) return;
    const cut: Cut = { saved, ...this.#cutting };
    this.#cutting = null;
    this.#isWriting = true;
    unsettled.add(async () => {
      await observer.take({ kind: 'saved', cut });
      this.#isWriting = false;
    });
    if (onCut(cut) || this.#shallRest) this.#end({ kind: 'rested' });
    else this.#awaitCut();
  }

  #seconds(): number {
    return this.#setup.seconds + this.#setup.clock() - this.#start;
  }

  #trying(work: () => void): void {
    if (this.#hasEnded) return;
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const { message, stack } = toError(error);
    this.#end({ kind: 'failed', reason: message, detail: stack ?? message });
  }

  #end(end: SittingEnd): void {
    if (this.#hasEnded) return;
    this.abandon();
    this.#setup.onEnd(end);
  }
}
