import type { Spread } from './measure.ts';

/** One figure, as `--json` prints it. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: 's' | 'us' | '1/s' | 'bytes' | 'x';
  /** The yardstick's time over ours. */
  readonly timesYardstick?: number;
  /** How much faster than the field's reference implementation, by `reference-figures.ts`. */
  readonly timesReference?: number;
  readonly least?: number;
  readonly most?: number;
  readonly note?: string;
}

/** A result from repeated measurements: their median is its value. */
export function spreadResult(name: string, { median, least, most }: Spread, unit: Result['unit']): Result {
  return { name, value: median, unit, least, most };
}

/** Results for people, one a line. */
export function resultTable(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const { name, value, unit, timesYardstick, timesReference, least, most, note } = result;
    const range = least === undefined || most === undefined ? '' : ` [${amount(least, unit)}, ${amount(most, unit)}]`;
    const times = [
      ...(timesYardstick === undefined ? [] : [`${timesYardstick.toPrecision(3)} x yardstick`]),
      ...(timesReference === undefined ? [] : [`${timesReference.toPrecision(3)} x reference`]),
      ...(note === undefined ? [] : [`(${note})`]),
    ];
    return `${name.padEnd(54)} ${`${amount(value, unit)}${range}`.padEnd(34)} ${times.join('  ')}`.trimEnd();
  });
  return rows.join('\n');
}

function amount(value: number, unit: Result['unit']): string {
  switch (unit) {
    case 's':
      if (value >= 0.1) return `${value.toPrecision(3)} s`;
      return value >= 1e-3 ? `${(value * 1e3).toPrecision(3)} ms` : `${(value * 1e6).toPrecision(3)} us`;
    case 'us':
      return `${value.toPrecision(3)} us`;
    case '1/s':
      return `${Math.round(value)} /s`;
    case 'x':
      return `${value.toFixed(2)} x`;
    case 'bytes':
      return `${(value / 2 ** 20).toFixed(0)} MB`;
  }
}
