import type { Evaluator } from '../evaluator/evaluator.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { Look } from './look.ts';
import type { LookTarget } from './look-target.ts';
import type { RunTaskSets } from './run-task-sets.ts';
import { type SetScore, SetScoring } from './set-scoring.ts';

/** Entries that a slice of a look goes through, about: some tens of milliseconds of the slowest evaluator. */
const SLICE = 1_000_000;

/** The looks that a run has still to take, in order. */
export class LookQueue {
  readonly #spec: Spec;
  readonly #sets: RunTaskSets;
  readonly #evaluator: Evaluator;
  readonly #targetOf: (look: Look) => LookTarget;
  readonly #looks: Look[];
  /** The first look, once it is under way. */
  #scoring: SetScoring | null;

  /**
   * Makes the tasks of the first look, so that even a run that is cut after every piece of work gets on.
   *
   * @param targetOf whom a look is at; asked when its turn comes
   * @param looks the first ones
   */
  constructor(
    spec: Spec,
    sets: RunTaskSets,
    evaluator: Evaluator,
    targetOf: (look: Look) => LookTarget,
    looks: readonly Look[],
  ) {
    this.#spec = spec;
    this.#sets = sets;
    this.#evaluator = evaluator;
    this.#targetOf = targetOf;
    this.#looks = [...looks];
    this.#scoring = this.#begin();
  }

  /** All that are to be taken; the first one may be under way. */
  get looks(): readonly Look[] {
    return this.#looks;
  }

  add(looks: readonly Look[]): void {
    this.#looks.push(...looks);
  }

  /**
   * Makes the tasks of the first look or, once they are there, does a slice of it. Making them can take as long as many
   * slices, so it is a piece of work of its own.
   *
   * @returns the look and what it gave, once it is complete; it has left the queue
   */
  advance(): { readonly look: Look; readonly score: SetScore } | null {
    const scoring = this.#scoring;
    if (scoring === null) {
      this.#scoring = this.#begin();
      return null;
    }
    if (!scoring.advance(SLICE)) return null;
    const look = this.#looks.shift()!;
    this.#scoring = null;
    return { look, score: scoring.score() };
  }

  #begin(): SetScoring | null {
    const look = this.#looks[0];
    if (look === undefined) return null;
    const { program, role, experiment, noiseSeed } = this.#targetOf(look);
    return new SetScoring(program, this.#sets.get(role, experiment), this.#evaluator, this.#spec, noiseSeed);
  }
}
