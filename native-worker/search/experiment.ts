import type { Evaluator } from '../evaluator/evaluator.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import { isSpent, type Spent, spentOf } from './budget.ts';
import type { KeptIndividual, LivingIndividual } from './island.ts';
import { IslandSearch, type IslandSearchState, type SearchCounts } from './island-search.ts';
import type { Population } from './population.ts';
import { FIXED_NOISE_SEED, freshNoiseSeeds } from './random-stream.ts';
import { ThreefryRandomSource } from './threefry-random-source.ts';

/**
 * A piece of work ends after this many feature values shown in training (training steps times F), candidates or refused
 * programs; or where a single candidate takes so many entries and is not done: some tens of milliseconds.
 */
const PIECE = { featureValues: 200_000, candidates: 1000, refused: 20_000, entries: 1_000_000 } as const;
const ISLAND = 0;

/** What an experiment is made of; the same again when it is resumed. */
export interface ExperimentSetup {
  readonly spec: Spec;
  /** From 0. */
  readonly number: number;
  /** What it may spend. */
  readonly limits: Spent;
  /** T_search. */
  readonly searchSet: TaskSet;
  readonly evaluator: Evaluator;
}

/** An experiment at rest: plain data. */
export interface SavedExperiment extends IslandSearchState {
  readonly number: number;
  readonly limits: Spent;
  readonly epoch: number;
  /** Sweeps done, the founding one included. */
  readonly sweeps: number;
  /** Blocks that its random source has taken. */
  readonly randomTaken: number;
}

/**
 * One restart of the search: a population is founded and then bred, sweep by sweep. Where a sweep (or an epoch of
 * several) ends is a barrier: there populations are compared, budgets checked and champions looked at.
 */
export class Experiment {
  readonly number: number;
  readonly limits: Spent;
  readonly #spec: Spec;
  readonly #random: ThreefryRandomSource;
  readonly #search: IslandSearch;
  /** Training steps of a piece of work. */
  readonly #pieceSteps: number;
  #epoch: number;
  #sweeps: number;

  constructor({ spec, number, limits, searchSet, evaluator }: ExperimentSetup, saved?: SavedExperiment) {
    const stream = { seed: spec.seed, experiment: number, island: ISLAND };
    this.number = number;
    this.limits = limits;
    this.#spec = spec;
    this.#random = new ThreefryRandomSource({ ...stream, purpose: 'search' }, saved?.randomTaken);
    this.#search = new IslandSearch(
      { spec, set: searchSet, evaluator, noiseSeed: noiseSeeds(spec, number), random: this.#random },
      saved,
    );
    this.#pieceSteps = PIECE.featureValues / searchSet.features;
    this.#epoch = saved?.epoch ?? 0;
    this.#sweeps = saved?.sweeps ?? 0;
  }

  /** 0 until the population is founded, then the number of epochs done. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The living by slot; not full until the population is founded. */
  get population(): Population {
    return this.#search.population;
  }

  get counts(): SearchCounts {
    return this.#search.counts();
  }

  /** The best ever seen here; null before the first candidate. */
  get bestEver(): LivingIndividual | null {
    return this.#search.bestEver;
  }

  /** Whether the budget is used up. */
  get isSpent(): boolean {
    return isSpent(spentOf(this.counts), this.limits);
  }

  /** Whether no candidate is under way: only then can the experiment be saved. */
  get isAtRest(): boolean {
    return this.#search.isAtRest;
  }

  /** What the experiment would give now, by `method.champion`; the lowest slot on ties. */
  get champion(): LivingIndividual {
    const { bestEver, fittest } = this.#search;
    const best = this.#spec.method.champion === 'best-ever' ? bestEver : fittest;
    if (best === null) throw new Error('an experiment has no champion before its first candidate');
    return best;
  }

  /** A copy of the champion, to outlive the experiment. */
  keepChampion(): KeptIndividual {
    return this.#search.keep(this.champion);
  }

  /** Works for some tens of milliseconds; says whether that led to a barrier. */
  advance(): boolean {
    const search = this.#search;
    const lastStep = search.executedSteps + this.#pieceSteps;
    const lastCandidate = search.candidates + PIECE.candidates;
    const lastRefused = search.refused + PIECE.refused;
    while (search.advance(PIECE.entries)) {
      if (search.atSweepEnd && this.#endSweep()) return true;
      if (search.executedSteps >= lastStep || search.candidates >= lastCandidate || search.refused >= lastRefused)
        break;
    }
    return false;
  }

  /**
   * All that is needed to go on from here.
   *
   * @throws {Error} unless it is at rest
   */
  save(): SavedExperiment {
    return {
      number: this.number,
      limits: this.limits,
      epoch: this.#epoch,
      sweeps: this.#sweeps,
      randomTaken: this.#random.taken,
      ...this.#search.state(),
    };
  }

  /** The founding of the population is a barrier; after it, the end of each epoch of sweeps. */
  #endSweep(): boolean {
    const isFounding = this.#sweeps++ === 0;
    if (isFounding) return true;
    if ((this.#sweeps - 1) % this.#spec.method.epochSweeps !== 0) return false;
    this.#epoch++;
    return true;
  }
}

/** The noise seed of every candidate of an experiment, by its number of birth. */
export function noiseSeeds({ noise, seed }: Spec, experiment: number): (birth: number) => number {
  switch (noise) {
    case 'fixed':
      return () => FIXED_NOISE_SEED;
    case 'fresh':
      return freshNoiseSeeds({ seed, experiment, island: ISLAND });
  }
}
