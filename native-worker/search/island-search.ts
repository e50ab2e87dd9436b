import type { Spec } from '../spec/spec-schema.ts';
import type { Individual } from './ancestry.ts';
import { CandidateScorer, type ScorerSetup, type ScoringCounts } from './candidate-scorer.ts';
import { Island, type IslandState } from './island.ts';
import type { RandomSource } from './random-source.ts';
import type { SearchMethod } from './search-method.ts';
import { SEARCH_METHODS } from './search-methods.ts';

/** What a search did so far. */
export interface SearchCounts extends ScoringCounts {
  /** Programs that were scored, the initial population included. */
  readonly candidates: number;
  /** Programs, or parts of programs, that the validity filter refused. */
  readonly refused: number;
}

/** What an island is searched with: what candidates are scored with, and what is drawn from. */
export interface IslandSetup extends ScorerSetup {
  readonly random: RandomSource;
}

/**
 * The search on one island: founds its population and then breeds it by the spec's method, in small steps, so that
 * whoever calls can stop between any two. A sweep is a population's worth of candidates; the first one founds it.
 */
export class IslandSearch {
  readonly #spec: Spec;
  readonly #scorer: CandidateScorer;
  readonly #island: Island;
  readonly #method: SearchMethod;

  /** @param state where a search with the same setup left off; its random source must be where it was, too */
  constructor(setup: IslandSetup, state?: IslandState) {
    this.#spec = setup.spec;
    this.#scorer = new CandidateScorer(setup, state?.scorer);
    this.#island = new Island(setup.spec, setup.random, this.#scorer, state);
    this.#method = new SEARCH_METHODS[setup.spec.method.search](this.#island);
  }

  /** One small unit of work: an individual is founded, or the method advances. */
  step(): void {
    const island = this.#island;
    if (this.atSweepEnd) island.startSweep();
    const founded = island.individuals.length;
    if (founded < this.#spec.method.population) island.put(founded, this.#method.found());
    else this.#method.advance();
  }

  /** Whether the last step ended a sweep: the population is full and every slot has had its turn. */
  get atSweepEnd(): boolean {
    return this.#island.sweepCandidates >= this.#spec.method.population;
  }

  /** The population, by slot. */
  get individuals(): readonly Individual[] {
    return this.#island.individuals;
  }

  /** The fittest individual ever born here, the earlier one on ties; null before the first step. */
  get bestEver(): Individual | null {
    return this.#island.bestEver;
  }

  get counts(): SearchCounts {
    return { ...this.#scorer.counts, candidates: this.#island.births, refused: this.#island.refused };
  }

  /** All that a search needs to go on, but for its random source. Holds the living individuals themselves. */
  state(): IslandState {
    return this.#island.state();
  }
}
