import type { NotedCandidate } from '../../native-worker/worker-messages.ts';

const LOSSES_FOR_A_VERDICT = 3;

/** Counts at the loss of how many workers a candidate was under way. */
export class Suspects {
  readonly #losses = new Map<string, number>();

  /** A worker was lost over a candidate. @returns whether it is the third one */
  accuse({ experiment, island, birth }: NotedCandidate): boolean {
    const name = `${experiment}/${island}/${birth}`;
    const losses = (this.#losses.get(name) ?? 0) + 1;
    this.#losses.set(name, losses);
    return losses === LOSSES_FOR_A_VERDICT;
  }

  /** The run is past them. */
  acquit(): void {
    this.#losses.clear();
  }
}
