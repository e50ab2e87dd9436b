import { spawnSync } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { basename, delimiter, resolve } from 'node:path';

/** A C++ compiler that was found. */
export interface NativeCompiler {
  /** What to start, and arguments that always come first. */
  readonly command: string;
  readonly arguments: readonly string[];
  /** Tells this compiler from others, and from what stands in its place after an update. */
  readonly identity: string;
}

export type CompilerSearch =
  { readonly kind: 'found'; readonly compiler: NativeCompiler } | { readonly kind: 'missing'; readonly reason: string };

/** Commands that are looked for where the environment does not name one, in this order. */
const USUAL_COMPILERS = ['c++', 'g++', 'clang++'];

/**
 * Finds a C++ compiler: the one that `CXX` names, or one of the usual commands. The compiler is not started, so this takes
 * no time to speak of.
 *
 * @param wanted a command with its arguments, or the path of a program with whatever spaces, instead of what `CXX` says
 */
export function findCompiler(environment: NodeJS.ProcessEnv, wanted = environment['CXX'] ?? ''): CompilerSearch {
  const [named, ...namedArguments] = isProgramPath(wanted, environment)
    ? [wanted.trim()]
    : wanted.split(/\s+/).filter((part) => part !== '');
  for (const command of named === undefined ? USUAL_COMPILERS : [named]) {
    const file = findCommand(command, environment);
    if (file === undefined || isAppleStandIn(file)) continue;
    return { kind: 'found', compiler: { command: file, arguments: namedArguments, identity: identityOf(file) } };
  }
  if (named !== undefined) {
    const advice = 'set CXX to a command, or unset it';
    return { kind: 'missing', reason: `no C++ compiler found: CXX names ${named}, which is none; ${advice}` };
  }
  return { kind: 'missing', reason: `no C++ compiler found (looked for ${USUAL_COMPILERS.join(', ')})` };
}

/** Whether a text as a whole is the path of a program. */
function isProgramPath(text: string, environment: NodeJS.ProcessEnv): boolean {
  return isPath(text.trim()) && findCommand(text.trim(), environment) !== undefined;
}

function isPath(command: string): boolean {
  return basename(command) !== command;
}

/** The file that a command stands for, or undefined. A path is that of a file, anything else is looked for in `PATH`. */
function findCommand(command: string, environment: NodeJS.ProcessEnv): string | undefined {
  const folders = isPath(command) ? [''] : (environment['PATH'] ?? '').split(delimiter).filter((each) => each !== '');
  const endings = process.platform === 'win32' ? ['.exe', ''] : [''];
  for (const folder of folders) {
    for (const ending of endings) {
      const file = resolve(folder, command + ending);
      if (isProgram(file)) return file;
    }
  }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** macOS has files in place of compilers that, when started without the developer tools, ask to install them. */
function isAppleStandIn(file: string): boolean {
  if (process.platform !== 'darwin' || !file.startsWith('/usr/bin/')) return false;
  return spawnSync('/usr/bin/xcode-select', ['-p'], { stdio: 'ignore' }).status !== 0;
}

function identityOf(file: string): string {
  const real = realpathSync(file);
  const { size, mtimeMs } = statSync(real);
  return [real, size, mtimeMs].join(' ');
}
