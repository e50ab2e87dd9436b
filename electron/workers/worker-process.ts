import type { FromWorker, ToWorker } from '../../native-worker/worker-messages.ts';
import { Silence } from './silence.ts';
import type { Starter, WorkerProcess } from './starter.ts';
import { type WorkerEnd, workerEnd } from './worker-end.ts';

const TICK_MILLISECONDS = 1000;
/** How long a worker that was let go may take to end. */
const MILLISECONDS_TO_END = 1000;

/** What a supervised process tells. */
export interface ProcessListener {
  message(message: FromWorker): void;
  /** Called once, after its last message. */
  ended(end: WorkerEnd): void;
}

/** A worker process under watch: one that gives no sign of life any more is ended, and each end is told for what it is. */
export class SupervisedProcess {
  readonly #process: WorkerProcess;
  readonly #silence = new Silence();
  readonly #ticking: NodeJS.Timeout;
  #asked = false;
  #ending: NodeJS.Timeout | undefined;
  #silent: string | null = null;
  /** Whether it has not answered yet to what may make it make sets of tasks. */
  #opens = false;
  #looks = false;

  constructor(starter: Starter, listener: ProcessListener) {
    this.#process = starter.start();
    this.#ticking = setInterval(() => {
      this.#tick();
    }, TICK_MILLISECONDS);
    this.#process.onMessage((message) => {
      this.#silence.broken();
      this.#noteAnswer(message);
      listener.message(message);
    });
    this.#process.onExit((exit) => {
      clearInterval(this.#ticking);
      clearTimeout(this.#ending);
      listener.ended(workerEnd(exit, this.#asked, this.#silent));
    });
  }

  /** Null of a process that could not be started. */
  get pid(): number | null {
    return this.#process.pid;
  }

  /** Hands over a message. Throws where it cannot be serialised. */
  send(message: ToWorker): void {
    this.#noteOrder(message);
    this.#process.send(message);
  }

  /** Lets it end of itself, and sees to it that it does. */
  letGo(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#process.letGo();
    this.#ending = setTimeout(() => {
      this.#process.kill();
    }, MILLISECONDS_TO_END);
  }

  #tick(): void {
    if (this.#asked || !this.#silence.tick(this.#process.processorSeconds(), this.#opens || this.#looks)) return;
    this.#silent = this.#silence.length;
    this.#process.kill();
  }

  #noteOrder(message: ToWorker): void {
    if (message.kind !== 'order') {
      this.#opens = message.kind === 'job';
      this.#looks = false;
    } else if (message.order.kind === 'open') this.#opens = true;
    else if (message.order.kind === 'look') this.#looks = true;
  }

  #noteAnswer(message: FromWorker): void {
    if (message.kind !== 'reports') return;
    for (const { kind } of message.reports) {
      if (kind === 'score') this.#looks = false;
      else if (kind === 'barrier' || kind === 'figures') this.#opens = false;
    }
  }
}
