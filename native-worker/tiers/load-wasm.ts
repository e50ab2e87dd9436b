import { readFileSync } from 'node:fs';
import type { Arena, Kernel } from '../kernel-evaluator/kernel.ts';
import { compileModule, instantiate, type KernelExports } from './web-assembly.ts';
import { moduleProblem, WASM_MODULE } from './wasm-files.ts';

const PAGE_BYTES = 65536;

/**
 * The kernel as WebAssembly.
 *
 * @param file a compiled kernel; the default is the one that comes with the program
 * @throws {Error} if it cannot be read, is not the one that the manifest beside it names, or this runtime does not run it
 */
export function loadWasmKernel(file: string = WASM_MODULE): Kernel {
  const bytes = readFileSync(file);
  const problem = moduleProblem(file, bytes);
  if (problem !== null) throw new Error(problem);
  const module = compileModule(bytes);
  return {
    name: 'wasm',
    instructionSet: 'simd128',
    width: instantiate(module).width(),
    allocate: (bytes) => new WasmArena(instantiate(module), bytes),
  };
}

/** The memory of an instance of its own, from where the module's own data ends. */
class WasmArena implements Arena {
  private readonly kernel: KernelExports;
  private readonly start: number;
  private bytes: Uint8Array<ArrayBuffer>;

  constructor(kernel: KernelExports, bytes: number) {
    this.kernel = kernel;
    this.start = kernel.arena_start();
    this.bytes = new Uint8Array(0);
    this.grow(bytes);
  }

  get view(): Uint8Array<ArrayBuffer> {
    return this.bytes;
  }

  grow(bytes: number): void {
    if (bytes <= this.bytes.length) return;
    const { memory } = this.kernel;
    const missing = this.start + bytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
    this.bytes = new Uint8Array(memory.buffer, this.start, bytes);
  }

  advance(work: number): number {
    return this.kernel.advance(this.bytes.length, work);
  }
}
