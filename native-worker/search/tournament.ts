import type { MethodSpec } from '../spec/method-schema.ts';
import type { Individual } from './ancestry.ts';
import type { RandomSource } from './random-source.ts';

/** The options of a method that say how parents are chosen. */
export type TournamentOptions = Pick<MethodSpec, 'tournament' | 'tournamentDraw' | 'removal'>;

/**
 * Chooses parents: the fittest of a few individuals drawn at random, the one drawn first on ties.
 *
 * - `with-replacement` (reference: regularized_evolution.cc) may draw a slot repeatedly; `without-replacement` (paper,
 *   section 3) does not. Either takes one draw of a slot for each competitor.
 * - `before-selection` (paper, figure 2): the oldest individual, whose slot the child will take, does not compete.
 */
export class Tournament {
  readonly #options: TournamentOptions;
  readonly #random: RandomSource;
  /** The slots in order; a draw without replacement shuffles the first few and puts them back. */
  #slots: Uint32Array = new Uint32Array(0);

  constructor(options: TournamentOptions, random: RandomSource) {
    this.#options = options;
    this.#random = random;
  }

  /**
   * The parent of the next child.
   *
   * @param oldest slot of the oldest individual, which the child will take
   */
  choose(individuals: readonly Individual[], oldest: number): Individual {
    const excluded = this.#options.removal === 'before-selection' ? oldest : individuals.length;
    const candidates = individuals.length - (excluded < individuals.length ? 1 : 0);
    const drawn =
      this.#options.tournamentDraw === 'with-replacement' ? this.#drawAny(candidates) : this.#drawDifferent(candidates);
    let best: Individual | null = null;
    for (const place of drawn) {
      const individual = individuals[place < excluded ? place : place + 1]!;
      if (best === null || individual.fitness > best.fitness) best = individual;
    }
    return best!;
  }

  #drawAny(candidates: number): readonly number[] {
    return Array.from({ length: this.#options.tournament }, () => this.#random.slot(candidates));
  }

  #drawDifferent(candidates: number): readonly number[] {
    if (this.#slots.length !== candidates) this.#slots = Uint32Array.from({ length: candidates }, (_, slot) => slot);
    const slots = this.#slots;
    const exchanges = Array.from({ length: this.#options.tournament }, (_, k) => {
      const other = k + this.#random.slot(candidates - k);
      exchange(slots, k, other);
      return other;
    });
    const drawn = Array.from(slots.subarray(0, exchanges.length));
    for (let k = exchanges.length - 1; k >= 0; k--) exchange(slots, k, exchanges[k]!);
    return drawn;
  }
}

function exchange(slots: Uint32Array, first: number, second: number): void {
  const kept = slots[first]!;
  slots[first] = slots[second]!;
  slots[second] = kept;
}
