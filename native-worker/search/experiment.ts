import type { Evaluator } from '../evaluator/evaluator.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import type { Individual } from './ancestry.ts';
import { isSpent, type Spent, spentOf } from './budget.ts';
import type { IslandState } from './island.ts';
import { IslandSearch, type SearchCounts } from './island-search.ts';
import { FIXED_NOISE_SEED, freshNoiseSeeds } from './random-stream.ts';
import { packIndividuals, type SavedIndividuals, unpackIndividuals } from './saved-individuals.ts';
import { ThreefryRandomSource } from './threefry-random-source.ts';

/**
 * A piece of work ends after this many feature values shown in training (training steps times F), candidates or refused
 * programs: some tens of milliseconds, or a single candidate that takes longer.
 */
const PIECE = { featureValues: 200_000, candidates: 1000, refused: 20_000 } as const;
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

/** An experiment between two pieces of work. */
export interface SavedExperiment extends Omit<IslandState, 'individuals' | 'bestEver'> {
  readonly number: number;
  readonly limits: Spent;
  readonly epoch: number;
  /** Sweeps done, the founding one included. */
  readonly sweeps: number;
  /** Blocks that its random source has taken. */
  readonly randomTaken: number;
  /** The population by slot, and after it the best ever. */
  readonly individuals: SavedIndividuals;
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
      saved === undefined ? undefined : islandState(saved),
    );
    this.#pieceSteps = PIECE.featureValues / searchSet.features;
    this.#epoch = saved?.epoch ?? 0;
    this.#sweeps = saved?.sweeps ?? 0;
  }

  /** 0 until the population is founded, then the number of epochs done. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The population by slot; not full until it is founded. */
  get individuals(): readonly Individual[] {
    return this.#search.individuals;
  }

  get counts(): SearchCounts {
    return this.#search.counts;
  }

  /** The best ever seen here; null before the first candidate. */
  get bestEver(): Individual | null {
    return this.#search.bestEver;
  }

  /** Whether the budget is used up. */
  get isSpent(): boolean {
    return isSpent(spentOf(this.counts), this.limits);
  }

  /** What the experiment would give now, by `method.champion`; the lowest slot on ties. */
  get champion(): Individual {
    const best = this.#spec.method.champion === 'best-ever' ? this.bestEver : fittest(this.individuals);
    if (best === null) throw new Error('an experiment has no champion before its first candidate');
    return best;
  }

  /** Works for some tens of milliseconds; says whether that led to a barrier. */
  advance(): boolean {
    const before = this.counts;
    for (;;) {
      this.#search.step();
      if (this.#search.atSweepEnd && this.#endSweep()) return true;
      const { executedSteps, candidates, refused } = this.counts;
      if (executedSteps >= before.executedSteps + this.#pieceSteps) return false;
      if (candidates >= before.candidates + PIECE.candidates || refused >= before.refused + PIECE.refused) return false;
    }
  }

  save(): SavedExperiment {
    const { individuals, bestEver, ...state } = this.#search.state();
    return {
      number: this.number,
      limits: this.limits,
      epoch: this.#epoch,
      sweeps: this.#sweeps,
      randomTaken: this.#random.taken,
      individuals: packIndividuals(bestEver === null ? individuals : [...individuals, bestEver]),
      ...state,
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

function islandState({ individuals: packed, births, sweepCandidates, refused, scorer }: SavedExperiment): IslandState {
  const individuals = unpackIndividuals(packed);
  const bestEver = individuals.pop() ?? null;
  return { individuals, bestEver, births, sweepCandidates, refused, scorer };
}

function fittest(individuals: readonly Individual[]): Individual | null {
  return individuals.reduce<Individual | null>(
    (best, individual) => (best === null || individual.fitness > best.fitness ? individual : best),
    null,
  );
}
