import type { MutationPoint } from '../history/repositories/mutation-counts.ts';

/** Points that are kept of one island. */
const MOST_POINTS = 512;
/** Points that are written together. */
const POINTS_IN_PIECE = 64;

/** What has changed since this was asked last. */
export interface CountsChanges {
  readonly pieces: readonly { readonly piece: number; readonly points: readonly MutationPoint[] }[];
  /** From this piece on there are none any more; null where there are as many as before, or more. */
  readonly cutOff: number | null;
}

/**
 * Counts that only grow, as points over epochs: the newest one, and of those before it one for each interval of epochs.
 * When they become too many, intervals double.
 */
export class ThinnedCounts {
  #points: MutationPoint[];
  /** In epochs. */
  #interval = 1;
  #changedFrom = Infinity;
  #pieces: number;

  /** @param points those that are on record */
  constructor(points: readonly MutationPoint[] = []) {
    this.#points = [...points];
    this.#pieces = Math.ceil(points.length / POINTS_IN_PIECE);
  }

  get points(): readonly MutationPoint[] {
    return this.#points;
  }

  /** Adds the newest point. One that is no later than some before takes their place: a run has gone back to a cut. */
  add(point: MutationPoint): void {
    while ((this.#points.at(-1)?.epoch ?? -1) >= point.epoch) this.#points.pop();
    const [before, last] = this.#points.slice(-2);
    const isSpare = before !== undefined && last !== undefined && this.#intervalOf(before) === this.#intervalOf(last);
    if (isSpare) this.#points.pop();
    this.#changedFrom = Math.min(this.#changedFrom, this.#points.length);
    this.#points.push(point);
    while (this.#points.length > MOST_POINTS) this.#double();
  }

  /** What is to be written, so that the record is as this; told once. */
  takeChanges(): CountsChanges {
    const before = this.#pieces;
    this.#pieces = Math.ceil(this.#points.length / POINTS_IN_PIECE);
    const pieces = [];
    for (let piece = Math.floor(this.#changedFrom / POINTS_IN_PIECE); piece < this.#pieces; piece++) {
      pieces.push({ piece, points: this.#points.slice(piece * POINTS_IN_PIECE, (piece + 1) * POINTS_IN_PIECE) });
    }
    this.#changedFrom = Infinity;
    return { pieces, cutOff: this.#pieces < before ? this.#pieces : null };
  }

  #double(): void {
    this.#interval *= 2;
    const newest = this.#points.at(-1);
    const kept = this.#points.filter(
      (point, index) => index === 0 || this.#intervalOf(point) !== this.#intervalOf(this.#points[index - 1] ?? point),
    );
    this.#points = newest === undefined || kept.at(-1) === newest ? kept : [...kept, newest];
    this.#changedFrom = 0;
  }

  #intervalOf({ epoch }: MutationPoint): number {
    return Math.floor(epoch / this.#interval);
  }
}
