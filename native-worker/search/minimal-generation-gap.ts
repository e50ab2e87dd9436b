import { BehaviourHasher } from '../algorithm/behaviour-hash.ts';
import { ChildWithDrift } from './child-with-drift.ts';
import { Family } from './family.ts';
import { FounderPrograms } from './founder-programs.ts';
import type { Island } from './island.ts';
import { Mutator } from './mutator.ts';
import type { SearchMethod } from './search-method.ts';
import { StructureCensus } from './structure-census.ts';
import { ValidityGate } from './valid-program-sampler.ts';

const PARENTS = 2;

/**
 * Minimal generation gap (Satoh, Yamamura and Kobayashi 1996), as measured for programs: two individuals at random
 * have children in turn, and two members of the family go back to their slots, the best and the best by fitness and
 * rarity. Selection acts within a family only, so a population stays diverse for long.
 *
 * Children pass the validity filter and differ from their parents in what they do; `deduplication` says what else is
 * made anew, up to `retries` times.
 */
export class MinimalGenerationGap implements SearchMethod {
  readonly #island: Island;
  readonly #founders: FounderPrograms;
  readonly #hasher = new BehaviourHasher();
  readonly #child: ChildWithDrift;
  readonly #census = new StructureCensus();
  /** The family under way; empty where there is none. */
  readonly #family: Family;
  /** Slots of the parents. */
  #first = 0;
  #second = 0;
  /** By slot, once the population is complete: what programs do. Follows from the programs. */
  readonly #behaviours: Float64Array;
  readonly #structures: Float64Array;
  #knowsPopulation = false;

  constructor(island: Island) {
    const { spec, random } = island;
    const { population, mgg, validity } = spec.method;
    this.#island = island;
    this.#founders = new FounderPrograms(island);
    this.#child = new ChildWithDrift({
      outputs: spec.outputs,
      mutator: new Mutator(spec, spec.method, random),
      hasher: this.#hasher,
      gate: new ValidityGate(spec, validity),
      refuse: () => {
        island.refuse();
      },
    });
    this.#family = new Family(PARENTS + mgg.children);
    this.#behaviours = new Float64Array(population);
    this.#structures = new Float64Array(population);
  }

  get isAtRest(): boolean {
    return this.#family.size === 0;
  }

  proposeFounder(): void {
    const { candidate } = this.#island;
    this.#founders.writeNext(candidate.program);
    candidate.setFounder();
  }

  /** The next child of the family under way, or the first one of the next family. */
  propose(): void {
    if (this.isAtRest) this.#foundFamily();
    const family = this.#family;
    const { candidate, spec } = this.#island;
    candidate.program = family.programs[family.size]!;
    const parent = family.size % PARENTS;
    const structure = family.structures[parent]!;
    for (let attempt = 0; ; attempt++) {
      candidate.setParent(family.nodes[parent]!);
      this.#child.make(family.programs[parent]!, family.behaviours[parent]!, structure, candidate);
      if (attempt === spec.method.mgg.retries || this.#isNew(structure)) return;
    }
  }

  accept(fitness: number): void {
    const family = this.#family;
    const { behaviour, structure } = this.#child;
    family.join(this.#island.candidate.program, fitness, this.#island.bear(fitness), behaviour, structure);
    if (family.isComplete) this.#endFamily();
  }

  populationChanged(): void {
    this.#knowsPopulation = false;
    this.#census.clear();
  }

  #foundFamily(): void {
    this.#meetPopulation();
    const { random, population } = this.#island;
    this.#first = random.slot(population.size);
    const other = random.slot(population.size - 1);
    this.#second = other < this.#first ? other : other + 1;
    this.#joinAsParent(this.#first);
    this.#joinAsParent(this.#second);
  }

  #joinAsParent(slot: number): void {
    const { programs, fitness, nodes } = this.#island.population;
    this.#island.retain(nodes[slot]!);
    this.#census.remove(this.#structures[slot]!);
    this.#family.join(programs[slot]!, fitness[slot]!, nodes[slot]!, this.#behaviours[slot]!, this.#structures[slot]!);
  }

  #endFamily(): void {
    const family = this.#family;
    family.bringSurvivorsToFront(this.#census);
    this.#put(this.#first, 0);
    this.#put(this.#second, 1);
    for (let member = PARENTS; member < family.size; member++) this.#island.release(family.nodes[member]!);
    family.clear();
  }

  #put(slot: number, member: number): void {
    const { programs, fitness, nodes, behaviours, structures } = this.#family;
    this.#behaviours[slot] = behaviours[member]!;
    this.#structures[slot] = structures[member]!;
    this.#census.add(structures[member]!);
    this.#island.put(slot, programs[member]!, fitness[member]!, nodes[member]!);
  }

  #meetPopulation(): void {
    if (this.#knowsPopulation) return;
    this.#knowsPopulation = true;
    this.#island.population.programs.forEach((program, slot) => {
      const { behaviour, structure } = this.#hasher.hash(program, this.#island.spec.outputs);
      this.#behaviours[slot] = behaviour;
      this.#structures[slot] = structure;
      this.#census.add(structure);
    });
  }

  /** Variants of a parent's constants are always new, unless the family has the very same. */
  #isNew(parentStructure: number): boolean {
    const { behaviour, structure } = this.#child;
    switch (this.#island.spec.method.mgg.deduplication) {
      case 'none':
        return true;
      case 'exact':
        return !this.#family.hasBehaviour(behaviour);
      case 'structure':
        return (
          !this.#family.hasBehaviour(behaviour) &&
          (structure === parentStructure ||
            (this.#census.count(structure) === 0 && !this.#family.hasStructure(structure)))
        );
    }
  }
}
