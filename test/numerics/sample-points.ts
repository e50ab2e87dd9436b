import { hardAngles } from './hard-angles.ts';
import type { ElementaryFunction } from './high-precision/elementary-functions.ts';
import type { SampleSource } from './sample-source.ts';

const SMALLEST_NORMAL = 2 ** -1022;

/** Doubles that every function is tried on: zeros, both ends of each range, neighbours of 1 and 1/2, infinities, NaN. */
const EVERYWHERE: readonly number[] = [
  ...[0, Number.MIN_VALUE, SMALLEST_NORMAL - Number.MIN_VALUE, SMALLEST_NORMAL, 2 ** -54, 2 ** -53, 2 ** -28, 2 ** -27],
  ...[0.5 - 2 ** -54, 0.5, 0.5 + 2 ** -53, 0.75, 1 - 2 ** -53, 1, 1 + 2 ** -52, 2, 3, 10, 2 ** 53, 2 ** 60],
  ...[2 ** 1023, Number.MAX_VALUE, Infinity],
];

/** Where a function changes its ways: limits of its range and of the reductions that an implementation may use. */
const TURNING_POINTS: Readonly<Record<ElementaryFunction, readonly number[]>> = {
  exp: [709.782712893384, 709.7827128933841, 710, 746, 708.3964185322641, 745.1332191019411, 745.1332191019412],
  log: [Math.SQRT2, Math.SQRT1_2, Math.E],
  sin: [Math.PI / 4, Math.PI / 2, Math.PI, 1647099, 1e22, 2 ** 20, 2 ** 24],
  cos: [Math.PI / 4, Math.PI / 2, Math.PI, 1647099, 1e22, 2 ** 20, 2 ** 24],
  tan: [Math.PI / 4, Math.PI / 2, Math.PI, 1647099, 1e22, 2 ** 20, 2 ** 24],
  asin: [Math.SQRT1_2],
  acos: [Math.SQRT1_2],
  atan: [Math.SQRT2 - 1, Math.SQRT2 + 1, 2 ** 54],
  sigmoid: [709.782712893384, 709.7827128933841, 36.7368005696771, 37.42994775023705],
};

/** All fixed points of a function: with either sign, and next to each other. */
export function fixedPoints(name: ElementaryFunction): number[] {
  const turning = TURNING_POINTS[name].flatMap((x) => [x - x * 2 ** -53, x, x + x * 2 ** -52]);
  const points = [...EVERYWHERE, ...turning].flatMap((x) => [x, -x]);
  const isCircular = name === 'sin' || name === 'cos' || name === 'tan';
  return [...points, NaN, ...(isCircular ? hardAngles() : [])];
}

function exponentialPoint(source: SampleSource): number {
  switch (source.integer(0, 4)) {
    case 0:
      return source.between(-746, 710);
    case 1:
      return source.withExponent(-60, 10);
    case 2:
      return source.near(source.integer(-2149, 2049) * (Math.LN2 / 2));
    default:
      return source.between(-2, 2);
  }
}

function logarithmPoint(source: SampleSource): number {
  switch (source.integer(0, 4)) {
    case 0:
      return Math.abs(source.withExponent(-1074, 1024));
    case 1:
      return 1 + source.withExponent(-53, -1);
    case 2:
      return Math.abs(source.near(Math.SQRT2 * 2 ** source.integer(-1000, 1000)));
    default:
      return source.between(0, 4);
  }
}

function anglePoint(source: SampleSource): number {
  switch (source.integer(0, 5)) {
    case 0:
      return source.withExponent(-1074, 1024);
    case 1:
      return source.between(-10, 10);
    case 2:
      return source.near(source.integer(-4000000, 4000000) * (Math.PI / 4));
    case 3:
      return source.withExponent(-30, 24);
    default:
      return source.near(source.integer(-64, 64) * (Math.PI / 4));
  }
}

function sineValuePoint(source: SampleSource): number {
  switch (source.integer(0, 4)) {
    case 0:
      return source.withExponent(-60, 0);
    case 1:
      return (1 - Math.abs(source.withExponent(-53, 0))) * (source.integer(0, 2) === 0 ? 1 : -1);
    case 2:
      return source.between(-0.6, 0.6);
    default:
      return source.between(-1, 1);
  }
}

function tangentValuePoint(source: SampleSource): number {
  switch (source.integer(0, 4)) {
    case 0:
      return source.withExponent(-1074, 1024);
    case 1:
      return source.withExponent(-30, 60);
    case 2:
      return source.between(-0.5, 0.5);
    default:
      return source.between(-4, 4);
  }
}

/** A random point at which a function is worth trying. */
export function randomPoint(name: ElementaryFunction, source: SampleSource): number {
  switch (name) {
    case 'exp':
    case 'sigmoid':
      return exponentialPoint(source);
    case 'log':
      return logarithmPoint(source);
    case 'sin':
    case 'cos':
    case 'tan':
      return anglePoint(source);
    case 'asin':
    case 'acos':
      return sineValuePoint(source);
    case 'atan':
      return tangentValuePoint(source);
  }
}
