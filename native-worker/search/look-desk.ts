import type { Spec } from '../spec/spec-schema.ts';
import type { Hosts } from './hosts.ts';
import type { KeptIndividual } from './island.ts';
import type { Look } from './look.ts';
import { type LookedAt, lookTarget } from './look-target.ts';

/**
 * The looks that a run has still to take, in order, one at a time; and the champion that the first one is at, which its
 * island is asked for beforehand.
 */
export class LookDesk {
  readonly #spec: Spec;
  #looks: readonly Look[];
  #champion: KeptIndividual | null;
  /** Whether what the first look needs next has been ordered. */
  #isOrdered = false;

  constructor(spec: Spec, looks: readonly Look[], champion: KeptIndividual | null) {
    this.#spec = spec;
    this.#looks = looks;
    this.#champion = champion;
  }

  /** All that are to be taken; the first one may be under way. */
  get looks(): readonly Look[] {
    return this.#looks;
  }

  /** The champion that is looked at on T_select, once it is known. */
  get champion(): KeptIndividual | null {
    return this.#champion;
  }

  /** Whether an island has still to tell the champion that is looked at. */
  get isChampionDue(): boolean {
    return this.#looks[0]?.kind === 'champion' && this.#champion === null;
  }

  add(looks: readonly Look[]): void {
    this.#looks = [...this.#looks, ...looks];
  }

  /** Hosts have changed: what was ordered is to be ordered again. */
  startAgain(): void {
    this.#isOrdered = false;
  }

  /** Orders what the first look needs next, unless that has been ordered. */
  order(hosts: Hosts, lookedAt: Omit<LookedAt, 'current'>, experiment: number): void {
    const [look] = this.#looks;
    if (look === undefined || this.#isOrdered) return;
    this.#isOrdered = true;
    if (look.kind === 'champion' && this.#champion === null) {
      hosts.toIsland(look.island, { kind: 'champion', island: look.island, epoch: look.epoch });
      return;
    }
    const current = () => ({ ...this.#champion!, experiment });
    hosts.toIdlest({ kind: 'look', look: lookTarget(look, this.#spec, { ...lookedAt, current }) });
  }

  /** An island has told the champion that the first look is at. */
  tellChampion(champion: KeptIndividual): void {
    this.#champion = champion;
    this.#isOrdered = false;
  }

  /** The first look is complete: it, and the champion that it was at, are given out. */
  complete(): { readonly look: Look; readonly champion: KeptIndividual | null } {
    const [look, ...others] = this.#looks;
    if (look === undefined || !this.#isOrdered) throw new Error('a score came that nobody has ordered');
    const champion = this.#champion;
    this.#looks = others;
    this.#champion = null;
    this.#isOrdered = false;
    return { look, champion };
  }
}
