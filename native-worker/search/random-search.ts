import type { Individual } from './ancestry.ts';
import { founderPrograms } from './founder-programs.ts';
import type { Island } from './island.ts';
import type { SearchMethod } from './search-method.ts';

/** Random search, the baseline of all others (paper, section 4.1): each sweep is a population of fresh programs. */
export class RandomSearch implements SearchMethod {
  readonly #island: Island;
  readonly #founderProgram: () => Individual['program'];

  constructor(island: Island) {
    this.#island = island;
    this.#founderProgram = founderPrograms(island);
  }

  found(): Individual {
    return this.#island.found(this.#founderProgram());
  }

  /** One program. */
  advance(): void {
    const slot = this.#island.sweepCandidates;
    this.#island.put(slot, this.found());
  }
}
