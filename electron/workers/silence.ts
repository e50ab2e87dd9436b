/** A second each. They stop with this process, so when it wakes from a stop or the machine from sleep, none is missing. */
const MOST_SILENT_TICKS = 120;
const MOST_PROCESSOR_SECONDS = 10;

/**
 * Tells a worker that hangs from one that is only slow: it must have been silent for two minutes of our own ticks, or
 * have used ten seconds of a processor in silence. The second measure does not hold against a worker that may be making
 * a set of tasks, which takes long where there are hundreds of features and cannot be interrupted; nor against one that
 * is stopped, or that the machine has no time for.
 */
export class Silence {
  #ticks = 0;
  #processorAtFirst: number | null = null;
  #why: string | null = null;

  /** The worker gave a sign of life. */
  broken(): void {
    this.#ticks = 0;
  }

  /**
   * A second has passed.
   *
   * @param processorSeconds that the worker has used since it started; null where that is not known
   * @param mayTakeLong whether it may be making a set of tasks
   * @returns whether the worker hangs
   */
  tick(processorSeconds: number | null, mayTakeLong: boolean): boolean {
    this.#ticks++;
    if (this.#ticks === 1) this.#processorAtFirst = processorSeconds;
    if (this.#ticks > MOST_SILENT_TICKS) {
      this.#why = `${MOST_SILENT_TICKS} seconds`;
      return true;
    }
    if (mayTakeLong || processorSeconds === null || this.#processorAtFirst === null) return false;
    if (processorSeconds - this.#processorAtFirst < MOST_PROCESSOR_SECONDS) return false;
    this.#why = `${MOST_PROCESSOR_SECONDS} seconds of processor time`;
    return true;
  }

  /** How long it was silent, in words, once `tick` has said that it hangs. */
  get length(): string {
    return this.#why ?? `${this.#ticks} seconds`;
  }
}
