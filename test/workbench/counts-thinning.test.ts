import { describe, expect, it } from 'vitest';
import type { MutationPoint } from '../../electron/history/repositories/mutation-counts.ts';
import { ThinnedCounts } from '../../electron/workbench/counts-thinning.ts';

const point = (epoch: number): MutationPoint => ({ epoch, counts: [epoch, 2 * epoch] });

/** The record as it is after all changes were written. */
class Record {
  #pieces: (readonly MutationPoint[])[] = [];

  write(counts: ThinnedCounts): void {
    const { pieces, cutOff } = counts.takeChanges();
    if (cutOff !== null) this.#pieces.length = cutOff;
    for (const { piece, points } of pieces) this.#pieces[piece] = points;
  }

  get points(): readonly MutationPoint[] {
    return this.#pieces.flat();
  }
}

describe('counts of mutations over epochs', () => {
  it('keep every epoch while there are few', () => {
    const counts = new ThinnedCounts();
    for (let epoch = 0; epoch < 100; epoch++) counts.add(point(epoch));
    expect(counts.points.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 100 }, (_, epoch) => epoch));
  });

  it('stay short over a hundred thousand epochs, evenly spread, with the first and the newest', () => {
    const counts = new ThinnedCounts();
    for (let epoch = 0; epoch < 100_000; epoch++) counts.add(point(epoch));
    const epochs = counts.points.map(({ epoch }) => epoch);
    expect(epochs.length).toBeLessThanOrEqual(512);
    expect(epochs.length).toBeGreaterThan(250);
    expect(epochs[0]).toBe(0);
    expect(epochs.at(-1)).toBe(99_999);
    const gaps = epochs.slice(1).map((epoch, index) => epoch - epochs[index]!);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(512);
  });

  it('are on record as they stand, whenever they were written, also after a run went back to a cut', () => {
    const counts = new ThinnedCounts();
    const record = new Record();
    for (let epoch = 0; epoch < 3000; epoch++) {
      counts.add(point(epoch));
      if (epoch % 97 === 0) record.write(counts);
      if (epoch === 1500) for (let again = 1200; again < 1500; again++) counts.add(point(again));
    }
    record.write(counts);
    expect(record.points).toEqual(counts.points);
    expect(new ThinnedCounts(record.points).points).toEqual(counts.points);
  });
});
