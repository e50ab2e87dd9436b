import type { Lanes, Operands } from './operation.ts';

/* Draws, for registers of any kind: entries row by row, one lane after another (`noise-stream.ts` in numerics). */

/** Independent draws from the open interval (constant 0, constant 1); constant 0 itself where that is empty. */
export function uniformDraws({ out, size, constant0, constant1, component, ordinal }: Operands, lanes: Lanes): void {
  const { count, noise } = lanes;
  for (let lane = 0, k = 0; lane < count; lane++) {
    noise.turnTo(lane, component, ordinal);
    for (let entry = 0; entry < size; entry++, k++) out[k] = noise.source.uniform(constant0, constant1, entry);
  }
}

/** Independent Gaussian draws with mean constant 0 and standard deviation constant 1. */
export function gaussianDraws({ out, size, constant0, constant1, component, ordinal }: Operands, lanes: Lanes): void {
  const { count, noise } = lanes;
  for (let lane = 0, k = 0; lane < count; lane++) {
    noise.turnTo(lane, component, ordinal);
    for (let entry = 0; entry < size; entry++, k++) out[k] = noise.source.gaussian(constant0, constant1, entry);
  }
}
