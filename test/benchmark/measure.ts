/** Median and extremes of repeated measurements. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** CPU seconds that this process has used. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The spread of at least one measurement. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >>> 1] ?? NaN, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}

/** How a stopwatch measures. */
export interface Batches {
  /** Least CPU seconds of a batch. */
  readonly seconds: number;
  /** The fastest of so many counts, as the yardstick does it. */
  readonly count: number;
}

/**
 * A stopwatch for calls that are too short to be timed one by one. It finds out once how many make a batch, which also
 * warms up what is timed.
 *
 * @returns CPU seconds of one call, from the fastest of some batches
 */
export function stopwatch(call: () => void, { seconds, count }: Batches): () => number {
  let calls = 1;
  const batch = (): number => {
    const start = cpuSeconds();
    for (let i = 0; i < calls; i++) call();
    return cpuSeconds() - start;
  };
  while (batch() < seconds) calls *= 2;
  return () => Math.min(...Array.from({ length: count }, batch)) / calls;
}
