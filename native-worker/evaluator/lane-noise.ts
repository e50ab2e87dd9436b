import type { NoiseSource } from '../numerics/noise-stream.ts';

/** The random numbers of tasks in lockstep: turns one noise source from lane to lane. */
export class LaneNoise {
  /** Where the draws come from; `turnTo` has set the place. */
  readonly source: NoiseSource;
  /** The task seed of each lane. */
  readonly taskSeeds: Float64Array;
  /** A `NOISE_PHASE`. */
  phase = 0;
  /** Running index of the example over all epochs of the phase. */
  example = 0;
  private noiseSeed = 0;
  private lane = -1;

  constructor(source: NoiseSource, capacity: number) {
    this.source = source;
    this.taskSeeds = new Float64Array(capacity);
  }

  /** Starts an evaluation; the task seeds are set. */
  begin(noiseSeed: number): void {
    this.noiseSeed = noiseSeed;
    this.beginLane(0);
  }

  /** Exchanges two lanes. */
  swapLanes(a: number, b: number): void {
    const seed = this.taskSeeds[a]!;
    this.taskSeeds[a] = this.taskSeeds[b]!;
    this.taskSeeds[b] = seed;
    if (a !== b) this.lane = -1;
  }

  /** Sets the place of the next draws: a random instruction in a lane. */
  turnTo(lane: number, component: number, ordinal: number): void {
    if (lane !== this.lane) this.beginLane(lane);
    this.source.at(this.phase, component, ordinal, this.example);
  }

  private beginLane(lane: number): void {
    this.lane = lane;
    this.source.begin(this.taskSeeds[lane]!, this.noiseSeed);
  }
}
