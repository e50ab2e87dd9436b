import { copyInstructions } from '../algorithm/program-buffer.ts';
import { CONSTANTS_PER_INSTRUCTION, WORDS_PER_INSTRUCTION } from '../algorithm/program.ts';
import type { EditLog } from './edit-log.ts';
import { EditSlab } from './edit-slab.ts';
import { NO_PARENT, type PackedLineage } from './packed-lineage.ts';

const FIRST_CAPACITY = 1024;
/** Ends the list of free nodes. */
const NONE = -1;

/**
 * The family tree of the living: a node for each birth that is held, with the edits that made it of its parent. A node
 * is held by whoever retains it and by its children; when nobody does any more, it is freed, and so on up its line. So
 * memory holds the ancestors of the living, and nothing is allocated for a birth once there were as many before.
 */
export class Lineage {
  #parents = new Int32Array(FIRST_CAPACITY);
  #births = new Float64Array(FIRST_CAPACITY);
  #fitness = new Float64Array(FIRST_CAPACITY);
  #holders = new Uint32Array(FIRST_CAPACITY);
  /** Where the slab holds a node's edits. */
  #blocks = new Uint32Array(FIRST_CAPACITY);
  #unitCounts = new Uint32Array(FIRST_CAPACITY);
  readonly #slab = new EditSlab();
  /** The first free node; each holds the next one as its parent. */
  #free = NONE;
  /** Nodes from here on were never in use. */
  #untouched = 0;
  #count = 0;

  /** @param packed what `pack` gave: the node of a birth is its place there, held by its children alone */
  constructor(packed?: PackedLineage) {
    if (packed !== undefined) this.#unpack(packed);
  }

  /** Nodes in use. */
  get count(): number {
    return this.#count;
  }

  /** A node for a birth, held once by whoever asked for it. `parent` is a node, or `NO_PARENT`. */
  bear(parent: number, edits: EditLog, birth: number, fitness: number): number {
    if (parent !== NO_PARENT) this.retain(parent);
    const node = this.#take();
    this.#parents[node] = parent;
    this.#births[node] = birth;
    this.#fitness[node] = fitness;
    this.#holders[node] = 1;
    this.#blocks[node] = this.#slab.keep(edits, 0, edits.units);
    this.#unitCounts[node] = edits.units;
    return node;
  }

  /** Holds a node once more. */
  retain(node: number): void {
    this.#holders[node]!++;
  }

  /** Holds a node once less. */
  release(node: number): void {
    let current = node;
    while (current !== NO_PARENT) {
      this.#holders[current]!--;
      if (this.#holders[current] !== 0) return;
      const parent = this.#parents[current]!;
      this.#slab.release(this.#blocks[current]!, this.#unitCounts[current]!);
      this.#parents[current] = this.#free;
      this.#free = current;
      this.#count--;
      current = parent;
    }
  }

  /** The running number of a node's birth. */
  birthOf(node: number): number {
    return this.#births[node]!;
  }

  /** Some nodes with all their ancestors, each once. `placeOf` says where a node went. */
  pack(nodes: Iterable<number>): { readonly packed: PackedLineage; readonly placeOf: Int32Array } {
    const chosen = this.#withAncestors(nodes);
    const placeOf = new Int32Array(this.#untouched).fill(NONE);
    chosen.forEach((node, place) => {
      placeOf[node] = place;
    });
    const unitCounts = Uint32Array.from(chosen, (node) => this.#unitCounts[node]!);
    const units = unitCounts.reduce((sum, count) => sum + count, 0);
    const words = new Uint16Array(units * WORDS_PER_INSTRUCTION);
    const constants = new Float64Array(units * CONSTANTS_PER_INSTRUCTION);
    let at = 0;
    for (const node of chosen) {
      copyInstructions(this.#slab, this.#blocks[node]!, this.#unitCounts[node]!, { words, constants }, at);
      at += this.#unitCounts[node]!;
    }
    const packed = {
      births: Float64Array.from(chosen, (node) => this.#births[node]!),
      fitness: Float64Array.from(chosen, (node) => this.#fitness[node]!),
      parents: Int32Array.from(chosen, (node) => placeOf[this.#parents[node]!] ?? NO_PARENT),
      unitCounts,
      words,
      constants,
    };
    return { packed, placeOf };
  }

  /** In the order of birth, so that parents stand before their children. */
  #withAncestors(nodes: Iterable<number>): Uint32Array {
    const seen = new Uint8Array(this.#untouched);
    const chosen: number[] = [];
    for (const node of nodes) {
      for (let current = node; current !== NO_PARENT && seen[current] === 0; current = this.#parents[current]!) {
        seen[current] = 1;
        chosen.push(current);
      }
    }
    return Uint32Array.from(chosen).sort((first, second) => this.#births[first]! - this.#births[second]!);
  }

  #unpack({ births, fitness, parents, unitCounts, ...units }: PackedLineage): void {
    let at = 0;
    for (let place = 0; place < births.length; place++) {
      const node = this.#take();
      const parent = parents[place]!;
      if (parent !== NO_PARENT) this.retain(parent);
      this.#parents[node] = parent;
      this.#births[node] = births[place]!;
      this.#fitness[node] = fitness[place]!;
      this.#holders[node] = 0;
      this.#blocks[node] = this.#slab.keep(units, at, unitCounts[place]!);
      this.#unitCounts[node] = unitCounts[place]!;
      at += unitCounts[place]!;
    }
  }

  #take(): number {
    this.#count++;
    const node = this.#free;
    if (node !== NONE) {
      this.#free = this.#parents[node]!;
      return node;
    }
    if (this.#untouched === this.#parents.length) this.#grow(2 * this.#untouched);
    return this.#untouched++;
  }

  #grow(capacity: number): void {
    this.#parents = enlarged(this.#parents, new Int32Array(capacity));
    this.#births = enlarged(this.#births, new Float64Array(capacity));
    this.#fitness = enlarged(this.#fitness, new Float64Array(capacity));
    this.#holders = enlarged(this.#holders, new Uint32Array(capacity));
    this.#blocks = enlarged(this.#blocks, new Uint32Array(capacity));
    this.#unitCounts = enlarged(this.#unitCounts, new Uint32Array(capacity));
  }
}

function enlarged<Numbers extends Int32Array | Uint32Array | Float64Array>(smaller: Numbers, larger: Numbers): Numbers {
  larger.set(smaller);
  return larger;
}
