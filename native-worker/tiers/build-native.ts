import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeWorkFolder, removeIfPossible, removeLeftovers } from './build-leftovers.ts';
import { returnLock, takeLock } from './build-lock.ts';
import { addonName, type BuildPlace, failureName, findIn, placeOf } from './build-place.ts';
import { CompilerFailure, compileAddon } from './compile-native.ts';
import { hashFileOf, recordHash } from './intact-file.ts';
import type { KnownBuild, NativeBuild, NativeBuildOptions } from './native-build.ts';
import type { NativeCompiler } from './native-compiler.ts';

export type { NativeBuild } from './native-build.ts';

const MILLISECONDS_BETWEEN_LOOKS = 50;

/**
 * Looks whether the addon was built, without starting anything. Where there is no compiler any more, what an earlier one
 * made of the same source serves as well. Whatever goes wrong is a reason, and no error.
 */
export function findNativeBuild(options: NativeBuildOptions = {}): KnownBuild {
  try {
    const place = placeOf(options);
    return 'reason' in place ? { kind: 'unavailable', reason: place.reason } : findIn(place);
  } catch (error) {
    return { kind: 'unavailable', reason: `cannot look for the native evaluator: ${messageOf(error)}` };
  }
}

/**
 * Builds the addon, if that was not done before; takes some seconds. What the compiler refuses is remembered, so that it is
 * not tried again with the same source and compiler. Whatever goes wrong is a reason, and no error: there are evaluators
 * that need no build.
 *
 * Of several processes that build, one does and the others wait. A build is made in a folder of its own, and what is
 * finished is put in place whole. Builds of other sources are removed.
 */
export async function buildNative(options: NativeBuildOptions = {}): Promise<NativeBuild> {
  const known = findNativeBuild(options);
  if (known.kind !== 'absent') return known;
  try {
    const place = placeOf(options);
    return 'reason' in place ? { kind: 'unavailable', reason: place.reason } : await buildLocked(place, options);
  } catch (error) {
    return { kind: 'unavailable', reason: `cannot build the native evaluator: ${messageOf(error)}` };
  }
}

async function buildLocked(place: BuildPlace, options: NativeBuildOptions): Promise<NativeBuild> {
  const { folder, source } = place;
  const lock = join(folder, 'build.lock');
  while (!takeLockIn(folder, lock)) {
    await setTimeout(MILLISECONDS_BETWEEN_LOOKS);
    const known = findIn(place);
    if (known.kind !== 'absent') return known;
  }
  try {
    removeLeftovers(folder, source);
    // Another process may have been done between the look and the lock.
    const known = findIn(place);
    return known.kind === 'absent' ? await build(place, known.compiler, options) : known;
  } finally {
    returnLock(lock);
  }
}

/** Makes the folder and takes its lock, unless another process has it. */
function takeLockIn(folder: string, lock: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    return takeLock(lock);
  } catch (error) {
    const advice = 'make it a folder that this user may write to, with room for a megabyte';
    throw new Error(`${folder} cannot be written to (${messageOf(error)}): ${advice}`, { cause: error });
  }
}

async function build(
  { plan, folder, stem }: BuildPlace,
  compiler: NativeCompiler,
  options: NativeBuildOptions,
): Promise<NativeBuild> {
  const work = makeWorkFolder(folder);
  try {
    const addon = join(work, 'addon.node');
    await compileAddon(plan, compiler, options, work, addon);
    recordHash(addon);
    const file = join(folder, addonName(stem, compiler));
    // The hash first: an addon without one is not loaded.
    putInPlace(hashFileOf(addon), hashFileOf(file));
    putInPlace(addon, file);
    return { kind: 'built', file };
  } catch (error) {
    const reason = messageOf(error);
    if (error instanceof CompilerFailure && error.wouldFailAgain) {
      noteFailure(join(folder, failureName(stem, compiler)), reason);
    }
    return { kind: 'unavailable', reason };
  } finally {
    removeIfPossible(work);
  }
}

/** Writes down why a build failed. Where that cannot be, it is tried again the next time. */
function noteFailure(file: string, reason: string): void {
  try {
    writeFileSync(file, reason);
  } catch {
    removeIfPossible(file);
  }
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
