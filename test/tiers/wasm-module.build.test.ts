import { describe, expect, it } from 'vitest';
import { compileWasm, manifestOf } from '../../native-worker/tiers/compile-wasm.ts';
import { readKernelSources } from '../../native-worker/tiers/kernel-sources.ts';
import { loadWasmKernel } from '../../native-worker/tiers/load-wasm.ts';
import { readWasmFiles } from '../../native-worker/tiers/wasm-files.ts';

describe('the WebAssembly module', () => {
  it('is, byte by byte, what the source gives', async () => {
    const module = await compileWasm();
    const committed = readWasmFiles();
    expect(JSON.parse(committed.manifest)).toEqual(manifestOf(module));
    expect(Buffer.compare(module, committed.module)).toBe(0);
  }, 300_000);

  it('comes with a manifest that names all of its source, and nothing of the addon', () => {
    const { sources } = JSON.parse(readWasmFiles().manifest) as { sources: Record<string, string> };
    const headers = readKernelSources().map(({ name }) => name);
    const others = ['addon.cpp', 'node-api.hpp', 'node-api-windows.cpp', 'variant.cpp', 'variants.hpp'];
    expect(Object.keys(sources)).toEqual(headers.filter((name) => !others.includes(name)));
  });

  it('says where source does not compile', async () => {
    await expect(compileWasm([{ name: 'wasm.cpp', text: 'int x = ;\n' }])).rejects.toThrow(/wasm\.cpp:1:9: error/);
  }, 300_000);

  it('gives every arena a memory of its own, zero and aligned, that keeps its content when it grows', () => {
    const kernel = loadWasmKernel();
    const first = kernel.allocate(1000);
    const second = kernel.allocate(1000);
    bytes(first)[999] = 7;
    expect(bytes(second)[999]).toBe(0);
    first.grow(300_000);
    expect(first.view.byteLength).toBe(300_000);
    expect(first.view.byteOffset % 64).toBe(0);
    expect(bytes(first)[999]).toBe(7);
    expect(
      bytes(first)
        .subarray(1000)
        .every((byte) => byte === 0),
    ).toBe(true);
  });
});

function bytes({ view }: ReturnType<ReturnType<typeof loadWasmKernel>['allocate']>): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
