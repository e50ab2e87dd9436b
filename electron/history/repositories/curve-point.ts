/** One point of an island's curve: how its population did at the end of an epoch. Null where it is not known. */
export interface CurvePoint {
  readonly epoch: number | null;
  /** Candidates of the run so far, over all islands and experiments. */
  readonly candidates: number;
  /** Charged training steps of the run so far. */
  readonly chargedSteps: number;
  /** Processor seconds of the run so far, over all its workers. */
  readonly cpuSeconds: number | null;
  /** Seconds that the run was worked on so far. */
  readonly wallSeconds: number;
  /** Fitness on T_search over the island's population. */
  readonly best: number;
  readonly mean: number;
  readonly deviation: number;
  /** At 10, 25, 50, 75 and 90 percent of the population. */
  readonly quantiles: Quantiles | null;
  /** The run's best on T_select by then; null before the first look. */
  readonly select: number | null;
}

export type Quantiles = readonly [p10: number, p25: number, p50: number, p75: number, p90: number];

/** Points that are read and written together. */
export const POINTS_IN_PIECE = 256;

/** Numbers of a point in the file. */
export const POINT_WIDTH = 14;

/** A point as numbers; what is not known is not a number. The order is that of migration 3. */
export function pointNumbers(point: CurvePoint): number[] {
  const { epoch, candidates, chargedSteps, cpuSeconds, wallSeconds, best, mean, deviation, quantiles, select } = point;
  const unknown = [NaN, NaN, NaN, NaN, NaN] as const;
  return [
    ...[epoch ?? NaN, candidates, chargedSteps, cpuSeconds ?? NaN, wallSeconds, best, mean, deviation],
    ...(quantiles ?? unknown),
    select ?? NaN,
  ];
}

/** Back from columns of such numbers. */
export function pointsOf(columns: readonly Float64Array[]): CurvePoint[] {
  const at = (column: number, index: number): number => columns[column]?.[index] ?? NaN;
  const known = (column: number, index: number): number | null => orNull(at(column, index));
  return Array.from({ length: columns[0]?.length ?? 0 }, (_, index) => {
    const quantiles: Quantiles = [at(8, index), at(9, index), at(10, index), at(11, index), at(12, index)];
    return {
      epoch: known(0, index),
      candidates: at(1, index),
      chargedSteps: at(2, index),
      cpuSeconds: known(3, index),
      wallSeconds: at(4, index),
      best: at(5, index),
      mean: at(6, index),
      deviation: at(7, index),
      quantiles: quantiles.some(Number.isNaN) ? null : quantiles,
      select: known(13, index),
    };
  });
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
