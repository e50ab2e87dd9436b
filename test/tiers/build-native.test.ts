import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildNative, findNativeBuild } from '../../native-worker/tiers/build-native.ts';
import { findCompiler } from '../../native-worker/tiers/native-compiler.ts';
import { nativePlan } from '../../native-worker/tiers/native-plan.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';

const folder = temporaryFolder();

/** A compiler that counts its calls in a folder, and does what it is told. */
function pretendCompiler(name: string, behaviour: string): { readonly command: string; calls(): number } {
  const home = join(folder, name);
  mkdirSync(home);
  const command = join(home, 'compiler');
  writeFileSync(command, `#!/bin/sh\ntouch "${home}/call-$$"\n${behaviour}\n`);
  chmodSync(command, 0o755);
  return { command, calls: () => readdirSync(home).filter((file) => file.startsWith('call-')).length };
}

/** The folder for builds of this platform, with some files in it. */
function folderWith(builds: string, names: readonly string[]): string {
  const here = join(builds, `${process.platform}-${process.arch}`);
  mkdirSync(here, { recursive: true });
  for (const name of names) writeFileSync(join(here, name), '');
  return here;
}

/** Arguments of all calls of a compiler that writes them down, one call a line. */
function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').trim().split('\n');
}

/** Writes whatever is to be written. */
const OBEDIENT = 'while [ $# -gt 0 ]; do [ "$1" = -o ] && echo made > "$2"; shift; done';

describe.runIf(process.platform !== 'win32')('building the addon', () => {
  it('is done once for a source and a compiler', async () => {
    const compiler = pretendCompiler('once', OBEDIENT);
    const options = { compiler: compiler.command, folder: join(folder, 'once-builds') };
    expect(findNativeBuild(options).kind).toBe('absent');
    const first = await buildNative(options);
    const calls = compiler.calls();
    expect(first.kind).toBe('built');
    expect(await buildNative(options)).toEqual(first);
    expect(findNativeBuild(options)).toEqual(first);
    expect(compiler.calls()).toBe(calls);
  });

  it('is done anew where what was built has been damaged', async () => {
    const compiler = pretendCompiler('damaged', OBEDIENT);
    const options = { compiler: compiler.command, folder: join(folder, 'damaged-builds') };
    const build = await buildNative(options);
    if (build.kind !== 'built') throw new Error(build.reason);
    const whole = readFileSync(build.file);
    writeFileSync(build.file, 'something else');
    expect(findNativeBuild(options).kind).toBe('absent');
    expect(await buildNative(options)).toEqual(build);
    expect(readFileSync(build.file)).toEqual(whole);
  });

  it('is done anew for other flags', async () => {
    const { command: compiler } = pretendCompiler('flags', OBEDIENT);
    const options = { compiler, folder: join(folder, 'flags-builds') };
    const plain = await buildNative(options);
    const other = await buildNative({ ...options, extraFlags: ['-ffp-contract=fast'] });
    expect(other.kind).toBe('built');
    expect(other).not.toEqual(plain);
  });

  it('is done by one of several that want it, while the others wait, and leaves only the addon and its hash', async () => {
    const alone = pretendCompiler('alone', OBEDIENT);
    await buildNative({ compiler: alone.command, folder: join(folder, 'alone-builds') });
    const together = pretendCompiler('together', OBEDIENT);
    const options = { compiler: together.command, folder: join(folder, 'together-builds') };
    const builds = await Promise.all([buildNative(options), buildNative(options), buildNative(options)]);
    expect(new Set(builds.map((build) => JSON.stringify(build))).size).toBe(1);
    expect(together.calls()).toBe(alone.calls());
    const left = readdirSync(join(options.folder, `${process.platform}-${process.arch}`));
    expect(left.map((name) => name.slice(name.indexOf('.')))).toEqual(['.node', '.node.sha256']);
  });

  it('removes builds of other sources, and what ended processes left behind', async () => {
    const { command: compiler } = pretendCompiler('leftovers', OBEDIENT);
    const builds = join(folder, 'leftovers-builds');
    const { pid: ended } = spawnSync(process.execPath, ['--version']);
    const here = folderWith(builds, [
      'kernel-0123456789abcdef-01234567.node',
      'kernel-0123456789abcdef-01234567.node.sha256',
    ]);
    mkdirSync(join(here, `building-${ended}-abc`));
    writeFileSync(join(here, `building-${ended}-abc`, 'avx2.o'), 'half');
    mkdirSync(join(here, `building-${process.ppid}-abc`));
    const { kind } = await buildNative({ compiler, folder: builds });
    expect(kind).toBe('built');
    // A build of this source with other flags stays beside the plain one.
    await buildNative({ compiler, folder: builds, extraFlags: ['-ffp-contract=fast'] });
    const left = readdirSync(here).map((name) => name.replace(/^kernel-.*?(?=\.)/, ''));
    expect(left.toSorted()).toEqual(['.node', '.node', '.node.sha256', '.node.sha256', `building-${process.ppid}-abc`]);
  });

  it('begins no other file once one was refused, and waits for those that are under way', async () => {
    const home = join(folder, 'refusing');
    const slow = `case "$*" in *avx512*|*neon*) exit 1;; esac; sleep 0.2; touch "${home}/done-$$"`;
    const compiler = pretendCompiler('refusing', slow);
    const builds = join(folder, 'refusing-builds');
    expect((await buildNative({ compiler: compiler.command, folder: builds })).kind).toBe('unavailable');
    const done = readdirSync(home).filter((name) => name.startsWith('done-')).length;
    // The one that was refused came first, with as many others as there are cores.
    expect(compiler.calls()).toBe(done + 1);
    expect(done).toBeLessThan(availableParallelism());
  });

  it('survives a compiler that warns at length', async () => {
    const warn = 'i=0; while [ $i -lt 2000 ]; do printf "%1000s\\n" warning >&2; i=$((i+1)); done';
    const { command: compiler } = pretendCompiler('warning', `${warn}\n${OBEDIENT}`);
    expect((await buildNative({ compiler, folder: join(folder, 'warning-builds') })).kind).toBe('built');
  });

  it.each([
    ['#define __clang__ 1', false],
    ['#define __GNUC__ 12', true],
  ])('for Windows on x64 moves vectors as if unaligned unless the compiler is clang: %s', async (macro, isExpected) => {
    const name = `windows-${isExpected}`;
    const calls = join(folder, `${name}-calls`);
    const { command: compiler } = pretendCompiler(name, `echo "$*" >> "${calls}"\necho "${macro}"\n${OBEDIENT}`);
    const build = await buildNative({
      compiler,
      platform: 'win32',
      arch: 'x64',
      folder: join(folder, `${name}-builds`),
    });
    expect(build.kind).toBe('built');
    const compilations = linesOf(calls).filter((call) => call.includes(' -c '));
    expect(compilations.length).toBeGreaterThan(3);
    for (const call of compilations) expect(call.includes('-Wa,-muse-unaligned-vector-move')).toBe(isExpected);
  });

  it('that failed for want of memory or room is tried again', async () => {
    const compiler = pretendCompiler('killed', 'echo "c++: fatal error: Killed signal terminated program" >&2; exit 1');
    const options = { compiler: compiler.command, folder: join(folder, 'killed-builds') };
    expect((await buildNative(options)).kind).toBe('unavailable');
    expect(findNativeBuild(options).kind).toBe('absent');
  });

  it('that failed says what the compiler said, and is not tried again', async () => {
    const compiler = pretendCompiler(
      'failing',
      'echo "In file x:" >&2; echo "x.hpp:3:1: error: no such thing" >&2; exit 1',
    );
    const options = { compiler: compiler.command, folder: join(folder, 'failing-builds') };
    const first = await buildNative(options);
    const calls = compiler.calls();
    expect(first).toEqual({
      kind: 'unavailable',
      reason: 'the C++ compiler compiler failed: x.hpp:3:1: error: no such thing',
    });
    const second = await buildNative(options);
    expect(second.kind === 'unavailable' && second.reason).toMatch(/error: no such thing \(delete .* to try again\)/);
    expect(compiler.calls()).toBe(calls);
  });

  it('serves after its compiler has gone', async () => {
    const { command: compiler } = pretendCompiler('gone', OBEDIENT);
    const builds = join(folder, 'gone-builds');
    const built = await buildNative({ compiler, folder: builds });
    expect(findNativeBuild({ compiler: join(folder, 'no-such-compiler'), folder: builds })).toEqual(built);
  });

  it('is not possible for processors without a variant', async () => {
    expect(await buildNative({ arch: 'ppc64' })).toEqual({
      kind: 'unavailable',
      reason: 'the native evaluator has no form for ppc64 processors',
    });
  });

  it('is not possible where nothing can be written', async () => {
    const { command: compiler } = pretendCompiler('read-only', OBEDIENT);
    writeFileSync(join(folder, 'a-file'), '');
    const build = await buildNative({ compiler, folder: join(folder, 'a-file') });
    expect(build.kind === 'unavailable' && build.reason).toMatch(/a-file.* cannot be written to .*: make it a folder/);
  });

  it('is a reason and no error where what failed cannot be noted, or what is there cannot be read', async () => {
    const failing = pretendCompiler('unnoted', 'echo "x.hpp:3:1: error: no such thing" >&2; rm -r "$BUILDS"; exit 1');
    const builds = join(folder, 'unnoted-builds');
    process.env['BUILDS'] = builds;
    const failed = await buildNative({ compiler: failing.command, folder: builds });
    delete process.env['BUILDS'];
    expect(failed.kind === 'unavailable' && failed.reason).toContain('no such thing');
    expect(existsSync(builds)).toBe(false);

    const here = join(folder, 'unreadable-builds', `${process.platform}-${process.arch}`);
    mkdirSync(join(here, '..'));
    writeFileSync(here, '');
    const known = findNativeBuild({ compiler: join(folder, 'no-such-compiler'), folder: join(here, '..') });
    expect(known.kind === 'unavailable' && known.reason).toContain('ENOTDIR');
  });

  it('is not possible without the source', async () => {
    const options = { sources: join(folder, 'no-such-source') };
    for (const build of [findNativeBuild(options), await buildNative(options)]) {
      expect(build.kind === 'unavailable' && build.reason).toContain('no-such-source');
    }
  });
});

describe('looking for a compiler', () => {
  it('takes what CXX names, with its arguments, and nothing else', () => {
    const named = process.execPath;
    const search = findCompiler({ CXX: `${named} -m64`, PATH: '' });
    expect(search.kind === 'found' && [search.compiler.command, search.compiler.arguments]).toEqual([named, ['-m64']]);
    expect(findCompiler({ ...process.env, CXX: 'no-such-compiler' })).toEqual({
      kind: 'missing',
      reason: 'no C++ compiler found: CXX names no-such-compiler, which is none; set CXX to a command, or unset it',
    });
  });

  it.runIf(process.platform !== 'win32')('takes the path of a program as a whole, spaces and all', () => {
    const { command } = pretendCompiler('my own tools', OBEDIENT);
    const search = findCompiler({ CXX: command, PATH: '' });
    expect(search.kind === 'found' && [search.compiler.command, search.compiler.arguments]).toEqual([command, []]);
  });

  it('says which commands it looked for', () => {
    expect(findCompiler({ PATH: folder })).toEqual({
      kind: 'missing',
      reason: 'no C++ compiler found (looked for c++, g++, clang++)',
    });
  });
});

describe('the plan of a build', () => {
  it('keeps contraction off and errno out of every unit, on every platform', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      for (const arch of ['x64', 'arm64']) {
        const units = nativePlan(platform, arch)!.units;
        expect(units.length).toBeGreaterThan(1);
        for (const { flags } of units) {
          expect(flags).toContain('-ffp-contract=off');
          expect(flags).toContain('-fno-math-errno');
        }
      }
    }
  });

  it('has options of the assembler for x86 only there', () => {
    expect(nativePlan('win32', 'x64')!.gccFlags).not.toEqual([]);
    const { units, gccFlags } = nativePlan('win32', 'arm64')!;
    expect([...units.flatMap(({ flags }) => flags), ...gccFlags].filter((flag) => flag.startsWith('-Wa,'))).toEqual([]);
  });

  it('gives every instruction set a namespace and an object file of its own', () => {
    const { units } = nativePlan('linux', 'x64')!;
    const variants = units.filter(({ source }) => source === 'variant.cpp');
    const namespaces = variants.map(({ flags }) => flags.find((flag) => flag.startsWith('-DKERNEL_VARIANT=')));
    expect(new Set(namespaces).size).toBe(variants.length);
    expect(new Set(units.map(({ object }) => object)).size).toBe(units.length);
  });
});
