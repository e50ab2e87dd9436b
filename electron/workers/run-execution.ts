import type { SavedRun } from '../../native-worker/search/saved-run.ts';
import type { FromWorker } from '../../native-worker/worker-messages.ts';
import { CandidateWatch } from './candidate-watch.ts';
import type { ExecutionHome } from './execution-home.ts';
import { Restarts } from './restarts.ts';
import { Sitting, type SittingEnd } from './sitting.ts';
import type { Cut, Execution, ExecutionState, RunEnding, RunObserver, SubmittedRun } from './submitted-run.ts';
import { toError } from './to-error.ts';
import { Unsettled } from './unsettled.ts';
import { endText, type WorkerEnd } from './worker-end.ts';
import type { Occupant, WorkerSlot } from './worker-slot.ts';

/** Losses of workers without a cut in between that are followed by another try. */
const MOST_RESTARTS = 5;
/** A run in a pool, over its sittings: from one it goes into the next, waits, pauses, or ends. */
export class RunExecution implements Execution, Occupant {
  readonly id: string;
  readonly done: Promise<RunEnding>;
  readonly #run: SubmittedRun;
  readonly #observer: RunObserver;
  readonly #home: ExecutionHome<RunExecution>;
  readonly #ending = Promise.withResolvers<RunEnding>();
  readonly #unsettled: Unsettled;
  readonly #restarts: Restarts;
  readonly #watch: CandidateWatch;
  #state: ExecutionState = 'waiting';
  #wish: 'go' | 'pause' | 'stop' = 'go';
  #slots: readonly WorkerSlot[] = [];
  #sitting: Sitting | null = null;
  #shallGiveBack = false;
  /** The last one since it was submitted. */
  #cut: Cut | null = null;
  #backingOff: NodeJS.Timeout | undefined;

  constructor(run: SubmittedRun, observer: RunObserver, home: ExecutionHome<RunExecution>) {
    this.id = run.id;
    this.done = this.#ending.promise;
    this.#run = run;
    this.#observer = observer;
    this.#home = home;
    this.#restarts = new Restarts(home.backOff, MOST_RESTARTS);
    this.#watch = new CandidateWatch(home.notesFolder);
    this.#unsettled = new Unsettled(
      () => this.#sitting?.work(),
      (error) => {
        this.#leave({ kind: 'not-kept', error });
      },
    );
  }

  get state(): ExecutionState {
    return this.#state;
  }

  /** How many workers it can use. */
  get islands(): number {
    return this.#run.spec.islands;
  }

  /** How many workers it has. */
  get workers(): number {
    return this.#slots.length;
  }

  get waitsFor(): string {
    return this.#sitting?.lagsBehind === true
      ? 'the record lags behind'
      : 'the other islands of the run are not as far';
  }

  stop(): void {
    this.#hasWish('stop');
  }

  pause(): void {
    if (this.#wish === 'go') this.#hasWish('pause');
  }

  resume(): void {
    if (this.#wish !== 'pause') return;
    this.#wish = 'go';
    if (this.#state === 'paused') this.#wait();
    else if (this.#state === 'pausing') this.#become('running');
  }

  setPriority(priority: number): void {
    if (this.#state !== 'ended') this.#home.setPriority(this, priority);
  }

  moveBefore(other: Execution): void {
    if (this.#state !== 'ended' && other.state !== 'ended') this.#home.moveBefore(this, other);
  }

  /** Waits for workers; the pool calls it once, after it has given it a place. */
  submit(): void {
    this.#wait();
  }

  /** Goes on with these workers, which are free. */
  start(slots: readonly WorkerSlot[]): void {
    this.#slots = slots;
    this.#shallGiveBack = false;
    for (const slot of slots) slot.occupy(this);
    this.#become('running');
    void this.#sit();
  }

  /** Gives its workers back at a cut, and waits for workers anew: for more of them, or for others. */
  giveBack(): void {
    this.#shallGiveBack = true;
    this.#sitting?.rest(false);
  }

  /** Ends it, since there is no worker that could take it. */
  fail(reason: string): void {
    this.#leave({ kind: 'failed', reason, detail: null });
  }

  message(slot: WorkerSlot, message: FromWorker): void {
    this.#sitting?.take(this.#slots.indexOf(slot), message);
  }

  lost(slot: WorkerSlot, end: WorkerEnd): void {
    // Before the sitting has begun, nothing is lost: the slot starts another process when there is work.
    this.#sitting?.lose(this.#slots.indexOf(slot), end);
  }

  #hasWish(wish: 'pause' | 'stop'): void {
    this.#wish = wish;
    switch (this.#state) {
      case 'running':
      case 'pausing':
        this.#become(wish === 'stop' ? 'stopping' : 'pausing');
        this.#sitting?.rest(true);
        break;
      case 'waiting':
      case 'backing-off':
      case 'paused':
        this.#home.waits(this, false);
        clearTimeout(this.#backingOff);
        this.#settle();
        break;
      case 'stopping':
      case 'ended':
        break;
    }
  }

  async #sit(): Promise<void> {
    let saved: SavedRun | null;
    try {
      saved = this.#cut?.saved ?? (await this.#run.saved());
    } catch (error) {
      this.#leave({ kind: 'not-kept', error: toError(error) });
      return;
    }
    if (this.#slots.length === 0) return;
    if (this.#wish !== 'go' || this.#shallGiveBack) {
      this.#vacate();
      this.#settle();
      return;
    }
    try {
      this.#begin(saved);
    } catch (error) {
      const { message, stack } = toError(error);
      this.#leave({ kind: 'failed', reason: message, detail: stack ?? message });
    }
  }

  #begin(saved: SavedRun | null): void {
    const { lead, clock, nextJob } = this.#home;
    const { spec, checkpointSeconds, seconds } = this.#run;
    const led = lead(spec, saved);
    for (const candidate of this.#watch.convicted) led.addQuarantine(candidate);
    const job = nextJob();
    this.#sitting = new Sitting({
      run: this.#run,
      job,
      led,
      hosts: this.#slots.map((slot) => ({
        worker: slot.number,
        send: (message) => {
          slot.send(message);
        },
      })),
      noteFiles: this.#watch.noteFiles(
        job,
        this.#slots.map(({ number }) => number),
      ),
      checkpointSeconds: this.#watch.isOn ? this.#restarts.secondsToCut(checkpointSeconds) : checkpointSeconds,
      seconds: this.#cut?.seconds ?? seconds,
      observer: this.#observer,
      unsettled: this.#unsettled,
      clock,
      onCut: (cut) => this.#keepCut(cut),
      onEnd: (end) => {
        this.#sittingEnded(end);
      },
    });
    this.#sitting.begin();
  }

  /** @returns whether the sitting shall end with this cut: the next one goes on without notes */
  #keepCut(cut: Cut): boolean {
    this.#cut = cut;
    this.#restarts.succeeded();
    return this.#watch.passedCut();
  }

  #sittingEnded(end: SittingEnd): void {
    const workers = this.#slots.map(({ number }) => number);
    this.#sitting = null;
    const found = end.kind === 'worker-lost' ? this.#watch.lost(end.host, end.end) : null;
    this.#watch.removeNotes();
    if (found !== null) {
      this.#restarts.succeeded();
      this.#unsettled.add(() => this.#observer.take({ kind: 'quarantined', ...found }));
    }
    switch (end.kind) {
      case 'finished':
      case 'failed':
        this.#leave(end);
        break;
      case 'rested':
        this.#vacate();
        this.#settle();
        break;
      case 'worker-lost':
        this.#backOff(workers[end.host] ?? end.host, end.end);
        break;
    }
  }

  #backOff(worker: number, end: WorkerEnd): void {
    const pause = this.#restarts.failed();
    const goesOnInMilliseconds = this.#wish === 'go' ? pause : null;
    this.#unsettled.add(() => this.#observer.take({ kind: 'worker-lost', worker, end, goesOnInMilliseconds }));
    if (pause === null) {
      const reason = `its worker ${endText(end)}, ${MOST_RESTARTS} restarts later again`;
      this.#leave({ kind: 'failed', reason, detail: null });
      return;
    }
    if (this.#wish !== 'go') {
      this.#vacate();
      this.#settle();
      return;
    }
    this.#become('backing-off');
    this.#backingOff = setTimeout(() => {
      this.#wait();
    }, pause);
    this.#vacate();
    this.#home.changed(this);
  }

  /** After a sitting, or instead of one: does what is wished. */
  #settle(): void {
    switch (this.#wish) {
      case 'go':
        this.#wait();
        break;
      case 'pause':
        this.#become('paused');
        this.#home.changed(this);
        break;
      case 'stop':
        this.#leave({ kind: 'stopped', cut: this.#cut });
        break;
    }
  }

  #wait(): void {
    this.#become('waiting');
    this.#home.waits(this, true);
  }

  /** Leaves the pool; the ending is told once all that came before it is kept. */
  #leave(ending: RunEnding): void {
    if (this.#state === 'ended') return;
    this.#home.waits(this, false);
    clearTimeout(this.#backingOff);
    this.#sitting?.abandon();
    this.#sitting = null;
    this.#watch.removeNotes();
    this.#state = 'ended';
    this.#vacate();
    this.#home.changed(this);
    void this.#unsettled.all().then((error) => {
      this.#ending.resolve(error === null ? ending : { kind: 'not-kept', error });
    });
  }

  #vacate(): void {
    const slots = this.#slots;
    this.#slots = [];
    for (const slot of slots) slot.vacate();
  }

  #become(state: ExecutionState): void {
    this.#state = state;
    this.#unsettled.add(() => this.#observer.take({ kind: 'state', state, workers: this.#slots.length }));
  }
}
