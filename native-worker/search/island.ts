import type { Program } from '../algorithm/program.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { Individual } from './ancestry.ts';
import type { CandidateScorer, ScorerState } from './candidate-scorer.ts';
import type { MutationRecord } from './mutation-record.ts';
import type { RandomSource } from './random-source.ts';

/** Everything that an island needs to go on, apart from its random source. */
export interface IslandState {
  /** By slot; fewer than the population's size while it is being founded. */
  readonly individuals: readonly Individual[];
  /** The fittest individual ever born here, the earlier one on ties; null before the first birth. */
  readonly bestEver: Individual | null;
  /** Candidates scored so far. */
  readonly births: number;
  /** Candidates scored since the last sweep ended. */
  readonly sweepCandidates: number;
  /** Programs that the validity filter refused. */
  readonly refused: number;
  readonly scorer: ScorerState;
}

/** One population with what it is bred by. The only mutable state of a search, beside its random source. */
export class Island {
  readonly spec: Spec;
  readonly random: RandomSource;
  readonly #scorer: CandidateScorer;
  readonly #individuals: Individual[];
  #bestEver: Individual | null;
  #births: number;
  #sweepCandidates: number;
  #refused: number;

  /** @param state where an island left off; without it, an empty island */
  constructor(spec: Spec, random: RandomSource, scorer: CandidateScorer, state?: Omit<IslandState, 'scorer'>) {
    this.spec = spec;
    this.random = random;
    this.#scorer = scorer;
    this.#individuals = [...(state?.individuals ?? [])];
    this.#bestEver = state?.bestEver ?? null;
    this.#births = state?.births ?? 0;
    this.#sweepCandidates = state?.sweepCandidates ?? 0;
    this.#refused = state?.refused ?? 0;
  }

  /** The population, by slot. */
  get individuals(): readonly Individual[] {
    return this.#individuals;
  }

  get bestEver(): Individual | null {
    return this.#bestEver;
  }

  get births(): number {
    return this.#births;
  }

  get sweepCandidates(): number {
    return this.#sweepCandidates;
  }

  get refused(): number {
    return this.#refused;
  }

  /** Scores a program that has no parent. */
  found(program: Program): Individual {
    const birth = this.#births;
    const fitness = this.#score(program);
    return this.#born({ program, fitness, ancestor: { kind: 'founder', birth, fitness, program } });
  }

  /** Scores a child: a program that `edits`, applied in order, made of its parent's. */
  bear(program: Program, parent: Individual, edits: readonly MutationRecord[]): Individual {
    const birth = this.#births;
    const fitness = this.#score(program);
    const ancestor = { kind: 'descendant', birth, fitness, parent: parent.ancestor, edits } as const;
    return this.#born({ program, fitness, ancestor });
  }

  /** Puts an individual into a slot, in place of who was there. The slot after the last one adds a slot. */
  put(slot: number, individual: Individual): void {
    if (!(slot >= 0 && slot <= this.#individuals.length)) {
      throw new RangeError(`slot ${slot} does not exist; expected 0 to ${this.#individuals.length}`);
    }
    this.#individuals[slot] = individual;
  }

  /** Counts programs that the validity filter refused. */
  refuse(programs = 1): void {
    this.#refused += programs;
  }

  /** Starts to count the candidates of the next sweep. */
  startSweep(): void {
    this.#sweepCandidates = 0;
  }

  /** All that a resumed island needs; holds the living individuals themselves. */
  state(): IslandState {
    return {
      individuals: [...this.#individuals],
      bestEver: this.#bestEver,
      births: this.#births,
      sweepCandidates: this.#sweepCandidates,
      refused: this.#refused,
      scorer: this.#scorer.state(),
    };
  }

  #score(program: Program): number {
    const fitness = this.#scorer.score(program, this.#births);
    this.#births++;
    this.#sweepCandidates++;
    return fitness;
  }

  #born(individual: Individual): Individual {
    if (this.#bestEver === null || individual.fitness > this.#bestEver.fitness) this.#bestEver = individual;
    return individual;
  }
}
