import { exp } from '../numerics/exp.ts';
import { log } from '../numerics/log.ts';
import type { MethodSpec } from '../spec/method-schema.ts';
import type { RandomSource } from './random-source.ts';

/** How a constant is stored: op 56's in double precision, all others in single precision. */
export type Precision = 'double' | 'single';

/** Share of alterations that flip the sign (reference: instruction.h; paper, section S3). */
const SIGN_FLIP_PROBABILITY = 0.1;

/**
 * An altered constant.
 *
 * - `log-normal` (reference: instruction.h): draws whether to flip the sign; if not, multiplies by exp(N(0, 1)).
 *   Computed through the logarithm, in the constant's precision, so 0 stays 0.
 * - `uniform-factor` (paper, section S3): multiplies by a factor from [0.5, 2), and then draws whether to flip.
 *
 * @param mayFlip false for deviations, which stay as positive as they are: nothing is drawn for the flip then
 */
export function alterConstant(
  value: number,
  how: MethodSpec['constantMutation'],
  mayFlip: boolean,
  precision: Precision,
  random: RandomSource,
): number {
  switch (how) {
    case 'log-normal':
      if (mayFlip && random.probability() < SIGN_FLIP_PROBABILITY) return -value;
      return timesLogNormal(value, precision, random);
    case 'uniform-factor': {
      const scaled = value * (0.5 + 1.5 * random.fraction());
      const rounded = precision === 'single' ? Math.fround(scaled) : scaled;
      return mayFlip && random.probability() < SIGN_FLIP_PROBABILITY ? -rounded : rounded;
    }
  }
}

function timesLogNormal(value: number, precision: Precision, random: RandomSource): number {
  const magnitude = value > 0 ? value : -value;
  const scaled =
    precision === 'double'
      ? exp(log(magnitude) + random.gaussianDouble())
      : Math.fround(exp(Math.fround(Math.fround(log(magnitude)) + random.gaussianFloat())));
  return value > 0 ? scaled : -scaled;
}
