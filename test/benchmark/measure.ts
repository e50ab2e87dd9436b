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

/** CPU seconds of one call: calls are repeated until a batch takes long enough to be measured. */
export function secondsPerCall(call: () => void, batchSeconds: number): number {
  for (let calls = 1; ; calls *= 2) {
    const start = cpuSeconds();
    for (let i = 0; i < calls; i++) call();
    const elapsed = cpuSeconds() - start;
    if (elapsed >= batchSeconds) return elapsed / calls;
  }
}
