/*
 * `node test/platforms/assembly.ts [COMPILER]`: what clang makes of the kernel for platforms that cannot be run here must
 * have no fused product and sum, and must call nothing but memcpy and memset: no maths library. As a control, the same
 * with contraction allowed must have fused ones. Exit code 1 where this does not hold.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KERNEL_FOLDER } from '../../native-worker/tiers/kernel-sources.ts';
import { nativePlan } from '../../native-worker/tiers/native-plan.ts';

const TARGETS = [
  { platform: 'darwin', arch: 'arm64', target: 'arm64-apple-macos11' },
  { platform: 'darwin', arch: 'x64', target: 'x86_64-apple-macos11' },
  { platform: 'win32', arch: 'arm64', target: 'aarch64-pc-windows-msvc' },
] as const;

/** Multiplies and adds in one rounding, on arm64 and on x86-64. */
const FUSED = /^\s*(fn?m(add|sub)|fml[as]|vfn?m(add|sub)\w*)\b/;
/** A call of a function by its name. */
const CALL = /^\s*(?:bl|callq?)\s+([A-Za-z_"]\S*)/;
/** What a compiler may call of itself to copy, to clear, and to make room on the stack. */
const ALLOWED_CALLS = /^_?(memcpy|memset|memmove|bzero|__chkstk)$/;
/** Functions of the kernel that were not inlined. */
const OWN_CALLS = /automl_zero|^"?\?/;

interface Findings {
  readonly instructions: number;
  readonly fused: number;
  readonly calls: readonly string[];
}

/** The host's headers belong to another platform; the compiler's own are enough, under the names of C++. */
const HEADERS = mkdtempSync(join(tmpdir(), 'headers-'));
writeFileSync(join(HEADERS, 'cstdint'), '#include <stdint.h>\n');
writeFileSync(join(HEADERS, 'cstddef'), '#include <stddef.h>\n');

function inspect(compiler: string, target: string, flags: readonly string[]): Findings {
  const source = join(KERNEL_FOLDER, 'variant.cpp');
  const own = ['-S', '-o', '-', `--target=${target}`, '-ffreestanding', '-nostdlibinc', `-I${HEADERS}`, '-w'];
  const assembly = execFileSync(compiler, [...flags, ...own, source], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = assembly.split('\n').filter((line) => /^\s+[a-z]/.test(line));
  const calls = lines.flatMap((line) => CALL.exec(line)?.[1] ?? []);
  return {
    instructions: lines.length,
    fused: lines.filter((line) => FUSED.test(line)).length,
    calls: [...new Set(calls)].filter((name) => !ALLOWED_CALLS.test(name) && !OWN_CALLS.test(name)),
  };
}

const [compiler = 'clang++-19'] = process.argv.slice(2);
for (const { platform, arch, target } of TARGETS) {
  for (const { source, object, flags } of nativePlan(platform, arch)!.units) {
    if (source !== 'variant.cpp') continue;
    const clangFlags = flags.filter((flag) => !flag.startsWith('-Wa,'));
    const found = inspect(compiler, target, clangFlags);
    const canFuse = arch === 'arm64' || flags.includes('-mavx512f');
    const control = canFuse ? inspect(compiler, target, [...clangFlags, '-ffp-contract=fast']).fused : null;
    const isClean = found.fused === 0 && found.calls.length === 0 && control !== 0 && found.instructions > 1000;
    process.stdout.write(
      `${target} ${object}: ${found.instructions} instructions, ${found.fused} fused` +
        `${control === null ? '' : ` (${control} with contraction on)`}, ` +
        `calls ${found.calls.length === 0 ? 'nothing outside' : found.calls.join(', ')}\n`,
    );
    if (!isClean) process.exitCode = 1;
  }
}
rmSync(HEADERS, { recursive: true });
