import { FounderPrograms } from './founder-programs.ts';
import type { Island } from './island.ts';
import type { SearchMethod } from './search-method.ts';

/** Random search, the baseline of all others (paper, section 4.1): each sweep is a population of fresh programs. */
export class RandomSearch implements SearchMethod {
  readonly isAtRest = true;
  readonly #island: Island;
  readonly #founders: FounderPrograms;

  constructor(island: Island) {
    this.#island = island;
    this.#founders = new FounderPrograms(island);
  }

  proposeFounder(): void {
    const { candidate } = this.#island;
    this.#founders.writeNext(candidate.program);
    candidate.setFounder();
  }

  propose(): void {
    this.proposeFounder();
  }

  accept(fitness: number): void {
    const slot = this.#island.sweepCandidates;
    this.#island.putCandidate(slot, fitness, this.#island.bear(fitness));
  }

  /** It remembers nothing of the population. */
  populationChanged(): void {
    // Parents and slots are read from the population itself.
  }
}
