/*
 * `node test/platforms/sanitized.ts`: compiles the addon with gcc's address and undefined-behaviour sanitizers and runs the
 * tests that hand it random programs and broken jobs. As a control, the same with a kernel that does not check its jobs has
 * to be stopped by a sanitizer. Exit code 1 where this does not hold.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNative } from '../../native-worker/tiers/build-native.ts';
import { hashFileOf } from '../../native-worker/tiers/intact-file.ts';
import { KERNELS_VARIABLE } from '../../native-worker/tiers/kernel-files.ts';
import { WASM_MODULE } from '../../native-worker/tiers/wasm-files.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const COMPILER = 'g++';
const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-g1', '-O1'];
const WITHOUT_CHECKS = '-DKERNEL_WITHOUT_CHECKS';
const PROGRAMS = '3000';

/** Puts the addon with these flags into a new folder, which the program can take kernels from. */
async function kernelFolder(folder: string, extraFlags: readonly string[]): Promise<string> {
  mkdirSync(folder);
  const build = await buildNative({ compiler: COMPILER, extraFlags, folder });
  if (build.kind === 'unavailable') throw new Error(build.reason);
  copyFileSync(build.file, join(folder, 'kernel.node'));
  copyFileSync(hashFileOf(build.file), hashFileOf(join(folder, 'kernel.node')));
  copyFileSync(WASM_MODULE, join(folder, 'kernel.wasm'));
  return folder;
}

interface TestRun {
  readonly passed: boolean;
  readonly output: string;
  /** What the sanitizers wrote. */
  readonly report: string;
}

/** Runs test files in a process that has the sanitizers' runtime. */
function runTests(folder: string, files: readonly string[]): TestRun {
  const runtime = execFileSync(COMPILER, ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim();
  const vitest = join(PROJECT, 'node_modules', 'vitest', 'vitest.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', '--reporter=default', ...files], {
    cwd: PROJECT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      [KERNELS_VARIABLE]: folder,
      DIFFERENTIAL_PROGRAMS: PROGRAMS,
      LD_PRELOAD: runtime,
      // Node never gives back what it takes for as long as it runs, and handles bad addresses itself if it may.
      ASAN_OPTIONS: `detect_leaks=0:handle_segv=2:log_path=${join(folder, 'report')}`,
      UBSAN_OPTIONS: `print_stacktrace=1:log_path=${join(folder, 'report')}`,
    },
  });
  const reports = readdirSync(folder).filter((name) => name.startsWith('report'));
  const report = reports.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  return { passed: status === 0 && report === '', output: stdout + stderr + report, report };
}

const BROKEN_JOBS = 'test/tiers/broken-jobs.test.ts';
const RANDOM_PROGRAMS = 'test/kernel-evaluator/differential.test.ts';

const scratch = mkdtempSync(join(tmpdir(), 'sanitized-'));
try {
  const checked = await kernelFolder(join(scratch, 'checked'), SANITIZERS);
  const unchecked = await kernelFolder(join(scratch, 'unchecked'), [...SANITIZERS, WITHOUT_CHECKS]);
  const clean = runTests(checked, [BROKEN_JOBS, RANDOM_PROGRAMS]);
  process.stdout.write(`${PROGRAMS} random programs and broken jobs: ${clean.passed ? 'clean' : clean.output}\n`);
  const control = runTests(unchecked, [BROKEN_JOBS]);
  const caught = /AddressSanitizer|runtime error/.test(control.report);
  process.stdout.write(`broken jobs without checks: ${caught ? 'stopped by a sanitizer' : 'went unnoticed'}\n`);
  if (!clean.passed || !caught) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
