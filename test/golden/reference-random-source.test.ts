import { describe, expect, it } from 'vitest';
import { gaussian, uniformDouble } from './abseil-distributions.ts';
import { MersenneTwister } from './mersenne-twister.ts';

describe("the reference's random generator", () => {
  it('starts from the standard engine', () => {
    // The C++ standard requires this 10000th word of a default-seeded std::mt19937.
    const engine = new MersenneTwister(5489);
    let word = 0;
    for (let i = 0; i < 10_000; i++) word = engine.word();
    expect(word).toBe(4123659995);
  });

  it('draws the Gaussians that its own tests name', () => {
    const engine = new MersenneTwister(100_000);
    const drawn = Array.from({ length: 4 }, () => (20 + 10 * gaussian(engine)).toFixed(4));
    expect(drawn).toEqual(['28.0427', '19.8492', '37.8303', '24.1638']);
  });

  it('draws the uniform numbers that its own tests name', () => {
    const engine = new MersenneTwister(100_000);
    const drawn = Array.from({ length: 4 }, () => uniformDouble(engine, -2.5, -2).toPrecision(6));
    expect(drawn).toEqual(['-2.35622', '-2.24588', '-2.25098', '-2.10917']);
  });
});
