import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KERNEL_FOLDER } from './kernel-sources.ts';

/** Where the compiled kernel stands, committed, so that machines without a compiler have it. */
export const WASM_FOLDER = join(KERNEL_FOLDER, 'wasm');
export const WASM_MODULE = join(WASM_FOLDER, 'kernel.wasm');
/** What it was made of (`compile-wasm.ts`). */
export const WASM_MANIFEST = join(WASM_FOLDER, 'manifest.json');

/** The committed module and the text of its manifest. */
export function readWasmFiles(): { readonly module: Uint8Array<ArrayBuffer>; readonly manifest: string } {
  return {
    module: new Uint8Array(readFileSync(WASM_MODULE)),
    manifest: readFileSync(WASM_MANIFEST, 'utf8').replaceAll('\r\n', '\n'),
  };
}
