import { createRequire } from 'node:module';
import { BLOCK_BYTES } from '../kernel-evaluator/job-layout.ts';
import type { Arena, Kernel } from '../kernel-evaluator/kernel.ts';
import { EvaluatorError } from './evaluator-error.ts';

/** What the addon exports (native-worker/kernel/addon.cpp). */
interface Addon {
  readonly instructionSets: readonly string[];
  readonly widths: readonly number[];
  advance(index: number, arena: Uint8Array, work: number): number;
  misalignment(arena: Uint8Array): number;
}

/**
 * The kernels of an addon that this machine runs, best first. Once loaded, an addon stays for as long as the process.
 *
 * @throws {Error} if the file is not an addon, or one for another platform or version
 */
export function loadNativeKernels(file: string): readonly Kernel[] {
  const addon = createRequire(import.meta.url)(file) as Addon;
  return addon.instructionSets.map((instructionSet, index) => ({
    name: 'native',
    instructionSet,
    width: addon.widths[index]!,
    allocate: (bytes) => new NativeArena(addon, index, bytes),
  }));
}

/**
 * The kernel for an instruction set, or the best one where none is asked for.
 *
 * @param wanted what the environment variable `AUTOML_ZERO_ISA` says
 * @throws {EvaluatorError} if this machine does not run it
 */
export function chooseKernel(kernels: readonly Kernel[], wanted: string | undefined): Kernel {
  const chosen =
    wanted === undefined || wanted === '' ? kernels[0] : kernels.find((each) => each.instructionSet === wanted);
  if (chosen !== undefined) return chosen;
  const there = kernels.map(({ instructionSet }) => instructionSet).join(', ');
  throw new EvaluatorError(
    `AUTOML_ZERO_ISA=${wanted ?? ''}: this machine has no such instruction set; expected one of: ${there}`,
  );
}

/** Memory that JavaScript allocates, and the addon borrows for each call. */
class NativeArena implements Arena {
  private readonly addon: Addon;
  private readonly index: number;
  private bytes: Uint8Array<ArrayBuffer>;

  constructor(addon: Addon, index: number, bytes: number) {
    this.addon = addon;
    this.index = index;
    this.bytes = alignedBytes(addon, bytes);
  }

  get view(): Uint8Array<ArrayBuffer> {
    return this.bytes;
  }

  grow(bytes: number): void {
    if (bytes <= this.bytes.length) return;
    const larger = alignedBytes(this.addon, bytes);
    larger.set(this.bytes);
    this.bytes = larger;
  }

  advance(work: number): number {
    return this.addon.advance(this.index, this.bytes, work);
  }
}

/** So many bytes, all zero, the first of which is aligned to a block. */
function alignedBytes(addon: Addon, count: number): Uint8Array<ArrayBuffer> {
  const buffer = new ArrayBuffer(count + BLOCK_BYTES);
  const misalignment = addon.misalignment(new Uint8Array(buffer));
  return new Uint8Array(buffer, misalignment === 0 ? 0 : BLOCK_BYTES - misalignment, count);
}
