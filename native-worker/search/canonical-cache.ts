import type { Program } from '../algorithm/program.ts';

/** What a program was found to be worth, and what that cost. */
export interface KnownScore {
  readonly fitness: number;
  readonly trainSteps: number;
}

/** Programs kept; a program of 20 instructions takes about a kilobyte. */
const MOST_ENTRIES = 50_000;

/**
 * Scores by canonical program. The key is the whole program, so an answer is always the right one: the cache changes
 * no result, and may be dropped at any time. The oldest entry goes first.
 */
export class CanonicalCache {
  readonly #scores = new Map<string, KnownScore>();

  /** The key of a canonical program under a budget that allows it so many training examples, by task. */
  keyOf(canonical: Program, allowed: readonly number[]): string {
    const { buffer, byteOffset, byteLength } = canonical.constants;
    const constants = new Uint16Array(buffer, byteOffset, byteLength / Uint16Array.BYTES_PER_ELEMENT);
    return `${allowed.join()};${canonical.lengths.join()};${textOf(canonical.words)}${textOf(constants)}`;
  }

  find(key: string): KnownScore | undefined {
    return this.#scores.get(key);
  }

  insert(key: string, score: KnownScore): void {
    if (this.#scores.size >= MOST_ENTRIES) {
      for (const oldest of this.#scores.keys()) {
        this.#scores.delete(oldest);
        break;
      }
    }
    this.#scores.set(key, score);
  }
}

/** One character for each word; few enough at a time for an argument list. */
function textOf(words: Uint16Array): string {
  let text = '';
  for (let start = 0; start < words.length; start += 4096) {
    text += String.fromCharCode(...words.subarray(start, start + 4096));
  }
  return text;
}
