import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { damageOf } from './intact-file.ts';
import { readKernelSources } from './kernel-sources.ts';
import type { KnownBuild, NativeBuildOptions } from './native-build.ts';
import { type CompilerSearch, findCompiler, type NativeCompiler } from './native-compiler.ts';
import { type NativePlan, nativePlan } from './native-plan.ts';
import { sha256 } from './sha256.ts';

/** Where a build goes, and what it is made with. */
export interface BuildPlace {
  readonly plan: NativePlan;
  /** Builds for one platform and processor. */
  readonly folder: string;
  /** Begins the names of all builds of this source, whatever the extra flags and the compiler. */
  readonly source: string;
  /** Begins the names of those with these extra flags, whatever the compiler. */
  readonly stem: string;
  readonly search: CompilerSearch;
}

const BUILD_FOLDER = join(import.meta.dirname, '..', '..', 'build', 'kernel');

/**
 * Where the build for some options is or would be, or why there can be none.
 *
 * @throws {Error} if the kernel's source cannot be read
 */
export function placeOf(options: NativeBuildOptions): BuildPlace | { readonly reason: string } {
  const { platform = process.platform, arch = process.arch, extraFlags = [], folder = BUILD_FOLDER } = options;
  const plan = nativePlan(platform, arch);
  if (plan === null) return { reason: `the native evaluator has no form for ${arch} processors` };
  const source = `kernel-${sha256(JSON.stringify([readKernelSources(options.sources), plan])).slice(0, 16)}`;
  return {
    plan,
    folder: join(folder, `${platform}-${arch}`),
    source,
    stem: `${source}-${sha256(JSON.stringify(extraFlags)).slice(0, 8)}`,
    search: findCompiler(process.env, options.compiler),
  };
}

/**
 * Looks what became of a build. Where there is no compiler any more, what an earlier one made of the same source serves.
 *
 * @throws {Error} if the folder is there and cannot be read
 */
export function findIn({ folder, stem, search }: BuildPlace): KnownBuild {
  if (search.kind === 'missing') {
    const isBuild = (name: string): boolean => name.startsWith(`${stem}-`) && name.endsWith('.node');
    const earlier = existsSync(folder) ? readdirSync(folder).find(isBuild) : undefined;
    if (earlier === undefined) return { kind: 'unavailable', reason: search.reason };
    return { kind: 'built', file: join(folder, earlier) };
  }
  const file = join(folder, addonName(stem, search.compiler));
  if (existsSync(file)) {
    // One that was damaged is made anew.
    return damageOf(file) === null ? { kind: 'built', file } : { kind: 'absent', compiler: search.compiler };
  }
  const failure = join(folder, failureName(stem, search.compiler));
  if (!existsSync(failure)) return { kind: 'absent', compiler: search.compiler };
  return { kind: 'unavailable', reason: `${readFileSync(failure, 'utf8')} (delete ${failure} to try again)` };
}

/** File name of the addon that a compiler makes. */
export function addonName(stem: string, compiler: NativeCompiler): string {
  return `${stem}-${sha256(compiler.identity + compiler.arguments.join(' ')).slice(0, 8)}.node`;
}

/** File name of what a compiler said that refused. */
export function failureName(stem: string, compiler: NativeCompiler): string {
  return addonName(stem, compiler).replace(/node$/, 'failure.txt');
}
