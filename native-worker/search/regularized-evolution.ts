import type { Program } from '../algorithm/program.ts';
import { FounderPrograms } from './founder-programs.ts';
import type { Island } from './island.ts';
import { Mutator } from './mutator.ts';
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
  readonly isAtRest = true;
  readonly #island: Island;
  readonly #founders: FounderPrograms;
  readonly #tournament: Tournament;
  readonly #mutator: Mutator;
  readonly #gate: ValidityGate;

  constructor(island: Island) {
    const { spec, random } = island;
    this.#island = island;
    this.#founders = new FounderPrograms(island);
    this.#tournament = new Tournament(spec.method, random);
    this.#mutator = new Mutator(spec, spec.method, random);
    this.#gate = new ValidityGate(spec, spec.method.validity);
  }

  /** As in the reference, where founders pass through a mutation of no steps, which uses up a draw. */
  proposeFounder(): void {
    const { candidate, random, spec } = this.#island;
    this.#founders.writeNext(candidate.program);
    candidate.setFounder();
    if (spec.method.mutateProbability < 1) random.probability();
  }

  propose(): void {
    const { candidate, population, sweepCandidates: oldest } = this.#island;
    const slot = this.#tournament.choose(population.fitness, oldest);
    candidate.setParent(population.nodes[slot]!);
    this.#makeChild(population.programs[slot]!);
  }

  /** One birth and one death. */
  accept(fitness: number): void {
    const oldest = this.#island.sweepCandidates;
    this.#island.putCandidate(oldest, fitness, this.#island.bear(fitness));
  }

  /** It remembers nothing of the population. */
  populationChanged(): void {
    // Parents and slots are read from the population itself.
  }

  #makeChild(parent: Program): void {
    const { program, edits } = this.#island.candidate;
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      this.#mutator.mutate(parent, program, edits);
      if (this.#gate.passes(program)) return;
      this.#island.refuse();
      edits.truncate(0);
    }
    program.copyFrom(parent);
  }
}
