/**
 * The index that a stored fraction in [0, 1) stands for: floor(size * fraction) in single precision, so that programs do
 * not depend on the number of features (reference: instruction.h, FloatToIndex).
 */
export function entryIndex(fraction: number, size: number): number {
  return Math.floor(Math.fround(Math.fround(size) * Math.fround(fraction)));
}
