import type { Evaluator } from '../evaluator/evaluator.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import type { Individual } from './ancestry.ts';
import { isSpent, type Spent } from './budget.ts';
import { CandidateScorer, type ScorerState } from './candidate-scorer.ts';
import { Island } from './island.ts';
import { FIXED_NOISE_SEED, freshNoiseSeeds } from './random-stream.ts';
import type { SearchCounts } from './run-figures.ts';
import { packIndividuals, type SavedIndividuals, unpackIndividuals } from './saved-individuals.ts';
import type { SearchMethod } from './search-method.ts';
import { SEARCH_METHODS } from './search-methods.ts';
import { ThreefryRandomSource } from './threefry-random-source.ts';

/** A piece of work ends after this many training steps, candidates or refused programs: some tens of milliseconds. */
const PIECE = { steps: 50_000, candidates: 1000, refused: 20_000 } as const;
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
export interface SavedExperiment {
  readonly number: number;
  readonly limits: Spent;
  readonly epoch: number;
  readonly sweeps: number;
  /** Blocks that its random source has taken. */
  readonly randomTaken: number;
  /** The population by slot, and after it the best ever. */
  readonly individuals: SavedIndividuals;
  readonly births: number;
  readonly sweepCandidates: number;
  readonly refused: number;
  readonly scorer: ScorerState;
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
  readonly #scorer: CandidateScorer;
  readonly #island: Island;
  readonly #method: SearchMethod;
  #epoch: number;
  #sweeps: number;

  constructor({ spec, number, limits, searchSet, evaluator }: ExperimentSetup, saved?: SavedExperiment) {
    const stream = { seed: spec.seed, experiment: number, island: ISLAND };
    this.number = number;
    this.limits = limits;
    this.#spec = spec;
    this.#random = new ThreefryRandomSource({ ...stream, purpose: 'search' }, saved?.randomTaken);
    this.#scorer = new CandidateScorer(
      { spec, set: searchSet, evaluator, noiseSeed: noiseSeeds(spec, number) },
      saved?.scorer,
    );
    this.#island = new Island(spec, this.#random, this.#scorer, saved === undefined ? undefined : islandState(saved));
    this.#method = new SEARCH_METHODS[spec.method.search](this.#island);
    this.#epoch = saved?.epoch ?? 0;
    this.#sweeps = saved?.sweeps ?? 0;
  }

  /** 0 until the population is founded, then the number of epochs done. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The population by slot; not full until it is founded. */
  get individuals(): readonly Individual[] {
    return this.#island.individuals;
  }

  get counts(): SearchCounts {
    return { ...this.#scorer.counts, candidates: this.#island.births, refused: this.#island.refused };
  }

  /** The best ever seen here; null before the first candidate. */
  get bestEver(): Individual | null {
    return this.#island.bestEver;
  }

  /** Whether the budget is used up. */
  get isSpent(): boolean {
    return isSpent({ candidates: this.#island.births, trainSteps: this.#scorer.counts.chargedSteps }, this.limits);
  }

  /** What the experiment would give now, by `method.champion`; the lowest slot on ties. */
  get champion(): Individual {
    const best = this.#spec.method.champion === 'best-ever' ? this.bestEver : fittest(this.individuals);
    if (best === null) throw new Error('an experiment has no champion before its first candidate');
    return best;
  }

  /** Works for some tens of milliseconds; says whether that led to a barrier. */
  advance(): boolean {
    const { births, refused } = this.#island;
    const { executedSteps } = this.#scorer.counts;
    do {
      if (this.#step()) return true;
    } while (
      this.#scorer.counts.executedSteps < executedSteps + PIECE.steps &&
      this.#island.births < births + PIECE.candidates &&
      this.#island.refused < refused + PIECE.refused
    );
    return false;
  }

  save(): SavedExperiment {
    const { individuals, bestEver, births, sweepCandidates, refused, scorer } = this.#island.state();
    return {
      number: this.number,
      limits: this.limits,
      epoch: this.#epoch,
      sweeps: this.#sweeps,
      randomTaken: this.#random.taken,
      individuals: packIndividuals(bestEver === null ? individuals : [...individuals, bestEver]),
      births,
      sweepCandidates,
      refused,
      scorer,
    };
  }

  #step(): boolean {
    const { population, epochSweeps } = this.#spec.method;
    const founded = this.#island.individuals.length;
    if (founded < population) {
      this.#island.put(founded, this.#method.found());
      if (founded + 1 < population) return false;
      this.#island.startSweep();
      return true;
    }
    this.#method.advance();
    if (this.#island.sweepCandidates < population) return false;
    this.#island.startSweep();
    this.#sweeps++;
    if (this.#sweeps % epochSweeps !== 0) return false;
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

function islandState(saved: SavedExperiment): ConstructorParameters<typeof Island>[3] {
  const individuals = unpackIndividuals(saved.individuals);
  const bestEver = individuals.pop() ?? null;
  const { births, sweepCandidates, refused } = saved;
  return { individuals, bestEver, births, sweepCandidates, refused };
}

function fittest(individuals: readonly Individual[]): Individual | null {
  return individuals.reduce<Individual | null>(
    (best, individual) => (best === null || individual.fitness > best.fitness ? individual : best),
    null,
  );
}
