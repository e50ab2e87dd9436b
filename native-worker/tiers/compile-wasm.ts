import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type KernelSource, readKernelSources } from './kernel-sources.ts';
import { ARITHMETIC_FLAGS, FREESTANDING_FLAGS } from './native-plan.ts';
import { sha256 } from './sha256.ts';

/** What `kernel.wasm` was made of; stands beside it. */
export interface WasmManifest {
  readonly compiler: string;
  readonly flags: readonly string[];
  /** SHA-256 of each source file. */
  readonly sources: Readonly<Record<string, string>>;
  /** SHA-256 of the module. */
  readonly module: string;
}

/** The compiler: a package, so that every platform makes the same bytes. */
const COMPILER_PACKAGE = '@yowasp/clang';

const MAIN = 'wasm.cpp';

const FLAGS: readonly string[] = [
  ...ARITHMETIC_FLAGS,
  ...FREESTANDING_FLAGS,
  '--target=wasm32',
  '-msimd128',
  // Neither library nor its headers.
  ...['-ffreestanding', '-nostdlib', '-nostdlibinc', '-nostdinc++', '-I.'],
  '-DKERNEL_VARIANT=simd128',
  '-DKERNEL_WIDTH=2',
  // A stack that runs over meets the end of memory, not data.
  ...['-Wl,--no-entry', '-Wl,--stack-first', '-Wl,-z,stack-size=262144', '-Wl,--strip-all'],
];

/** The two headers of the C++ library that the kernel includes; the compiler itself brings those of C. */
const STANDARD_HEADERS = { cstddef: '#include <stddef.h>\n', cstdint: '#include <stdint.h>\n' };

/**
 * Compiles the kernel to a WebAssembly module; takes some seconds.
 *
 * @throws {Error} if the compiler's package is not installed, or the source does not compile
 */
export async function compileWasm(sources: readonly KernelSource[] = readKernelSources()): Promise<Uint8Array> {
  const { commands, runLLVM } = await import('@yowasp/clang');
  // Without a command it only reads its own files; to the console it would write how far it is.
  await runLLVM(undefined, {}, { fetchProgress: () => undefined });
  const files = { ...STANDARD_HEADERS, ...Object.fromEntries(sources.map(({ name, text }) => [name, text])) };
  const messages: Uint8Array[] = [];
  const collect = (bytes: Uint8Array | null): void => {
    if (bytes !== null) messages.push(bytes.slice());
  };
  try {
    const made = await commands['clang++']([...FLAGS, MAIN, '-o', 'kernel.wasm'], files, {
      stdout: collect,
      stderr: collect,
    });
    const module = made?.['kernel.wasm'];
    if (module instanceof Uint8Array) return module;
    throw new Error('it wrote no module');
  } catch (error) {
    const said = Buffer.concat(messages).toString().trim();
    throw new Error(`${COMPILER_PACKAGE} could not compile the kernel:\n${said}`, { cause: error });
  }
}

/** The manifest of a module that was just compiled from these sources. */
export function manifestOf(module: Uint8Array, sources: readonly KernelSource[] = readKernelSources()): WasmManifest {
  return {
    compiler: `${COMPILER_PACKAGE} ${compilerVersion()}`,
    flags: FLAGS,
    sources: Object.fromEntries(includedBy(MAIN, sources).map(({ name, text }) => [name, sha256(text)])),
    module: sha256(module),
  };
}

/** A source file and what it includes, by name. */
function includedBy(name: string, sources: readonly KernelSource[]): readonly KernelSource[] {
  const found = new Set<string>();
  const add = (each: string): void => {
    const source = sources.find((other) => other.name === each);
    if (source === undefined || found.has(each)) return;
    found.add(each);
    for (const [, included] of source.text.matchAll(/^#include "(.+)"$/gm)) add(included!);
  };
  add(name);
  return sources.filter((source) => found.has(source.name));
}

function compilerVersion(): string {
  const main = createRequire(import.meta.url).resolve(COMPILER_PACKAGE);
  const described = JSON.parse(readFileSync(join(main, '..', '..', 'package.json'), 'utf8')) as { version: string };
  return described.version;
}
