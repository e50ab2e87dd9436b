import { execFile, type ExecFileException } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { KERNEL_FOLDER } from './kernel-sources.ts';
import type { NativeCompiler } from './native-compiler.ts';
import type { NativePlan } from './native-plan.ts';

/** What a compiler says when the machine, and not the source, is at fault. */
const MACHINE_AT_FAULT = /\bkilled\b|\bterminated\b|no space left|memory exhausted|cannot allocate memory/i;

/** Bytes of messages that a compiler may write: warnings of one that is stricter than ours do not end a build. */
const MOST_MESSAGES = 1 << 26;

/** The compiler could not be run, or refused. */
export class CompilerFailure extends Error {
  /** Whether the same compiler would say the same of the same source another time. */
  readonly wouldFailAgain: boolean;

  constructor({ command }: NativeCompiler, messages: string, error: ExecFileException) {
    super(`the C++ compiler ${basename(command)} failed: ${firstError(messages, error)}`);
    this.name = 'CompilerFailure';
    this.wouldFailAgain = typeof error.code === 'number' && !MACHINE_AT_FAULT.test(messages);
  }
}

/**
 * Compiles all units of a plan, as many at a time as there are cores, and links them. Once one has failed no other is begun,
 * and those that are under way are waited for: their files are in the folder.
 *
 * @param folder where object files go
 * @param addon the file that is made
 * @throws {CompilerFailure} with the first error of the compiler
 * @throws {Error} if the declarations of Node-API are not installed
 */
export async function compileAddon(
  plan: NativePlan,
  compiler: NativeCompiler,
  { extraFlags = [], sources = KERNEL_FOLDER }: { readonly extraFlags?: readonly string[]; readonly sources?: string },
  folder: string,
  addon: string,
): Promise<void> {
  const headers = nodeApiHeaders();
  const gccFlags = plan.gccFlags.length > 0 && !(await isClang(compiler, folder)) ? plan.gccFlags : [];
  const waiting = [...plan.units];
  const failures: Error[] = [];
  const compileNext = async (): Promise<void> => {
    for (let unit = waiting.shift(); unit !== undefined && failures.length === 0; unit = waiting.shift()) {
      const inputAndOutput = ['-c', join(sources, unit.source), '-o', join(folder, unit.object)];
      try {
        await run(compiler, [...unit.flags, ...gccFlags, ...extraFlags, `-I${headers}`, ...inputAndOutput]);
      } catch (error) {
        failures.push(error as Error);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, compileNext));
  if (failures[0] !== undefined) throw failures[0];
  const objects = plan.units.map(({ object }) => join(folder, object));
  await run(compiler, [...plan.linkFlags, ...extraFlags, '-o', addon, ...objects]);
}

function nodeApiHeaders(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('node-api-headers')), 'include');
  } catch (error) {
    throw new Error('the package node-api-headers is not installed: run npm ci', { cause: error });
  }
}

/** Whether a compiler is clang, whatever its command is called: it says so in the macros that it defines. */
async function isClang(compiler: NativeCompiler, folder: string): Promise<boolean> {
  const empty = join(folder, 'empty.cpp');
  writeFileSync(empty, '');
  return (await run(compiler, ['-dM', '-E', empty])).includes('#define __clang__ ');
}

/** Runs a compiler; gives what it writes to its output. */
function run(compiler: NativeCompiler, rest: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // Messages in English, in which the line that tells of the error is looked for.
    const options = { env: { ...process.env, LC_ALL: 'C' }, windowsHide: true, maxBuffer: MOST_MESSAGES };
    execFile(compiler.command, [...compiler.arguments, ...rest], options, (error, output, messages) => {
      if (error === null) resolve(output);
      else reject(new CompilerFailure(compiler, messages, error));
    });
  });
}

/** The line that says most of what a compiler wrote. */
function firstError(messages: string, error: Error): string {
  const lines = messages.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /\berror\b/i.test(line)) ?? lines[0] ?? error.message;
}
