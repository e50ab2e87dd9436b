/** So many batches of what a run told may be on their way into the record. */
const MOST_UNSETTLED = 4;

/** Keeps count of what an observer has not finished with yet. After the first error nothing more is begun. */
export class Unsettled {
  readonly #relieved: () => void;
  readonly #failed: (error: Error) => void;
  readonly #underWay = new Set<Promise<void>>();
  #error: Error | null = null;

  /**
   * @param relieved called when something has been finished
   * @param failed called with the first error
   */
  constructor(relieved: () => void, failed: (error: Error) => void) {
    this.#relieved = relieved;
    this.#failed = failed;
  }

  /** Whether no more should be told for now. */
  get isFull(): boolean {
    return this.#underWay.size >= MOST_UNSETTLED;
  }

  /** Begins something that may take a while. */
  add(work: () => Promise<void> | undefined): void {
    if (this.#error !== null) return;
    let promise: Promise<void> | undefined;
    try {
      promise = work();
    } catch (error) {
      this.#fail(error);
      return;
    }
    if (promise === undefined) return;
    const settling = promise
      .catch((error: unknown) => {
        this.#fail(error);
      })
      .then(() => {
        this.#underWay.delete(settling);
        this.#relieved();
      });
    this.#underWay.add(settling);
  }

  /** Fulfilled when all that was begun so far has been finished. @returns the first error, if there was one */
  async all(): Promise<Error | null> {
    await Promise.all(this.#underWay);
    return this.#error;
  }

  #fail(error: unknown): void {
    if (this.#error !== null) return;
    this.#error = error instanceof Error ? error : new Error(String(error));
    this.#failed(this.#error);
  }
}
