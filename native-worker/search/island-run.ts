import type { Evaluator } from '../evaluator/evaluator.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import type { KeptIndividual, LivingIndividual } from './island.ts';
import type { IslandFigures } from './island-figures.ts';
import type { BarrierReport } from './island-messages.ts';
import { IslandSearch, type IslandSetup } from './island-search.ts';
import { isMigrationDue } from './migration.ts';
import type { PlacedIndividuals } from './packed-lineage.ts';
import { hashOfPopulation } from './population-hash.ts';
import { noiseSeeds } from './random-stream.ts';
import type { SavedIsland } from './saved-island.ts';
import { ThreefryRandomSource } from './threefry-random-source.ts';

/**
 * A piece of work ends after this many feature values shown in training (training steps times F), candidates or refused
 * programs; or where a single candidate takes so many entries and is not done: some tens of milliseconds.
 */
const PIECE = { featureValues: 200_000, candidates: 1000, refused: 20_000, entries: 1_000_000 } as const;

/** Between two barriers at which the population's quantiles are found. */
const CANDIDATES_BETWEEN_QUANTILES = 4096;
/** Stands for the barrier before the first one. */
const NOT_FOUNDED = -1;

/** What an island of an experiment is made of; the same again when it is resumed. */
export interface IslandRunSetup extends Pick<IslandSetup, 'quarantine' | 'onCandidate'> {
  readonly spec: Spec;
  /** Number of the experiment, from 0. */
  readonly experiment: number;
  /** Number of the island, from 0. */
  readonly island: number;
  /** T_search. */
  readonly searchSet: TaskSet;
  readonly evaluator: Evaluator;
}

/**
 * An island of an experiment: a population is founded and then bred, sweep by sweep. The founding is a barrier, and so
 * is the end of each epoch of sweeps. What it does depends on its spec, its stream and the migrants that come to it.
 */
export class IslandRun {
  readonly experiment: number;
  readonly island: number;
  readonly #spec: Spec;

  readonly #random: ThreefryRandomSource;
  readonly #search: IslandSearch;
  /** Training steps of a piece of work. */
  readonly #pieceSteps: number;
  #epoch: number;
  #sweeps: number;
  #awaitsMigrants: boolean;

  constructor(setup: IslandRunSetup, saved: SavedIsland | null) {
    const { spec, experiment, island, searchSet, evaluator, quarantine, onCandidate } = setup;
    this.island = island;
    this.#spec = spec;
    this.experiment = experiment;
    const stream = { seed: spec.seed, experiment, island, purpose: 'search' } as const;
    this.#random = new ThreefryRandomSource(stream, saved?.randomTaken);
    const noiseSeed = noiseSeeds(spec, experiment, island);
    this.#search = new IslandSearch(
      { spec, island, set: searchSet, evaluator, noiseSeed, random: this.#random, quarantine, onCandidate },
      saved ?? undefined,
    );
    this.#pieceSteps = PIECE.featureValues / searchSet.features;
    this.#epoch = saved?.epoch ?? NOT_FOUNDED;
    this.#sweeps = saved?.sweeps ?? 0;
    this.#awaitsMigrants = saved?.awaitsMigrants ?? false;
  }

  /** The barrier that it has come to last: -1 before the population is founded, then the number of epochs done. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Whether it stands at a barrier and cannot go on before migrants have come. */
  get awaitsMigrants(): boolean {
    return this.#awaitsMigrants;
  }

  /** Whether no candidate is under way: only then can it be saved. */
  get isAtRest(): boolean {
    return this.#search.isAtRest;
  }

  figures(): IslandFigures {
    return this.#search.figures();
  }

  /**
   * Works for some tens of milliseconds; gives a report if that led to a barrier.
   *
   * @param untilRest whether to stop as soon as no candidate is under way
   */
  advance(untilRest = false): BarrierReport | null {
    const search = this.#search;
    const lastStep = search.executedSteps + this.#pieceSteps;
    const lastCandidate = search.candidates + PIECE.candidates;
    const lastRefused = search.refused + PIECE.refused;
    while (search.advance(PIECE.entries)) {
      if (search.atSweepEnd && this.#endsEpoch()) return this.#reachBarrier();
      if (untilRest && search.isAtRest) break;
      if (search.executedSteps >= lastStep || search.candidates >= lastCandidate || search.refused >= lastRefused)
        break;
    }
    return null;
  }

  /** The champion that it had at a barrier, unless that has been settled. */
  championAt(epoch: number): KeptIndividual | null {
    const { island } = this.#search;
    const champion = island.heldAt(epoch);
    return champion === undefined ? null : island.keep(champion);
  }

  /** Barriers up to an epoch's need not be remembered. */
  settle(epoch: number): void {
    this.#search.island.releaseHeld(epoch);
  }

  /** The migrants that it waits for. */
  immigrate(migrants: PlacedIndividuals): void {
    const { migration } = this.#spec;
    if (!this.#awaitsMigrants || migration === null)
      throw new Error(`migrants came to island ${this.island}, which does not wait for any`);
    this.#search.immigrate(migration, migrants);
    this.#awaitsMigrants = false;
  }

  /**
   * All that is needed to go on from here.
   *
   * @throws {Error} unless it is at rest
   */
  save(): SavedIsland {
    return {
      island: this.island,
      epoch: this.#epoch,
      sweeps: this.#sweeps,
      awaitsMigrants: this.#awaitsMigrants,
      randomTaken: this.#random.taken,
      ...this.#search.state(),
    };
  }

  /** Counts a sweep; the founding of the population is a barrier, and after it the end of each epoch of sweeps. */
  #endsEpoch(): boolean {
    const sweep = this.#sweeps++;
    return sweep % this.#spec.method.epochSweeps === 0;
  }

  #reachBarrier(): BarrierReport {
    this.#epoch++;
    const { island } = this.#search;
    const champion = this.#champion();
    island.hold(this.#epoch, champion);
    const { migration } = this.#spec;
    const migrates = migration !== null && isMigrationDue(this.#spec, this.#epoch);
    this.#awaitsMigrants = migrates;
    const population = hashOfPopulation(island.population);
    return {
      experiment: this.experiment,
      island: this.island,
      epoch: this.#epoch,
      population,
      figures: this.#search.figures(this.#areQuantilesDue()),
      champion: { island: champion.island, birth: champion.birth, search: champion.search },
      trunks: island.takeStems(),
      emigrants: migrates ? island.emigrate(migration) : null,
    };
  }

  /** Whether this barrier is the first one after another so many candidates. */
  #areQuantilesDue(): boolean {
    const { candidates, population } = this.#search;
    const before = candidates - population.capacity * this.#spec.method.epochSweeps;
    return Math.floor(candidates / CANDIDATES_BETWEEN_QUANTILES) > Math.floor(before / CANDIDATES_BETWEEN_QUANTILES);
  }

  /** What the island would give now, by `method.champion`; the lowest slot on ties. */
  #champion(): LivingIndividual {
    const { bestEver, fittest } = this.#search;
    const best = this.#spec.method.champion === 'best-ever' ? bestEver : fittest;
    if (best === null) throw new Error('an island has no champion before its first candidate');
    return best;
  }
}
