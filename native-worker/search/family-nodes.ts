import type { EditUnits } from './edit-encoding.ts';
import { EditSlab } from './edit-slab.ts';

const FIRST_CAPACITY = 1024;
/** Ends the list of free nodes. */
const NONE = -1;

/**
 * The nodes of a family tree, column by column. Nothing is allocated for a node once there were as many before; what
 * stands in a free node means nothing, but that nobody holds it or depends on it.
 */
export class FamilyNodes {
  /** A node, or `NO_PARENT`. */
  parents = new Int32Array(FIRST_CAPACITY);
  islands = new Uint32Array(FIRST_CAPACITY);
  births = new Float64Array(FIRST_CAPACITY);
  fitness = new Float64Array(FIRST_CAPACITY);
  /** See `PackedLineage.deaths`; means nothing while the node is held. */
  deaths = new Float64Array(FIRST_CAPACITY);
  /** Places that its individual has among the living. */
  holders = new Uint32Array(FIRST_CAPACITY);
  /** Children, and whoever else needs the node to stay. */
  dependants = new Uint32Array(FIRST_CAPACITY);
  isRecorded = new Uint8Array(FIRST_CAPACITY);
  /** Where the slab holds its edits. */
  blocks = new Uint32Array(FIRST_CAPACITY);
  unitCounts = new Uint32Array(FIRST_CAPACITY);
  readonly slab = new EditSlab();
  /** The first free node; each holds the next one as its parent. */
  #free = NONE;
  #end = 0;
  #count = 0;

  /** Nodes in use. */
  get count(): number {
    return this.#count;
  }

  /** Nodes from here on were never in use. */
  get end(): number {
    return this.#end;
  }

  /** A node to be filled in; it has neither holders nor dependants. */
  take(): number {
    this.#count++;
    const node = this.#free;
    if (node !== NONE) {
      this.#free = this.parents[node]!;
      return node;
    }
    if (this.#end === this.parents.length) this.#grow(2 * this.#end);
    return this.#end++;
  }

  /** Gives back a node that has neither holders nor dependants, and the room of its edits. */
  free(node: number): void {
    this.slab.release(this.blocks[node]!, this.unitCounts[node]!);
    this.parents[node] = this.#free;
    this.#free = node;
    this.#count--;
  }

  /** Keeps a node's edits: so many units of a source, from one on. */
  keepEdits(node: number, source: EditUnits, first: number, units: number): void {
    this.blocks[node] = this.slab.keep(source, first, units);
    this.unitCounts[node] = units;
  }

  /** Earlier births first; of two islands' births, the lower island's. The order follows from who they are alone. */
  compare(first: number, second: number): number {
    const { births, islands } = this;
    return births[first]! - births[second]! || islands[first]! - islands[second]!;
  }

  #grow(capacity: number): void {
    this.parents = enlarged(this.parents, new Int32Array(capacity));
    this.islands = enlarged(this.islands, new Uint32Array(capacity));
    this.births = enlarged(this.births, new Float64Array(capacity));
    this.fitness = enlarged(this.fitness, new Float64Array(capacity));
    this.deaths = enlarged(this.deaths, new Float64Array(capacity));
    this.holders = enlarged(this.holders, new Uint32Array(capacity));
    this.dependants = enlarged(this.dependants, new Uint32Array(capacity));
    this.isRecorded = enlarged(this.isRecorded, new Uint8Array(capacity));
    this.blocks = enlarged(this.blocks, new Uint32Array(capacity));
    this.unitCounts = enlarged(this.unitCounts, new Uint32Array(capacity));
  }
}

type Column = Int32Array | Uint32Array | Uint8Array | Float64Array;

function enlarged<Numbers extends Column>(smaller: Numbers, larger: Numbers): Numbers {
  larger.set(smaller);
  return larger;
}
