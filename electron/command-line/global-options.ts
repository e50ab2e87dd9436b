import { homedir } from 'node:os';
import type { Command } from 'commander';
import { historyPath } from '../workbench/history-place.ts';
import { Terminal } from './terminal.ts';

/** What every command understands. */
export interface GlobalOptions {
  readonly history?: string;
  readonly json?: true;
  readonly verbose?: true;
  readonly quiet?: true;
}

/** What a command works with: how to speak, and which history to use. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly historyFile: string;
  /** What to type for another command on the same history: `resume 3f2a...`. */
  readonly toType: (command: string) => string;
}

/** Adds the options that every command understands. */
export function addGlobalOptions(program: Command): void {
  program
    .option('--history <file>', "the history's file (default: in the platform's local data folder)")
    .option('--json', 'one JSON document on stdout, progress as JSON lines on stderr')
    .option('--verbose', 'also say more about errors')
    .option('--quiet', 'no progress');
}

/** Reads them, wherever on the command line they stood. */
export function contextOf(command: Command): CommandContext {
  const options = command.optsWithGlobals<GlobalOptions>();
  const sameHistory = options.history === undefined ? '' : ` --history ${options.history}`;
  return {
    terminal: new Terminal({
      json: options.json === true,
      quiet: options.quiet === true,
      verbose: options.verbose === true,
    }),
    historyFile: historyPath(options.history, {
      platform: process.platform,
      environment: process.env,
      home: homedir(),
    }),
    toType: (typed) => `npm run automl-zero -- ${typed}${sameHistory}`,
  };
}
