import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WasmManifest } from './compile-wasm.ts';
import { KERNEL_FOLDER } from './kernel-sources.ts';
import { sha256 } from './sha256.ts';

/** Where the compiled kernel stands, committed, so that machines without a compiler have it. */
export const WASM_FOLDER = join(KERNEL_FOLDER, 'wasm');
export const WASM_MODULE = join(WASM_FOLDER, 'kernel.wasm');
const MANIFEST_NAME = 'manifest.json';
/** What it was made of (`compile-wasm.ts`). */
export const WASM_MANIFEST = join(WASM_FOLDER, MANIFEST_NAME);

/** The committed module and the text of its manifest. */
export function readWasmFiles(): { readonly module: Uint8Array<ArrayBuffer>; readonly manifest: string } {
  return {
    module: new Uint8Array(readFileSync(WASM_MODULE)),
    manifest: readFileSync(WASM_MANIFEST, 'utf8').replaceAll('\r\n', '\n'),
  };
}

/**
 * Compares a module with the manifest in its folder, if there is one: a kernel that was compiled elsewhere comes without.
 *
 * @param file where the module was read from
 * @returns what is wrong; null where it is the module that the manifest names, or there is no manifest
 */
export function moduleProblem(file: string, module: Uint8Array): string | null {
  const manifestFile = join(dirname(file), MANIFEST_NAME);
  if (!existsSync(manifestFile)) return null;
  const found = sha256(module);
  try {
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Partial<WasmManifest> | null;
    const named = manifest?.module ?? 'no module';
    if (found === named) return null;
    return `it was cut short or changed: its SHA-256 is ${found}, ${manifestFile} names ${named}; restore both files`;
  } catch (error) {
    return `it cannot be compared with ${manifestFile}: ${(error as Error).message}`;
  }
}
