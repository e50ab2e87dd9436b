import type { EvaluatorName } from '../evaluator/evaluator.ts';

/** A stretch of memory that a kernel works in. What `view` gives holds until the next call of `grow`. */
export interface Arena {
  /** The memory; its first byte is aligned to 64. */
  readonly view: { readonly buffer: ArrayBuffer; readonly byteOffset: number; readonly byteLength: number };
  /** Makes room for so many bytes in all. The content stays; what is new is zero. */
  grow(bytes: number): void;
  /**
   * Works on the job at the start of the arena for about so many entries.
   *
   * @returns one of `STATUS`
   */
  advance(work: number): number;
}

/** The compiled evaluator (`native-worker/kernel`), however it was compiled. */
export interface Kernel {
  readonly name: Exclude<EvaluatorName, 'interpreter'>;
  /** The instruction set that it was compiled for: `x86-64`, `avx2`, `avx512`, `neon` or `simd128`. */
  readonly instructionSet: string;
  /** Doubles in a vector: lanes come in multiples of this. */
  readonly width: number;
  /** An arena of so many bytes, all zero. It goes with the garbage. */
  allocate(bytes: number): Arena;
}
