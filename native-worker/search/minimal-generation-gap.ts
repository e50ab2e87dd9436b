import { type BehaviourHash, BehaviourHasher } from '../algorithm/behaviour-hash.ts';
import type { Program } from '../algorithm/program.ts';
import type { Individual } from './ancestry.ts';
import { type Child, childWithDrift, type ChildMaker } from './child-with-drift.ts';
import { familySurvivors } from './family-survivors.ts';
import { founderPrograms } from './founder-programs.ts';
import type { Island } from './island.ts';
import { Mutator } from './mutator.ts';
import type { SearchMethod } from './search-method.ts';
import { StructureCensus } from './structure-census.ts';
import { ValidityGate } from './valid-program-sampler.ts';

interface Member extends BehaviourHash {
  readonly individual: Individual;
  readonly fitness: number;
}

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
  readonly #founderProgram: () => Program;
  readonly #maker: ChildMaker;
  readonly #census = new StructureCensus();
  /** By slot, once the population is complete. Follows from the island's individuals. */
  #members: Member[] = [];

  constructor(island: Island) {
    const { spec, random } = island;
    this.#island = island;
    this.#founderProgram = founderPrograms(island);
    this.#maker = {
      outputs: spec.outputs,
      mutator: new Mutator(spec, spec.method, random),
      hasher: new BehaviourHasher(),
      gate: new ValidityGate(spec, spec.method.validity),
      refuse: () => {
        island.refuse();
      },
    };
  }

  found(): Individual {
    return this.#island.found(this.#founderProgram());
  }

  /** One family. */
  advance(): void {
    const { random, spec } = this.#island;
    this.#meetPopulation();
    const count = this.#members.length;
    const first = random.slot(count);
    const other = random.slot(count - 1);
    const second = other < first ? other : other + 1;
    const parents = [this.#members[first]!, this.#members[second]!] as const;
    for (const parent of parents) this.#census.remove(parent.structure);
    const family: Member[] = [...parents];
    for (let k = 0; k < spec.method.mgg.children; k++) family.push(this.#bear(parents[k % 2]!, family));
    const [best, rare] = familySurvivors(family, this.#census);
    this.#put(first, family[best]!);
    this.#put(second, family[rare]!);
  }

  #meetPopulation(): void {
    if (this.#members.length > 0) return;
    this.#members = this.#island.individuals.map((individual) =>
      this.#member(individual, this.#maker.hasher.hash(individual.program, this.#maker.outputs)),
    );
    for (const { structure } of this.#members) this.#census.add(structure);
  }

  #bear(parent: Member, family: readonly Member[]): Member {
    const { retries } = this.#island.spec.method.mgg;
    for (let attempt = 0; ; attempt++) {
      const child = childWithDrift(parent.individual.program, parent, this.#maker);
      if (attempt === retries || this.#isNew(child, parent, family)) {
        return this.#member(this.#island.bear(child.program, parent.individual, child.edits), child);
      }
    }
  }

  /** Variants of a parent's constants are always new, unless the family has the very same. */
  #isNew(child: Child, parent: Member, family: readonly Member[]): boolean {
    const isInFamily = family.some(({ behaviour }) => behaviour === child.behaviour);
    switch (this.#island.spec.method.mgg.deduplication) {
      case 'none':
        return true;
      case 'exact':
        return !isInFamily;
      case 'structure':
        return (
          !isInFamily &&
          (child.structure === parent.structure ||
            (this.#census.count(child.structure) === 0 &&
              family.every(({ structure }) => structure !== child.structure)))
        );
    }
  }

  #member(individual: Individual, { behaviour, structure }: BehaviourHash): Member {
    return { individual, fitness: individual.fitness, behaviour, structure };
  }

  #put(slot: number, member: Member): void {
    this.#members[slot] = member;
    this.#census.add(member.structure);
    this.#island.put(slot, member.individual);
  }
}
