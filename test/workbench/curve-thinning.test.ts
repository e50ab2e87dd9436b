import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CurvePoint } from '../../electron/history/repositories/curve-point.ts';
import { type ChangedPiece, MOST_POINTS, ThinnedCurve } from '../../electron/workbench/curve-thinning.ts';

function point(candidates: number, best: number): CurvePoint {
  return {
    epoch: null,
    candidates,
    chargedSteps: candidates,
    cpuSeconds: null,
    wallSeconds: candidates,
    best,
    mean: best,
    deviation: 0,
    quantiles: null,
    select: null,
  };
}

describe('a thinned curve', () => {
  it('keeps every point while they are few', () => {
    const curve = new ThinnedCurve();
    for (let k = 1; k <= MOST_POINTS; k++) curve.add(point(k * 1000, (k * 7919) % 1000));
    expect(curve.points).toHaveLength(MOST_POINTS);
  });

  it('stays short for ever, and keeps the first, the newest, and every peak and drop', () => {
    const curve = new ThinnedCurve();
    for (let k = 1; k <= 100_000; k++) curve.add(point(k, k === 12_345 ? 2000 : k === 54_321 ? -1 : (k * 7919) % 1000));
    expect(curve.points.length).toBeLessThanOrEqual(MOST_POINTS + 1);
    expect(curve.points.length).toBeGreaterThan(MOST_POINTS / 4);
    expect(curve.points.at(-1)?.candidates).toBe(100_000);
    const best = curve.points.map((each) => each.best);
    expect([Math.min(...best), Math.max(...best)]).toEqual([-1, 2000]);
    const places = curve.points.map(({ candidates }) => candidates);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(150);
  });

  it('goes back with a run that goes on from an earlier cut', () => {
    const curve = new ThinnedCurve();
    for (const candidates of [10, 20, 30, 40]) curve.add(point(candidates, 0.5));
    curve.add(point(20, 0.75));
    expect(curve.points.map(({ candidates, best }) => [candidates, best])).toEqual([
      [10, 0.5],
      [20, 0.75],
    ]);
  });

  it('tells what has changed, so that whoever keeps the pieces has the same curve', () => {
    const steps = fc.array(fc.record({ by: fc.integer({ min: -3000, max: 9000 }), best: fc.double({ noNaN: true }) }), {
      minLength: 1,
      maxLength: 8000,
      size: 'max',
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 700 }), (points, every) => {
        const curve = new ThinnedCurve();
        let pieces: ChangedPiece[] = [];
        let at = 5000;
        points.forEach(({ by, best }, index) => {
          at = Math.max(1, at + by);
          curve.add(point(at, best));
          if (index % every > 0 && index < points.length - 1) return;
          const changes = curve.takeChanges();
          if (changes.cutOff !== null) pieces = pieces.slice(0, changes.cutOff);
          for (const changed of changes.pieces) pieces[changed.piece] = changed;
        });
        expect(pieces.flatMap((piece) => piece.points)).toEqual(curve.points);
      }),
      { seed: 3, numRuns: 20 },
    );
  });
});
