import type { Program } from '../algorithm/program.ts';
import type { MigrationSpec } from '../spec/spec-schema.ts';
import { CandidateScorer, type ScorerSetup, type ScorerState } from './candidate-scorer.ts';
import { Island, type IslandState, type KeptIndividual, type LivingIndividual } from './island.ts';
import { type IslandFigures, populationFigures } from './island-figures.ts';
import type { PlacedIndividuals } from './packed-lineage.ts';
import type { Population } from './population.ts';
import type { RandomSource } from './random-source.ts';
import type { SearchCounts } from './search-counts.ts';
import type { SearchMethod } from './search-method.ts';
import { SEARCH_METHODS } from './search-methods.ts';

/** What an island is searched with: what candidates are scored with, and what is drawn from. */
export interface IslandSetup extends ScorerSetup {
  /** Number of the island, from 0. */
  readonly island: number;
  readonly random: RandomSource;
  /** Births that are not to be evaluated, since that ended the process: their fitness is 0. None unless given. */
  readonly quarantine?: ReadonlySet<number> | undefined;
  /** Told of each candidate before it is evaluated. */
  readonly onCandidate?: ((birth: number, program: Program) => void) | undefined;
}

/** All that a search needs to go on, but for its random source. */
export interface IslandSearchState extends IslandState {
  readonly scorer: ScorerState;
}

/**
 * The search on one island: founds its population and then breeds it by the spec's method. A candidate is proposed,
 * scored in slices, and accepted, so that whoever calls can pause between any two slices. A sweep is a population's
 * worth of candidates; the first one founds it.
 */
export class IslandSearch {
  readonly #setup: IslandSetup;
  readonly #scorer: CandidateScorer;
  readonly #island: Island;
  readonly #method: SearchMethod;
  /** Whether a candidate was proposed whose fitness is not known yet. */
  #isScoring = false;

  /** @param state where a search with the same setup left off; its random source must be where it was, too */
  constructor(setup: IslandSetup, state?: IslandSearchState) {
    this.#setup = setup;
    this.#scorer = new CandidateScorer(setup, state?.scorer);
    this.#island = new Island(setup.spec, setup.island, setup.random, state);
    this.#method = new SEARCH_METHODS[setup.spec.method.search](this.#island);
  }

  /**
   * Works on the candidate under way, or on the next one.
   *
   * @param work about how many entries the evaluator may go through before it returns
   * @returns whether the candidate is scored and has its place
   */
  advance(work: number): boolean {
    if (!this.#isScoring) this.#propose();
    if (!this.#scorer.advance(work)) return false;
    this.#isScoring = false;
    this.#accept(this.#scorer.fitness);
    return true;
  }

  /** Whether no candidate is under way, nor others that belong to the last one: only then is there a state to save. */
  get isAtRest(): boolean {
    return !this.#isScoring && this.#method.isAtRest;
  }

  /** Whether the last candidate ended a sweep: the population is full and every slot has had its turn. */
  get atSweepEnd(): boolean {
    const { sweepCandidates, population } = this.#island;
    return this.isAtRest && sweepCandidates >= population.capacity;
  }

  /** All that lives, and how it came about. */
  get island(): Island {
    return this.#island;
  }

  /** The living, by slot. */
  get population(): Population {
    return this.#island.population;
  }

  /** Candidates scored so far. */
  get candidates(): number {
    return this.#island.births;
  }

  /** See `SearchCounts`. */
  get refused(): number {
    return this.#island.refused;
  }

  /** Training steps run so far. */
  get executedSteps(): number {
    return this.#scorer.counts.executedSteps;
  }

  /** The fittest individual ever born here, the earlier one on ties; null before the first birth. */
  get bestEver(): LivingIndividual | null {
    return this.#island.bestEver;
  }

  /** The fittest of the living, the lowest slot on ties; null before the first birth. */
  get fittest(): LivingIndividual | null {
    return this.#island.fittest;
  }

  /** The individual in a slot. */
  inSlot(slot: number): LivingIndividual {
    return this.#island.inSlot(slot);
  }

  /** A copy of an individual, with the line that led to it. */
  keep(individual: LivingIndividual): KeptIndividual {
    return this.#island.keep(individual);
  }

  /** PlacedIndividuals take the places of others. Only while it is at rest. */
  immigrate(migration: MigrationSpec, migrants: PlacedIndividuals): void {
    this.#island.immigrate(migration, migrants);
    this.#method.populationChanged();
  }

  /** Where the island stands. Quantiles of the population take the most time. */
  figures(withQuantiles = false): IslandFigures {
    const { population, outcomes } = this.#island;
    return {
      counts: this.counts(),
      population: populationFigures(population, withQuantiles),
      bestEver: this.bestEver?.search ?? null,
      outcomes: outcomes.slice(),
    };
  }

  /** What was done up to now. */
  counts(): SearchCounts {
    return { ...this.#scorer.counts, candidates: this.candidates, refused: this.refused };
  }

  /**
   * All that a search needs to go on, but for its random source: plain data.
   *
   * @throws {Error} unless it is at rest
   */
  state(): IslandSearchState {
    if (!this.isAtRest)
      throw new Error('a search is saved while a candidate is under way: advance it until it is at rest');
    return { ...this.#island.state(), scorer: this.#scorer.state() };
  }

  #propose(): void {
    const island = this.#island;
    if (this.atSweepEnd) island.startSweep();
    if (this.#isFounding) this.#method.proposeFounder();
    else this.#method.propose();
    const { program } = island.candidate;
    const { quarantine, onCandidate } = this.#setup;
    this.#isScoring = true;
    if (quarantine?.has(island.births) === true) {
      this.#scorer.fail();
      return;
    }
    onCandidate?.(island.births, program);
    this.#scorer.begin(program, island.births);
  }

  #accept(fitness: number): void {
    const island = this.#island;
    if (this.#isFounding) island.putCandidate(island.population.size, fitness, island.bear(fitness));
    else this.#method.accept(fitness);
  }

  get #isFounding(): boolean {
    const { size, capacity } = this.#island.population;
    return size < capacity;
  }
}
