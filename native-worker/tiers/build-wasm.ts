/*
 * Compiles the kernel to WebAssembly.
 *
 *     node native-worker/tiers/build-wasm.ts --write    writes native-worker/kernel/wasm/
 *     node native-worker/tiers/build-wasm.ts            compares what stands there; exit code 1 where it differs
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { compileWasm, manifestOf } from './compile-wasm.ts';
import { readWasmFiles, WASM_FOLDER, WASM_MANIFEST, WASM_MODULE } from './wasm-files.ts';

const module = await compileWasm();
const manifest = `${JSON.stringify(manifestOf(module), null, 2)}\n`;
if (process.argv.includes('--write')) {
  mkdirSync(WASM_FOLDER, { recursive: true });
  writeFileSync(WASM_MODULE, module);
  writeFileSync(WASM_MANIFEST, manifest);
  process.stdout.write(`wrote ${module.length} bytes to ${WASM_MODULE}\n`);
} else {
  const there = readWasmFiles();
  if (Buffer.compare(there.module, module) === 0 && there.manifest === manifest) {
    process.stdout.write('kernel.wasm is what its source gives\n');
  } else {
    process.stderr.write(
      'kernel.wasm or its manifest is not what the source gives: run node native-worker/tiers/build-wasm.ts --write\n',
    );
    process.exitCode = 1;
  }
}
