import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { returnLock, takeLock } from './build-lock.ts';
import { CompilerFailure, compileAddon } from './compile-native.ts';
import { hashFileOf, recordHash } from './intact-file.ts';
import { readKernelSources, sha256 } from './kernel-sources.ts';
import { type CompilerSearch, findCompiler, type NativeCompiler } from './native-compiler.ts';
import { type NativePlan, nativePlan } from './native-plan.ts';

/** What to build, and where. The defaults are what the program uses. */
export interface NativeBuildOptions {
  /** A compiler with its arguments, as in `CXX`; the default is what `CXX` says, or a usual command. */
  readonly compiler?: string;
  readonly platform?: NodeJS.Platform;
  readonly arch?: string;
  /** Flags after all others, for compiling and linking: a sanitizer, or a build that has to give other bits. */
  readonly extraFlags?: readonly string[];
  /** Folder for builds of all platforms. */
  readonly folder?: string;
  /** Folder of the kernel's source. */
  readonly sources?: string;
}

/** The addon, or why there is none. */
export type NativeBuild =
  { readonly kind: 'built'; readonly file: string } | { readonly kind: 'unavailable'; readonly reason: string };

/** A build as it is known without starting anything: `absent` has not been tried. */
export type KnownBuild = NativeBuild | { readonly kind: 'absent'; readonly compiler: NativeCompiler };

const MILLISECONDS_BETWEEN_LOOKS = 50;

const BUILD_FOLDER = join(import.meta.dirname, '..', '..', 'build', 'kernel');

/** Where a build goes, and what it is made with. */
interface Place {
  readonly plan: NativePlan;
  readonly folder: string;
  /** Begins the names of all builds of this source with these flags, whatever the compiler. */
  readonly stem: string;
  readonly search: CompilerSearch;
}

/**
 * Looks whether the addon was built, without starting anything. Where there is no compiler any more, what an earlier one
 * made of the same source serves as well.
 */
export function findNativeBuild(options: NativeBuildOptions = {}): KnownBuild {
  const place = placeOf(options);
  if ('reason' in place) return { kind: 'unavailable', reason: place.reason };
  return findIn(place);
}

/**
 * Builds the addon, if that was not done before; takes some seconds. What the compiler refuses is remembered, so that it is
 * not tried again with the same source and compiler.
 *
 * Of several processes that want the same build, one makes it and the others wait. It is made in a folder of its own, and
 * what is finished is put in place whole.
 */
export async function buildNative(options: NativeBuildOptions = {}): Promise<NativeBuild> {
  const place = placeOf(options);
  if ('reason' in place) return { kind: 'unavailable', reason: place.reason };
  const lock = join(place.folder, `${place.stem}.lock`);
  try {
    for (;;) {
      const known = findIn(place);
      if (known.kind !== 'absent') return known;
      mkdirSync(place.folder, { recursive: true });
      if (takeLock(lock)) break;
      await setTimeout(MILLISECONDS_BETWEEN_LOOKS);
    }
  } catch (error) {
    return { kind: 'unavailable', reason: (error as Error).message };
  }
  try {
    // Another process may have been done between the look and the lock.
    const known = findIn(place);
    return known.kind === 'absent' ? await build(place, known.compiler, options) : known;
  } finally {
    returnLock(lock);
  }
}

async function build(
  { plan, folder, stem }: Place,
  compiler: NativeCompiler,
  options: NativeBuildOptions,
): Promise<NativeBuild> {
  let work: string | undefined;
  try {
    work = mkdtempSync(join(folder, 'building-'));
    const addon = join(work, 'addon.node');
    await compileAddon(plan, compiler, options, work, addon);
    recordHash(addon);
    const file = join(folder, fileName(stem, compiler));
    // The hash first: an addon without one is not loaded.
    putInPlace(hashFileOf(addon), hashFileOf(file));
    putInPlace(addon, file);
    return { kind: 'built', file };
  } catch (error) {
    const reason = (error as Error).message;
    if (error instanceof CompilerFailure && error.wouldFailAgain) {
      writeFileSync(join(folder, failureName(stem, compiler)), reason);
    }
    return { kind: 'unavailable', reason };
  } finally {
    if (work !== undefined) rmSync(work, { recursive: true, force: true });
  }
}

function placeOf(options: NativeBuildOptions): Place | { readonly reason: string } {
  const { platform = process.platform, arch = process.arch, extraFlags = [], folder = BUILD_FOLDER } = options;
  const plan = nativePlan(platform, arch);
  if (plan === null) return { reason: `the native evaluator has no form for ${arch} processors` };
  const content = JSON.stringify([readKernelSources(options.sources), plan, extraFlags]);
  return {
    plan,
    folder: join(folder, `${platform}-${arch}`),
    stem: `kernel-${sha256(content).slice(0, 16)}`,
    search: findCompiler(process.env, options.compiler),
  };
}

function findIn({ folder, stem, search }: Place): KnownBuild {
  if (search.kind === 'missing') {
    const earlier = existsSync(folder) ? readdirSync(folder).find((name) => isBuildOf(name, stem)) : undefined;
    if (earlier === undefined) return { kind: 'unavailable', reason: search.reason };
    return { kind: 'built', file: join(folder, earlier) };
  }
  const file = join(folder, fileName(stem, search.compiler));
  if (existsSync(file)) return { kind: 'built', file };
  const failure = join(folder, failureName(stem, search.compiler));
  if (!existsSync(failure)) return { kind: 'absent', compiler: search.compiler };
  return { kind: 'unavailable', reason: `${readFileSync(failure, 'utf8')} (delete ${failure} to try again)` };
}

function isBuildOf(name: string, stem: string): boolean {
  return name.startsWith(`${stem}-`) && name.endsWith('.node');
}

function fileName(stem: string, compiler: NativeCompiler): string {
  return `${stem}-${sha256(compiler.identity + compiler.arguments.join(' ')).slice(0, 8)}.node`;
}

function failureName(stem: string, compiler: NativeCompiler): string {
  return fileName(stem, compiler).replace(/node$/, 'failure.txt');
}

/** Renames a file to its final name; another process may have been first. */
function putInPlace(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    // Windows does not replace an addon that is in use; it is the same one.
    if (!existsSync(to)) throw error;
  }
}
