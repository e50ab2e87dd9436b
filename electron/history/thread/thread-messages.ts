import { HistoryError } from '../history-error.ts';
import type { HistoryFigures } from '../open-history.ts';
import type { Command } from './remote.ts';

/** What a thread is started with. */
export interface ThreadStart {
  readonly file: string;
  /** Whether a history is made where there is none. */
  readonly make: boolean;
  readonly check: 'always' | 'when due';
}

/** How the history was found. */
export interface Opened {
  readonly isOnDisk: boolean;
  readonly notices: readonly string[];
}

/** What the thread answers calls of. */
export interface ThreadFunctions {
  /** Opens the history; comes first. */
  open(start: ThreadStart): Answer<Opened>;
  /** One call of a repository's method. */
  call(command: Command): Answer<unknown>;
  /** Several as one: all of them or none. */
  commit(commands: readonly Command[]): Answer<null>;
  figures(): Answer<HistoryFigures>;
  /** Reads all that there is once. */
  verify(): Answer<null>;
  /** Closes the file; nothing comes after it. */
  close(): Answer<null>;
}

/** A result, or an error as data: threads hand over an error's message, not its class. */
export type Answer<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | {
      readonly kind: 'history-error';
      readonly file: string;
      readonly problem: string;
      readonly cause: unknown;
    }
  | { readonly kind: 'error'; readonly error: unknown };

/** Runs some work, and gives its result or its error as data. */
export function answering<Value>(work: () => Value): Answer<Value> {
  try {
    return { kind: 'value', value: work() };
  } catch (error) {
    if (!(error instanceof HistoryError)) return { kind: 'error', error };
    return { kind: 'history-error', file: error.file, problem: error.problem, cause: error.cause };
  }
}

/** The result in an answer; throws what was thrown where it was made. */
export function resultOf<Value>(answer: Answer<Value>): Value {
  switch (answer.kind) {
    case 'value':
      return answer.value;
    case 'history-error':
      throw new HistoryError(answer.file, answer.problem, { cause: answer.cause });
    case 'error':
      throw answer.error;
  }
}
