import type { RandomSource } from '../../native-worker/search/random-source.ts';
import {
  gaussian,
  uniform16,
  uniform32,
  uniform64,
  uniformDouble,
  uniformFloat,
  unitFloat,
} from './abseil-distributions.ts';
import { MersenneTwister } from './mersenne-twister.ts';

/** The double after -1: open intervals start there. */
const AFTER_MINUS_ONE = -1 + 2 ** -53;

/** The reference's random generator (random_generator.cc): one engine for all that a search draws. */
export class ReferenceRandomSource implements RandomSource {
  readonly engine: MersenneTwister;

  constructor(seed: number) {
    this.engine = new MersenneTwister(seed);
  }

  address(count: number): number {
    return uniform16(this.engine, count);
  }

  op(count: number): number {
    return uniform16(this.engine, count);
  }

  position(count: number): number {
    return uniform16(this.engine, count);
  }

  slot(count: number): number {
    return uniform32(this.engine, count);
  }

  choice(count: number): number {
    return uniform64(this.engine, count);
  }

  seed(): number {
    return 2 + uniform32(this.engine, 2 ** 32 - 3);
  }

  probability(): number {
    return unitFloat(this.engine);
  }

  fraction(): number {
    return uniformFloat(this.engine, 0, 1);
  }

  signedDouble(): number {
    return uniformDouble(this.engine, AFTER_MINUS_ONE, 1);
  }

  signedFloat(): number {
    return uniformFloat(this.engine, -1, 1);
  }

  gaussianDouble(): number {
    return gaussian(this.engine);
  }

  gaussianFloat(): number {
    return Math.fround(gaussian(this.engine));
  }
}
