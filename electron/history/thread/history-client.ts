import { Worker } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { HistoryError } from '../history-error.ts';
import type { HistoryFigures } from '../open-history.ts';
import { type Command, type RemoteRepositories, remoteRepositories } from './remote.ts';
import { type Answer, resultOf, type ThreadFunctions, type ThreadStart } from './thread-messages.ts';

const ENTRY = new URL('start-thread.mjs', import.meta.url);

/**
 * A history that is open in a thread of its own: `client.runs.list()` and all other methods of the repositories give
 * promises. They are kept in the order of the calls; a method is one transaction, `commit` makes one of several.
 */
export type HistoryClient = RemoteRepositories & {
  readonly file: string;
  /** Whether the file exists; an empty history in memory stands in for one that does not. */
  readonly isOnDisk: boolean;
  /** What its user should know of how it was found, in sentences. */
  readonly notices: readonly string[];
  /**
   * Does several calls as one, all of them or none; their results are dropped. The promise says that they are on the
   * disk: not even a power cut undoes them.
   */
  commit(commands: readonly Command[]): Promise<void>;
  figures(): Promise<HistoryFigures>;
  /** Reads all that there is once. @throws {HistoryError} naming the first table that is damaged */
  verify(): Promise<void>;
  /** Folds the write-ahead log back into the file and ends the thread. */
  close(): Promise<void>;
};

/**
 * Opens the history in a file, and makes it where there is none.
 *
 * @throws {HistoryError} if the file is not a sound history, or cannot be written
 */
export async function openHistoryClient(file: string): Promise<HistoryClient> {
  return await connect({ file, make: true, check: 'when due' });
}

/**
 * Opens the history in a file for work that adds no runs: where there is none, it is empty, and is not made.
 *
 * @param check whether SQLite checks the whole file first, or only a small one and from time to time
 * @throws {HistoryError} if the file is not a sound history, or could not be written
 */
export async function openHistoryClientAsFound(
  file: string,
  check: ThreadStart['check'] = 'when due',
): Promise<HistoryClient> {
  return await connect({ file, make: false, check });
}

async function connect(start: ThreadStart): Promise<HistoryClient> {
  const { file } = start;
  const thread = new HistoryThread(file);
  try {
    const { isOnDisk, notices } = await thread.ask((functions) => functions.open(start));
    const own = {
      file,
      isOnDisk,
      notices,
      commit: async (commands: readonly Command[]) => {
        await thread.ask((functions) => functions.commit(commands));
      },
      figures: () => thread.ask((functions) => functions.figures()),
      verify: async () => {
        await thread.ask((functions) => functions.verify());
      },
      close: () => thread.close(),
    };
    const repositories = remoteRepositories((command) => thread.ask((functions) => functions.call(command)));
    return new Proxy(repositories, {
      // A client is no promise, though it has a property of every name.
      get: (target, name): unknown => (name === 'then' ? undefined : Reflect.get(name in own ? own : target, name)),
    }) as HistoryClient;
  } catch (error) {
    await thread.close();
    throw error;
  }
}

type RemoteFunctions = {
  readonly [Name in keyof ThreadFunctions]: (
    ...args: Parameters<ThreadFunctions[Name]>
  ) => Promise<ReturnType<ThreadFunctions[Name]>>;
};

/** The thread, and what is asked of it. */
class HistoryThread {
  readonly #file: string;
  readonly #worker: Worker;
  readonly #functions: RemoteFunctions & { $close(error?: Error): void };
  readonly #ended: Promise<void>;
  #asked = 0;
  #isClosing = false;
  #problem: HistoryError | null = null;

  constructor(file: string) {
    this.#file = file;
    this.#worker = new Worker(ENTRY, { name: 'history', execArgv: ['--disable-warning=ExperimentalWarning'] });
    const worker = this.#worker;
    this.#functions = createBirpc<ThreadFunctions>(
      {},
      {
        post: (message) => {
          worker.postMessage(message);
        },
        on: (listener) => worker.on('message', listener),
        timeout: -1,
      },
    );
    worker.on('error', (error: unknown) => {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    });
    this.#ended = new Promise((resolve) => {
      worker.once('exit', (code) => {
        this.#fail(new Error(`its thread ended with exit code ${code}`));
        resolve();
      });
    });
    worker.unref();
  }

  /** Calls a function of the thread; the process does not end before it is answered. */
  async ask<Value>(call: (functions: RemoteFunctions) => Promise<Answer<Value>>): Promise<Value> {
    if (this.#isClosing) throw new HistoryError(this.#file, 'is closed');
    if (this.#problem !== null) throw this.#problem;
    return await this.#ask(call);
  }

  async close(): Promise<void> {
    const isFirst = !this.#isClosing;
    this.#isClosing = true;
    if (isFirst && this.#problem === null) {
      await this.#ask((functions) => functions.close());
      await this.#worker.terminate();
    }
    await this.#ended;
  }

  async #ask<Value>(call: (functions: RemoteFunctions) => Promise<Answer<Value>>): Promise<Value> {
    if (this.#asked++ === 0) this.#worker.ref();
    try {
      return resultOf(await call(this.#functions));
    } finally {
      if (--this.#asked === 0) this.#worker.unref();
    }
  }

  /** Whoever waits for an answer will get none. */
  #fail(cause: Error): void {
    if (this.#problem !== null) return;
    const problem = `the thread that keeps it has ended (${cause.message}); what was acknowledged is safe: start again`;
    this.#problem = new HistoryError(this.#file, problem, { cause });
    this.#functions.$close(this.#problem);
  }
}
