import type { HistoryClient } from './history-client.ts';
import type { Command } from './remote.ts';

/** How long a command may wait for others that are written with it. */
const GATHERING_MILLISECONDS = 200;

/**
 * Gathers what work under way has to write, and writes it in batches, in order, each in one transaction. After a write
 * that failed, nothing more is written: what came later must not be on record without what came before.
 */
export class HistoryWriter {
  readonly #history: HistoryClient;
  #gathered: Command[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #unwritten = 0;
  #failure: Error | null = null;

  constructor(history: HistoryClient) {
    this.#history = history;
  }

  /** Commands that are not on the disk by now: whoever makes more of them waits for `flush` when these are too many. */
  get unwritten(): number {
    return this.#unwritten;
  }

  /** Has commands written soon. @throws what an earlier write failed with */
  add(...commands: readonly Command[]): void {
    if (this.#failure !== null) throw this.#failure;
    this.#gathered.push(...commands);
    this.#unwritten += commands.length;
    this.#timer ??= setTimeout(() => {
      // Whoever adds or flushes next is told.
      this.flush().catch(() => undefined);
    }, GATHERING_MILLISECONDS);
  }

  /** Writes all that was added until now. The promise says that it is on the disk. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const commands = this.#gathered;
    this.#gathered = [];
    this.#writing = this.#writing.then(async () => {
      if (this.#failure !== null) throw this.#failure;
      if (commands.length === 0) return;
      try {
        await this.#history.commit(commands);
        this.#unwritten -= commands.length;
      } catch (error) {
        this.#failure = error instanceof Error ? error : new Error(String(error));
        throw this.#failure;
      }
    });
    return this.#writing;
  }
}
