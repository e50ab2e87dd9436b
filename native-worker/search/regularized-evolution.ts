import type { Individual } from './ancestry.ts';
import { founderPrograms } from './founder-programs.ts';
import type { Island } from './island.ts';
import { type Mutation, Mutator } from './mutator.ts';
import { NOTHING } from './mutation-record.ts';
import type { SearchMethod } from './search-method.ts';
import { Tournament } from './tournament.ts';
import { ValidityGate } from './valid-program-sampler.ts';

/** How often a child is made anew that the validity filter refuses, before a copy of its parent is taken. */
const MOST_TRIES = 200;

/**
 * Regularized evolution (paper, section 3, figure 2; reference: regularized_evolution.cc): the child of a tournament's
 * winner takes the oldest individual's place, whatever its fitness.
 *
 * Slots are filled in order, so the oldest always stands in the next slot, and a sweep over the slots is a generation.
 */
export class RegularizedEvolution implements SearchMethod {
  readonly #island: Island;
  readonly #founderProgram: () => Individual['program'];
  readonly #tournament: Tournament;
  readonly #mutator: Mutator;
  readonly #gate: ValidityGate;

  constructor(island: Island) {
    const { spec, random } = island;
    this.#island = island;
    this.#founderProgram = founderPrograms(island);
    this.#tournament = new Tournament(spec.method, random);
    this.#mutator = new Mutator(spec, spec.method, random);
    this.#gate = new ValidityGate(spec, spec.method.validity);
  }

  /** As in the reference, where founders pass through a mutation of no steps, which uses up a draw. */
  found(): Individual {
    const { random, spec } = this.#island;
    const program = this.#founderProgram();
    if (spec.method.mutateProbability < 1) random.probability();
    return this.#island.found(program);
  }

  /** One birth and one death. */
  advance(): void {
    const island = this.#island;
    const oldest = island.sweepCandidates;
    const parent = this.#tournament.choose(island.individuals, oldest);
    const { program, record } = this.#makeChild(parent);
    island.put(oldest, island.bear(program, parent, record.kind === 'nothing' ? [] : [record]));
  }

  #makeChild(parent: Individual): Mutation {
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      const child = this.#mutator.mutate(parent.program);
      if (this.#gate.passes(child.program)) return child;
      this.#island.refuse();
    }
    return { program: parent.program, record: NOTHING };
  }
}
