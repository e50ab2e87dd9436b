import type { MethodSpec } from '../spec/method-schema.ts';
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
  /** By draw without replacement: with which slot the first, second, ... one was exchanged. */
  readonly #exchanges: Uint32Array;

  constructor(options: TournamentOptions, random: RandomSource) {
    this.#options = options;
    this.#random = random;
    this.#exchanges = new Uint32Array(options.tournament);
  }

  /**
   * The slot of the next child's parent.
   *
   * @param fitness by slot
   * @param oldest slot of the oldest individual, which the child will take
   */
  choose(fitness: Float64Array, oldest: number): number {
    const { removal, tournamentDraw } = this.#options;
    const excluded = removal === 'before-selection' ? oldest : fitness.length;
    const candidates = fitness.length - (excluded < fitness.length ? 1 : 0);
    return tournamentDraw === 'with-replacement'
      ? this.#chooseOfAny(fitness, candidates, excluded)
      : this.#chooseOfDifferent(fitness, candidates, excluded);
  }

  #chooseOfAny(fitness: Float64Array, candidates: number, excluded: number): number {
    let best = -1;
    for (let k = 0; k < this.#options.tournament; k++) {
      best = fitter(fitness, best, slotOf(this.#random.slot(candidates), excluded));
    }
    return best;
  }

  #chooseOfDifferent(fitness: Float64Array, candidates: number, excluded: number): number {
    if (this.#slots.length !== candidates) this.#slots = Uint32Array.from({ length: candidates }, (_, slot) => slot);
    const slots = this.#slots;
    const exchanges = this.#exchanges;
    let best = -1;
    for (let k = 0; k < exchanges.length; k++) {
      const other = k + this.#random.slot(candidates - k);
      exchanges[k] = other;
      exchange(slots, k, other);
      best = fitter(fitness, best, slotOf(slots[k]!, excluded));
    }
    for (let k = exchanges.length - 1; k >= 0; k--) exchange(slots, k, exchanges[k]!);
    return best;
  }
}

/** A place among the candidates as a slot of the population. */
function slotOf(place: number, excluded: number): number {
  return place < excluded ? place : place + 1;
}

/** Of two slots, the second only if it is fitter; there need be no first. */
function fitter(fitness: Float64Array, first: number, second: number): number {
  return first < 0 || fitness[second]! > fitness[first]! ? second : first;
}

function exchange(slots: Uint32Array, first: number, second: number): void {
  const kept = slots[first]!;
  slots[first] = slots[second]!;
  slots[second] = kept;
}
