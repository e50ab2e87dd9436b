import { ProgramBuffer } from '../algorithm/program-buffer.ts';

/**
 * The living, by slot: each slot holds a program, its fitness on T_search and its node in the family tree. Programs stay
 * where they are in memory and are overwritten, so whoever wants to keep one copies it.
 */
export class Population {
  /** Slots when it is complete. */
  readonly capacity: number;
  readonly fitness: Float64Array;
  readonly nodes: Int32Array;
  readonly #programs: ProgramBuffer[] = [];

  constructor(capacity: number) {
    this.capacity = capacity;
    this.fitness = new Float64Array(capacity);
    this.nodes = new Int32Array(capacity);
  }

  /** Slots that are taken: the first ones. All of them, once the population is founded. */
  get size(): number {
    return this.#programs.length;
  }

  get programs(): readonly ProgramBuffer[] {
    return this.#programs;
  }

  /** The slot of the fittest, the lowest one on ties; -1 where nobody lives. */
  get fittest(): number {
    let best = -1;
    for (let slot = 0; slot < this.size; slot++) {
      if (best < 0 || this.fitness[slot]! > this.fitness[best]!) best = slot;
    }
    return best;
  }

  /**
   * Puts an individual into a slot, in place of who was there. The slot after the last one that is taken adds a slot.
   *
   * @param program belongs to the slot from now on
   * @returns the program of who was there, which belongs to nobody now; a new buffer where nobody was
   */
  put(slot: number, program: ProgramBuffer, fitness: number, node: number): ProgramBuffer {
    const { size, capacity } = this;
    if (!(slot >= 0 && slot <= size && slot < capacity)) {
      throw new RangeError(`slot ${slot} does not exist; expected 0 to ${Math.min(size, capacity - 1)}`);
    }
    const before = slot < size ? this.#programs[slot]! : new ProgramBuffer();
    this.#programs[slot] = program;
    this.fitness[slot] = fitness;
    this.nodes[slot] = node;
    return before;
  }
}
