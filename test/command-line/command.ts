import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../electron/command-line/launch.mjs', import.meta.url));

/** What a command that has ended left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Started {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves once stderr holds some text, or rejects when the command ends without it. */
  stderrHas(text: string | RegExp): Promise<void>;
}

/** Starts the command line with a history file. @param environment variables beside this process's own */
export function startCommand(
  history: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Started {
  const child = spawn(process.execPath, [LAUNCHER, '--history', history, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...environment },
  });
  let stdout = '';
  let stderr = '';
  let waiting: {
    readonly text: string | RegExp;
    readonly resolve: () => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  const has = (text: string | RegExp): boolean =>
    typeof text === 'string' ? stderr.includes(text) : text.test(stderr);
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    waiting = waiting.filter(({ text, resolve }) => {
      if (!has(text)) return true;
      resolve();
      return false;
    });
  });
  const finished = new Promise<Finished>((resolve) => {
    child.once('close', (code) => {
      for (const { text, reject } of waiting) reject(new Error(`ended without saying ${String(text)}: ${stderr}`));
      resolve({ code, stdout, stderr });
    });
  });
  return {
    child,
    finished,
    stderrHas: (text) =>
      new Promise((resolve, reject) => {
        if (has(text)) resolve();
        else waiting.push({ text, resolve, reject });
      }),
  };
}

/** Runs the command line to its end. */
export function runCommand(history: string, ...args: readonly string[]): Promise<Finished> {
  return startCommand(history, args).finished;
}

/** The JSON document on stdout. */
export function documentOf({ stdout, stderr, code }: Finished): Record<string, unknown> {
  if (stdout === '') throw new Error(`nothing on stdout, exit code ${String(code)}: ${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}
