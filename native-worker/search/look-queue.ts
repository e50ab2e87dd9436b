import type { Evaluator } from '../evaluator/evaluator.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { Look } from './look.ts';
import type { LookTarget } from './look-target.ts';
import type { RunTaskSets } from './run-task-sets.ts';
import { type SetScore, SetScoring } from './set-scoring.ts';

/** The looks that a run has still to take, in order. */
export class LookQueue {
  readonly #spec: Spec;
  readonly #sets: RunTaskSets;
  readonly #evaluator: Evaluator;
  readonly #looks: Look[];
  /** The first look, once it is under way. */
  #scoring: SetScoring | null = null;

  /** @param looks the first ones */
  constructor(spec: Spec, sets: RunTaskSets, evaluator: Evaluator, looks: readonly Look[]) {
    this.#spec = spec;
    this.#sets = sets;
    this.#evaluator = evaluator;
    this.#looks = [...looks];
  }

  /** All that are to be taken; the first one may be under way. */
  get looks(): readonly Look[] {
    return this.#looks;
  }

  add(looks: readonly Look[]): void {
    this.#looks.push(...looks);
  }

  /**
   * Does a slice of the first look.
   *
   * @param targetOf whom it is at
   * @returns the look and what it gave, once it is complete; it has left the queue
   */
  advance(targetOf: (look: Look) => LookTarget): { readonly look: Look; readonly score: SetScore } | null {
    const look = this.#looks[0];
    if (look === undefined) return null;
    if (this.#scoring === null) {
      const { program, role, experiment, noiseSeed } = targetOf(look);
      this.#scoring = new SetScoring(program, this.#sets.get(role, experiment), this.#evaluator, this.#spec, noiseSeed);
    }
    if (!this.#scoring.advance()) return null;
    const score = this.#scoring.score();
    this.#scoring = null;
    this.#looks.shift();
    return { look, score };
  }
}
