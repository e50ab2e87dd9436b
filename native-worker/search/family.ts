import { ProgramBuffer } from '../algorithm/program-buffer.ts';
import type { StructureCensus } from './structure-census.ts';

const WEIGHT_OF_FITNESS = 0.6;
const WEIGHT_OF_RARITY = 0.4;

/**
 * Two parents and their children, of whom two survive. Members stand in the order in which they join, parents first.
 * One object serves for one family after the other.
 */
export class Family {
  /** Program buffers: of members, and then of those that may still join. */
  readonly programs: ProgramBuffer[];
  readonly fitness: Float64Array;
  readonly nodes: Int32Array;
  /** What programs do, by hash: see `BehaviourHasher`. */
  readonly behaviours: Float64Array;
  readonly structures: Float64Array;
  #size = 0;

  /** @param most members, parents included */
  constructor(most: number) {
    this.programs = Array.from({ length: most }, () => new ProgramBuffer());
    this.fitness = new Float64Array(most);
    this.nodes = new Int32Array(most);
    this.behaviours = new Float64Array(most);
    this.structures = new Float64Array(most);
  }

  /** Number of members. */
  get size(): number {
    return this.#size;
  }

  get isComplete(): boolean {
    return this.#size === this.programs.length;
  }

  /** Sends all members away. */
  clear(): void {
    this.#size = 0;
  }

  /** One more member. */
  join(program: ProgramBuffer, fitness: number, node: number, behaviour: number, structure: number): void {
    const place = this.#size++;
    this.programs[place] = program;
    this.fitness[place] = fitness;
    this.nodes[place] = node;
    this.behaviours[place] = behaviour;
    this.structures[place] = structure;
  }

  hasBehaviour(behaviour: number): boolean {
    return this.#holds(this.behaviours, behaviour);
  }

  hasStructure(structure: number): boolean {
    return this.#holds(this.structures, structure);
  }

  /**
   * Brings the two that go back to the population to the first two places: first the best by fitness, and then, of the
   * rest, the best by fitness and rarity, which keeps structures alive that a greedier choice would lose. The earlier
   * one on ties, so parents come before children.
   *
   * @param census the population without the parents
   */
  bringSurvivorsToFront(census: StructureCensus): void {
    const best = this.#fittest();
    const rare = this.#fittestAndRarest(best, census);
    this.#exchange(0, best);
    // The first one went to where the best was.
    this.#exchange(1, rare === 0 ? best : rare);
  }

  #fittest(): number {
    let best = 0;
    for (let place = 1; place < this.#size; place++) {
      if (this.fitness[place]! > this.fitness[best]!) best = place;
    }
    return best;
  }

  #fittestAndRarest(excluded: number, census: StructureCensus): number {
    const winner = this.structures[excluded]!;
    let best = -1;
    let greatest = -Infinity;
    for (let place = 0; place < this.#size; place++) {
      if (place === excluded) continue;
      const structure = this.structures[place]!;
      const copies = census.count(structure) + (structure === winner ? 1 : 0);
      const value = WEIGHT_OF_FITNESS * this.fitness[place]! + WEIGHT_OF_RARITY / (1 + copies);
      if (best >= 0 && !(value > greatest)) continue;
      best = place;
      greatest = value;
    }
    return best;
  }

  #holds(hashes: Float64Array, hash: number): boolean {
    for (let place = 0; place < this.#size; place++) if (hashes[place] === hash) return true;
    return false;
  }

  #exchange(first: number, second: number): void {
    const program = this.programs[first]!;
    this.programs[first] = this.programs[second]!;
    this.programs[second] = program;
    exchangeNumbers(this.fitness, first, second);
    exchangeNumbers(this.nodes, first, second);
    exchangeNumbers(this.behaviours, first, second);
    exchangeNumbers(this.structures, first, second);
  }
}

function exchangeNumbers(numbers: Float64Array | Int32Array, first: number, second: number): void {
  const kept = numbers[first]!;
  numbers[first] = numbers[second]!;
  numbers[second] = kept;
}
