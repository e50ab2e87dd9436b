/*
 * WebAssembly as far as the kernel needs it: Node has it, but declares it only together with a browser's whole library.
 */

interface Memory {
  /** Another one after `grow`. */
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What the module exports (native-worker/kernel/wasm.cpp). */
export interface KernelExports {
  readonly memory: Memory;
  arena_start(): number;
  advance(bytes: number, work: number): number;
  width(): number;
}

/** A compiled module; only its instances are of use. */
export interface CompiledModule {
  readonly kind?: never;
}

interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => CompiledModule;
  readonly Instance: new (module: CompiledModule) => { readonly exports: KernelExports };
}

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyGlobal };

/** Compiles a module. Throws an error where the bytes are none, or this runtime lacks what they need. */
export function compileModule(bytes: Uint8Array): CompiledModule {
  return new WebAssembly.Module(bytes);
}

/** An instance with a memory of its own. */
export function instantiate(module: CompiledModule): KernelExports {
  return new WebAssembly.Instance(module).exports;
}
