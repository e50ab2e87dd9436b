import type { CurvePoint } from '../history/repositories/curve-point.ts';
import { POINTS_IN_PIECE } from '../history/repositories/curve-point.ts';

/** Points that are kept of one island's curve. */
export const MOST_POINTS = 4096;

/** Points from one place on, as the history takes them. */
export interface ChangedPiece {
  readonly piece: number;
  readonly points: readonly CurvePoint[];
}

/** What has changed of a curve. */
export interface CurveChanges {
  readonly pieces: readonly ChangedPiece[];
  /** From this piece on there are none any more; null where the curve has not become shorter. */
  readonly cutOff: number | null;
}

/**
 * A curve that grows for days and stays short: of each interval of candidates only the points with the lowest and the
 * highest best fitness are kept, beside the newest of all, and when they become too many, intervals double. So no peak and no drop goes
 * missing, and what is kept does not depend on when it was written.
 */
export class ThinnedCurve {
  #points: CurvePoint[];
  /** In candidates. */
  #interval = 1;
  #changedFrom = Infinity;
  #pieces: number;

  /** @param points those that are on record already */
  constructor(points: readonly CurvePoint[] = []) {
    this.#points = [...points];
    this.#pieces = Math.ceil(points.length / POINTS_IN_PIECE);
  }

  get points(): readonly CurvePoint[] {
    return this.#points;
  }

  /** Adds the newest point. One that is no later than some before takes their place: a run has gone back to a cut. */
  add(point: CurvePoint): void {
    while ((this.#points.at(-1)?.candidates ?? -1) >= point.candidates) {
      this.#points.pop();
      this.#changed(this.#points.length);
    }
    this.#thinLastInterval();
    this.#changed(this.#points.length);
    this.#points.push(point);
    if (this.#points.length > MOST_POINTS) this.#double();
  }

  /** What is to be written, so that the record is as this curve; told once. */
  takeChanges(): CurveChanges {
    const before = this.#pieces;
    this.#pieces = Math.ceil(this.#points.length / POINTS_IN_PIECE);
    const pieces: ChangedPiece[] = [];
    for (let piece = Math.floor(this.#changedFrom / POINTS_IN_PIECE); piece < this.#pieces; piece++) {
      pieces.push({ piece, points: this.#points.slice(piece * POINTS_IN_PIECE, (piece + 1) * POINTS_IN_PIECE) });
    }
    this.#changedFrom = Infinity;
    return { pieces, cutOff: this.#pieces < before ? this.#pieces : null };
  }

  #thinLastInterval(): void {
    let start = this.#points.length;
    const last = this.#points.at(-1);
    if (last === undefined) return;
    while (start > 0 && this.#isWithin(this.#points[start - 1], last)) start--;
    const kept = extremes(this.#points.slice(start));
    if (start + kept.length === this.#points.length) return;
    this.#points.splice(start, Infinity, ...kept);
    this.#changed(start);
  }

  #double(): void {
    const newest = this.#points.pop();
    while (this.#points.length >= MOST_POINTS) {
      this.#interval *= 2;
      const thinned: CurvePoint[] = [];
      for (let start = 0; start < this.#points.length;) {
        let end = start + 1;
        while (end < this.#points.length && this.#isWithin(this.#points[end], this.#points[start])) end++;
        thinned.push(...extremes(this.#points.slice(start, end)));
        start = end;
      }
      this.#points = thinned;
    }
    if (newest !== undefined) this.#points.push(newest);
    this.#changed(0);
  }

  #isWithin(one: CurvePoint | undefined, other: CurvePoint | undefined): boolean {
    if (one === undefined || other === undefined) return false;
    return Math.floor(one.candidates / this.#interval) === Math.floor(other.candidates / this.#interval);
  }

  #changed(from: number): void {
    this.#changedFrom = Math.min(this.#changedFrom, from);
  }
}

/** The points with the lowest and the highest best, the earlier one on ties, in their order. */
function extremes(points: readonly CurvePoint[]): CurvePoint[] {
  let lowest = 0;
  let highest = 0;
  for (const [index, { best }] of points.entries()) {
    if (best < (points[lowest]?.best ?? 0)) lowest = index;
    if (best > (points[highest]?.best ?? 0)) highest = index;
  }
  return points.filter((_, index) => index === lowest || index === highest);
}
