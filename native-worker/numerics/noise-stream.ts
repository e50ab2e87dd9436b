import { standardGaussian, uniformBetween, unitUniform } from './random-draws.ts';
import { threefry } from './threefry.ts';

/** What part of an evaluation draws; bits 31 and 30 of counter word 0. Setup belongs to training, at example 0. */
export const NOISE_PHASE = { training: 0, validation: 1, hurdleProbe: 2 } as const;

/** Which component function draws; bits 29 and 28 of counter word 0. */
export const NOISE_FUNCTION = { setup: 0, predict: 1, learn: 2 } as const;

/** Random instructions that a program may have: their ordinal is bits 27 to 16 of counter word 0. */
export const NOISE_ORDINALS = 4096;

/**
 * Where random instructions get their numbers. An evaluation calls `begin` once, `at` before each random instruction,
 * and then one draw for each entry in row-major order. Evaluations that run side by side call `begin` each time they
 * take turns. A sequential source may ignore the place.
 */
export interface NoiseSource {
  /** Starts the evaluation of an algorithm on a task, or goes on with it. Both seeds are uint32. */
  begin(taskSeed: number, noiseSeed: number): void;
  /**
   * Sets the place of the following draws: a `NOISE_PHASE`, a `NOISE_FUNCTION`, the number of random instructions
   * before this one in the program, and the running index of the example over all epochs of the phase (uint32).
   */
  at(phase: number, component: number, ordinal: number, example: number): void;
  /** A uniform draw from the open interval (low, high); `low` itself where low >= high. */
  uniform(low: number, high: number, element: number): number;
  /** A Gaussian draw: mean + deviation * z. */
  gaussian(mean: number, deviation: number, element: number): number;
}

/**
 * Counter-based noise: one block of Threefry-2x32 for each entry, so that an evaluation is a pure function of
 * algorithm, task and noise seed, and any entry can be made without those before it.
 *
 * - Key: (task seed, noise seed).
 * - Counter word 0: phase << 30 | component function << 28 | ordinal << 16 | element. Counter word 1: example.
 * - Uniform: `uniformBetween(low, high, unitUniform(word 0, word 1))`. No number is drawn where low >= high.
 * - Gaussian: mean + deviation * `standardGaussian(word 0, word 1)`.
 */
export class NoiseStream implements NoiseSource {
  private taskSeed = 0;
  private noiseSeed = 0;
  private place = 0;
  private example = 0;
  private readonly block = new Uint32Array(2);

  begin(taskSeed: number, noiseSeed: number): void {
    this.taskSeed = taskSeed;
    this.noiseSeed = noiseSeed;
  }

  at(phase: number, component: number, ordinal: number, example: number): void {
    this.place = (phase << 30) | (component << 28) | (ordinal << 16);
    this.example = example;
  }

  uniform(low: number, high: number, element: number): number {
    if (low >= high) return low;
    threefry(this.taskSeed, this.noiseSeed, this.place | element, this.example, this.block);
    return uniformBetween(low, high, unitUniform(this.block[0]!, this.block[1]!));
  }

  gaussian(mean: number, deviation: number, element: number): number {
    threefry(this.taskSeed, this.noiseSeed, this.place | element, this.example, this.block);
    return mean + deviation * standardGaussian(this.block[0]!, this.block[1]!);
  }
}
