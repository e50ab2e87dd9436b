import { EXIT_WITHOUT_PARENT } from '../../native-worker/watch-parent.ts';
import type { ProcessExit } from './starter.ts';

/** How a worker process came to its end. */
export type WorkerEnd =
  /** It was let go. */
  | { readonly kind: 'asked' }
  /** It ended of itself. */
  | { readonly kind: 'exited'; readonly code: number }
  /** A signal ended it: a fault of its own, somebody's kill, or the system's for want of memory. */
  | { readonly kind: 'crashed'; readonly signal: string }
  /** It gave no sign of life and was ended. */
  | { readonly kind: 'hung'; readonly silent: string }
  /** Its channel to this process broke, upon which it ended. */
  | { readonly kind: 'lost-parent' }
  | { readonly kind: 'not-started' };

/**
 * Tells ends apart.
 *
 * @param asked whether it was let go
 * @param silent how long it had been silent, if it was ended for that
 */
export function workerEnd({ code, signal }: ProcessExit, asked: boolean, silent: string | null): WorkerEnd {
  if (silent !== null) return { kind: 'hung', silent };
  if (asked) return { kind: 'asked' };
  if (signal !== null) return { kind: 'crashed', signal };
  if (code === null) return { kind: 'not-started' };
  return code === EXIT_WITHOUT_PARENT ? { kind: 'lost-parent' } : { kind: 'exited', code };
}

/** What a worker did, as the rest of a sentence that begins with it. */
export function endText(end: WorkerEnd): string {
  switch (end.kind) {
    case 'asked':
      return 'was let go';
    case 'exited':
      return `ended with exit code ${end.code}`;
    case 'crashed':
      return `was ended by ${end.signal}`;
    case 'hung':
      return `gave no sign of life for ${end.silent} and was ended`;
    case 'lost-parent':
      return 'lost its channel to this program';
    case 'not-started':
      return 'could not be started';
  }
}
