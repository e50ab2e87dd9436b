import { entryIndex } from '../numerics/entry-index.ts';
import { matrixSum, matrixSumOfSquares } from '../numerics/matrix-sum.ts';
import { dot, dotStrided } from '../numerics/pairwise-dot.ts';
import { sumOfSquares, sumOfSquaresStrided } from '../numerics/pairwise-squares.ts';
import { sum } from '../numerics/pairwise-sum.ts';
import type { NoiseStream } from '../numerics/noise-stream.ts';
import { matrixStandardDeviation, standardDeviation } from '../numerics/standard-deviation.ts';

/*
 * What exported algorithms compute with. The exporter copies those functions that an algorithm calls, from here and
 * from `native-worker/numerics`, so each must stand alone. Vectors hold F numbers, matrices F x F, row by row; an
 * output may be one of the inputs.
 */

/** Throws unless options were given as an object. */
export function checkOptions(options: unknown, expected: string): void {
  if (typeof options === 'object' && options !== null) return;
  throw new TypeError(`options: expected ${expected}, found ${options === null ? 'null' : typeof options}`);
}

/** Throws unless the argument of that name is an array. */
export function checkArray(value: unknown, name: string): void {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return;
  throw new TypeError(`${name}: expected an array, found ${value === null ? 'null' : typeof value}`);
}

/** Throws unless the example has the right length and holds finite numbers only. */
export function checkExample(x: readonly number[], features: number, name = 'x'): void {
  checkArray(x, name);
  if (x.length !== features) throw new RangeError(`${name}: expected ${features} numbers, found ${x.length}`);
  for (let i = 0; i < features; i++) {
    if (!Number.isFinite(x[i])) throw new TypeError(`${name}[${i}]: expected a finite number, found ${String(x[i])}`);
  }
}

/** Throws unless the label is a finite number. */
export function checkLabel(y: number, name = 'y'): void {
  if (!Number.isFinite(y)) throw new TypeError(`${name}: expected a finite number, found ${String(y)}`);
}

/** Throws unless the label is the index of a class. */
export function checkClass(y: number, classes: number, name = 'y'): void {
  if (!Number.isInteger(y) || y < 0 || y >= classes) {
    throw new RangeError(`${name}: expected a class from 0 to ${classes - 1}, found ${String(y)}`);
  }
}

/** Adds entry by entry. */
export function add(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! + b[i]!;
}

/** Subtracts entry by entry. */
export function subtract(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! - b[i]!;
}

/** Multiplies entry by entry. */
export function multiply(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! * b[i]!;
}

/** Divides entry by entry. */
export function divide(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! / b[i]!;
}

/** Multiplies every entry with a number. */
export function scale(factor: number, a: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = factor * a[i]!;
}

/** One over every entry. */
export function reciprocals(a: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = 1 / a[i]!;
}

/** The absolute value of every entry. */
export function absolutes(a: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.abs(a[i]!);
}

/** 1 for every entry above zero, else 0. */
export function stepAboveZero(a: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! > 0 ? 1 : 0;
}

/** The lesser of two numbers; the first where they are equal or one is not a number. */
export function lesser(a: number, b: number): number {
  return b < a ? b : a;
}

/** The greater of two numbers; the first where they are equal or one is not a number. */
export function greater(a: number, b: number): number {
  return a < b ? b : a;
}

/** The lesser, entry by entry, for vectors. */
export function lesserEach(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = lesser(a[i]!, b[i]!);
}

/** The greater, entry by entry, for vectors. */
export function greaterEach(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = greater(a[i]!, b[i]!);
}

/** The lesser, entry by entry, for matrices: the second where they are equal or one is not a number. */
export function matrixLesserEach(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! < b[i]! ? a[i]! : b[i]!;
}

/** The greater, entry by entry, for matrices: the second where they are equal or one is not a number. */
export function matrixGreaterEach(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! > b[i]! ? a[i]! : b[i]!;
}

/** The inner product of two vectors, summed by halves. */
export function innerProduct(a: Float64Array, b: Float64Array): number {
  return dot(a, 0, b, 0, a.length);
}

/** The Euclidean length of a vector. */
export function vectorNorm(a: Float64Array): number {
  return Math.sqrt(sumOfSquares(a, 0, a.length));
}

/** The mean of a vector. */
export function vectorMean(a: Float64Array): number {
  return sum(a, 0, a.length) / a.length;
}

/** The standard deviation of a vector. */
export function vectorDeviation(a: Float64Array): number {
  return standardDeviation(a, 0, a.length);
}

/** Number of rows (and columns) of a matrix. */
export function side(matrix: Float64Array): number {
  return Math.round(Math.sqrt(matrix.length));
}

/** Entry (i, j) becomes a[i] * b[j]. */
export function outerProduct(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) out[i * b.length + j] = a[i]! * b[j]!;
  }
}

/** Matrix times vector. */
export function matrixTimesVector(matrix: Float64Array, vector: Float64Array, out: Float64Array): void {
  const n = out.length;
  const source = vector === out ? vector.slice() : vector;
  for (let i = 0; i < n; i++) out[i] = dot(matrix, i * n, source, 0, n);
}

/** Matrix times matrix. */
export function matrixTimesMatrix(a: Float64Array, b: Float64Array, out: Float64Array): void {
  const n = side(out);
  const product = new Float64Array(out.length);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) product[i * n + j] = dotStrided(a, i * n, b, j, n, n);
  }
  out.set(product);
}

/** Swaps rows and columns. */
export function transpose(a: Float64Array, out: Float64Array): void {
  const n = side(out);
  const source = a === out ? a.slice() : a;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) out[i * n + j] = source[j * n + i]!;
  }
}

/** Every column becomes the vector. */
export function repeatAsColumns(a: Float64Array, out: Float64Array): void {
  for (let i = 0; i < a.length; i++) out.fill(a[i]!, i * a.length, (i + 1) * a.length);
}

/** Every row becomes the vector. */
export function repeatAsRows(a: Float64Array, out: Float64Array): void {
  for (let i = 0; i < a.length; i++) out.set(a, i * a.length);
}

/** The Frobenius norm. */
export function matrixNorm(matrix: Float64Array): number {
  const n = side(matrix);
  return Math.sqrt(matrixSumOfSquares(matrix, 0, n, n, new Float64Array(n)));
}

/** The mean over all entries. */
export function matrixMean(matrix: Float64Array): number {
  const n = side(matrix);
  return matrixSum(matrix, 0, n, n, new Float64Array(n)) / matrix.length;
}

/** The standard deviation over all entries. */
export function matrixDeviation(matrix: Float64Array): number {
  const n = side(matrix);
  return matrixStandardDeviation(matrix, 0, n, n, new Float64Array(n));
}

/** The Euclidean length of every column. */
export function columnNorms(matrix: Float64Array, out: Float64Array): void {
  const n = out.length;
  for (let j = 0; j < n; j++) out[j] = Math.sqrt(sumOfSquaresStrided(matrix, j, n, n));
}

/** The Euclidean length of every row. */
export function rowNorms(matrix: Float64Array, out: Float64Array): void {
  const n = out.length;
  for (let i = 0; i < n; i++) out[i] = Math.sqrt(sumOfSquares(matrix, i * n, n));
}

/** The mean of every row. */
export function rowMeans(matrix: Float64Array, out: Float64Array): void {
  const n = out.length;
  for (let i = 0; i < n; i++) out[i] = sum(matrix, i * n, n) / n;
}

/** The standard deviation of every row. */
export function rowDeviations(matrix: Float64Array, out: Float64Array): void {
  const n = out.length;
  for (let i = 0; i < n; i++) out[i] = standardDeviation(matrix, i * n, n);
}

/** Sets one entry of a vector. */
export function setVectorEntry(out: Float64Array, index: number, value: number): void {
  out[entryIndex(index, out.length)] = value;
}

/** Sets one entry of a matrix. */
export function setMatrixEntry(out: Float64Array, row: number, column: number, value: number): void {
  const n = side(out);
  out[entryIndex(row, n) * n + entryIndex(column, n)] = value;
}

/** Fills with uniform draws. */
export function fillUniform(noise: NoiseStream, low: number, high: number, out: Float64Array): void {
  for (let element = 0; element < out.length; element++) out[element] = noise.uniform(low, high, element);
}

/** Fills with Gaussian draws. */
export function fillGaussian(noise: NoiseStream, center: number, spread: number, out: Float64Array): void {
  for (let element = 0; element < out.length; element++) out[element] = noise.gaussian(center, spread, element);
}
