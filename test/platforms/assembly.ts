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
/** A call of a function by its name, or a jump to one in place of a call; labels of a function itself begin otherwise. */
const CALL = /^\s*(?:bl?|jmp|callq?)\s+\*?(?!\.?L)([A-Za-z_"][^\s(@]*)/;
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
const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
const KERNEL = join(KERNEL_FOLDER, 'variant.cpp');
/** What has to be found out: it calls the maths library. */
const MATHS_CALLER = join(folder, 'maths-caller.cpp');

function inspect(source: string, target: string, flags: readonly string[]): Findings {
  const own = ['-S', '-o', '-', `--target=${target}`, '-ffreestanding', '-nostdlibinc', `-I${folder}`, '-w'];
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
try {
  writeFileSync(join(folder, 'cstdint'), '#include <stdint.h>\n');
  writeFileSync(join(folder, 'cstddef'), '#include <stddef.h>\n');
  writeFileSync(MATHS_CALLER, 'double f(double x) { return __builtin_exp(x); }\n');
  for (const { platform, arch, target } of TARGETS) {
    for (const { source, object, flags } of nativePlan(platform, arch)!.units) {
      if (source !== 'variant.cpp') continue;
      const found = inspect(KERNEL, target, flags);
      const canFuse = arch === 'arm64' || flags.includes('-mavx512f');
      const fusedInControl = canFuse ? inspect(KERNEL, target, [...flags, '-ffp-contract=fast']).fused : null;
      const callsInControl = inspect(MATHS_CALLER, target, flags).calls;
      process.stdout.write(
        `${target} ${object}: ${found.instructions} instructions, ${found.fused} fused` +
          `${fusedInControl === null ? '' : ` (${fusedInControl} with contraction on)`}, ` +
          `calls ${found.calls.length === 0 ? 'nothing outside' : found.calls.join(', ')} ` +
          `(the control calls ${callsInControl.join(', ')})\n`,
      );
      const isClean = found.fused === 0 && found.calls.length === 0 && found.instructions > 1000;
      if (!isClean || fusedInControl === 0 || callsInControl.length === 0) process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
