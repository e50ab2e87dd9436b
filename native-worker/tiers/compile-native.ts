import { execFile, type ExecFileException } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { KERNEL_FOLDER } from './kernel-sources.ts';
import type { NativeCompiler } from './native-compiler.ts';
import type { NativePlan } from './native-plan.ts';

/** What a compiler says when the machine, and not the source, is at fault. */
const MACHINE_AT_FAULT = /\bkilled\b|terminated|no space left|memory exhausted|cannot allocate memory/i;

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
 * Compiles all units of a plan, as many at a time as there are cores, and links them.
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
  const waiting = [...plan.units];
  const compileNext = async (): Promise<void> => {
    for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
      const inputAndOutput = ['-c', join(sources, unit.source), '-o', join(folder, unit.object)];
      await run(compiler, [...unit.flags, ...extraFlags, `-I${headers}`, ...inputAndOutput]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, compileNext));
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

function run(compiler: NativeCompiler, rest: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // Messages in English, in which the line that tells of the error is looked for.
    const options = { env: { ...process.env, LC_ALL: 'C' }, windowsHide: true };
    execFile(compiler.command, [...compiler.arguments, ...rest], options, (error, _, messages) => {
      if (error === null) resolve();
      else reject(new CompilerFailure(compiler, messages, error));
    });
  });
}

/** The line that says most of what a compiler wrote. */
function firstError(messages: string, error: Error): string {
  const lines = messages.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /\berror\b/i.test(line)) ?? lines[0] ?? error.message;
}
