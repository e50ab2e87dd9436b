import { CommanderError } from 'commander';
import { classifyError } from '../workbench/classify-error.ts';

/** What the program's exit codes mean. */
export const EXIT = {
  completed: 0,
  /** A defect of the program itself. */
  defect: 1,
  /** Usage, or an input or spec that is not valid. */
  usage: 2,
  /** An export was asked for and nothing reached the bar. */
  notReached: 3,
  history: 4,
  evaluator: 5,
  /** A verification gave another digest. */
  different: 6,
  /** Interrupted, after the state was saved. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code for an error that ended a command. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.completed : EXIT.usage;
  switch (classifyError(error)) {
    case 'usage':
      return EXIT.usage;
    case 'history':
      return EXIT.history;
    case 'evaluator':
      return EXIT.evaluator;
    case 'defect':
      return EXIT.defect;
  }
}
