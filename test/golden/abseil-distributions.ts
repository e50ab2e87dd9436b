import type { MersenneTwister } from './mersenne-twister.ts';

/*
 * How the Abseil library makes numbers from an engine's words (absl/random: uniform_int_distribution.h,
 * generate_real.h, uniform_real_distribution.h, gaussian_distribution.h). Facts, written anew.
 */

const TWO_TO_32 = 2 ** 32;

/** Uniform in 0 .. count-1 from the low 16 bits of one word. */
export function uniform16(engine: MersenneTwister, count: number): number {
  return boundedBy(count, 2 ** 16, () => engine.word() & 0xffff);
}

/** Uniform in 0 .. count-1 from one word. */
export function uniform32(engine: MersenneTwister, count: number): number {
  return boundedBy(count, TWO_TO_32, () => engine.word());
}

/** Mask for powers of two; else the high half of a product, rejecting what would bias it (Lemire 2019). */
function boundedBy(count: number, range: number, bits: () => number): number {
  if (isPowerOfTwo(count)) return bits() % count;
  for (;;) {
    const product = bits() * count;
    if (product % range >= range % count) return Math.floor(product / range);
  }
}

/** Uniform in 0 .. count-1 (count below 2^21) from two words. */
export function uniform64(engine: MersenneTwister, count: number): number {
  for (;;) {
    const high = engine.word();
    const low = engine.word();
    if (isPowerOfTwo(count)) return low % count;
    const lowProduct = low * count;
    const product = high * count + Math.floor(lowProduct / TWO_TO_32);
    const remainder = (product % TWO_TO_32) * TWO_TO_32 + (lowProduct % TWO_TO_32);
    const bias = (TWO_TO_32 % count) ** 2 % count;
    if (remainder >= bias) return Math.floor(product / TWO_TO_32);
  }
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
}

/** The leading `digits` significant bits of 64 bits, as a fraction of 2^64. */
function unitReal(high: number, low: number, digits: number): number {
  const leadingZeros = high === 0 ? 32 + Math.clz32(low) : Math.clz32(high);
  const drop = Math.max(0, 64 - digits - leadingZeros);
  const cut = (word: number, bits: number): number => (bits >= 32 ? 0 : word - (word % 2 ** Math.max(0, bits)));
  return (cut(high, drop - 32) * TWO_TO_32 + cut(low, drop)) / TWO_TO_32 / TWO_TO_32;
}

/** Uniform in [0, 1), double precision. */
export function unitDouble(engine: MersenneTwister): number {
  const high = engine.word();
  return unitReal(high, engine.word(), 53);
}

/** Uniform in [0, 1), single precision. */
export function unitFloat(engine: MersenneTwister): number {
  const high = engine.word();
  return unitReal(high, engine.word(), 24);
}

/** Uniform in [low, high), double precision. */
export function uniformDouble(engine: MersenneTwister, low: number, high: number): number {
  for (;;) {
    const value = low + unitDouble(engine) * (high - low);
    if (value < high) return value;
  }
}

/** Uniform in [low, high), single precision. */
export function uniformFloat(engine: MersenneTwister, low: number, high: number): number {
  const range = Math.fround(high - low);
  for (;;) {
    const value = Math.fround(low + Math.fround(unitFloat(engine) * range));
    if (value < high) return value;
  }
}

const STRIPS = 128;
const TAIL = 3.442619855899;
const STRIP_AREA = 9.91256303526217e-3;

/** Right edges of the strips, widest first. Abseil ships literals, which this meets to a few hundred ulp. */
const EDGES = stripEdges();
const HEIGHTS = EDGES.map((x) => Math.exp(-0.5 * x * x));

function stripEdges(): readonly number[] {
  const edges = [STRIP_AREA / Math.exp((-TAIL * TAIL) / 2), TAIL];
  while (edges.length < STRIPS) {
    const last = edges.at(-1)!;
    edges.push(Math.sqrt(-2 * Math.log(STRIP_AREA / last + Math.exp((-last * last) / 2))));
  }
  return [...edges, 0];
}

/** Standard Gaussian by the ziggurat of 128 strips (Doornik 2005). */
export function gaussian(engine: MersenneTwister): number {
  for (;;) {
    const high = engine.word();
    const low = engine.word();
    const strip = low % STRIPS;
    const magnitude = unitReal(((high << 1) | (low >>> 31)) >>> 0, (low << 1) >>> 0, 53);
    const signed = high >>> 31 === 1 ? -magnitude : magnitude;
    const x = signed * EDGES[strip]!;
    if (Math.abs(x) < EDGES[strip + 1]!) return x;
    if (strip === 0) return gaussianTail(engine, signed < 0);
    const height = HEIGHTS[strip + 1]! + unitDouble(engine) * (HEIGHTS[strip]! - HEIGHTS[strip + 1]!);
    if (height < Math.exp(-0.5 * x * x)) return x;
  }
}

function gaussianTail(engine: MersenneTwister, negative: boolean): number {
  for (;;) {
    const x = Math.log(unitDouble(engine)) / TAIL;
    const y = -Math.log(unitDouble(engine));
    if (y + y >= x * x) return negative ? x - TAIL : TAIL - x;
  }
}
