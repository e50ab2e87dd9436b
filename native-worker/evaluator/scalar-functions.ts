import { acos } from '../numerics/arccosine.ts';
import { asin } from '../numerics/arcsine.ts';
import { atan } from '../numerics/arctangent.ts';
import { cos } from '../numerics/cos.ts';
import { exp } from '../numerics/exp.ts';
import { log } from '../numerics/log.ts';
import { sin } from '../numerics/sin.ts';
import { tan } from '../numerics/tan.ts';
import type { Lanes, Operands } from './operation.ts';

/* The elementary functions of scalars, by our own portable numerics. */

/** Sine of in1 in radians. */
export function sine({ in1, out }: Operands, { count }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = sin(in1[lane]!);
}

/** Cosine of in1 in radians. */
export function cosine({ in1, out }: Operands, { count }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = cos(in1[lane]!);
}

/** Tangent of in1 in radians. */
export function tangent({ in1, out }: Operands, { count }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = tan(in1[lane]!);
}

/** Arc sine of in1; NaN outside [-1, 1]. */
export function arcSine({ in1, out }: Operands, { count }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = asin(in1[lane]!);
}

/** Arc cosine of in1; NaN outside [-1, 1]. */
export function arcCosine({ in1, out }: Operands, { count }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = acos(in1[lane]!);
}

/** Arc tangent of in1. */
export function arcTangent({ in1, out }: Operands, { count }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = atan(in1[lane]!);
}

/** e to the power of in1. */
export function exponential({ in1, out }: Operands, { count }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = exp(in1[lane]!);
}

/** Natural logarithm of in1: -Infinity for zeros, NaN below. */
export function logarithm({ in1, out }: Operands, { count }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = log(in1[lane]!);
}
