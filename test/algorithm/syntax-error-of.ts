import { AlgorithmSyntaxError } from '../../native-worker/algorithm/algorithm-syntax-error.ts';

/** The message of the syntax error that an action ends in. Fails on any other error, and on none. */
export function syntaxErrorOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof AlgorithmSyntaxError) return error.message;
    throw error;
  }
  throw new Error('expected an AlgorithmSyntaxError, but there was none');
}
