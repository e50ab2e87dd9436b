const FIRST_CAPACITY = 1024;

/** Stands for a node that is not there. */
export const NO_NODE = -1;

/** Trees that grow a node at a time, in typed arrays, so that millions of nodes fit. Nodes count from 0. */
export class GrowingForest {
  parents = new Int32Array(FIRST_CAPACITY);
  firstChildren = new Int32Array(FIRST_CAPACITY);
  nextSiblings = new Int32Array(FIRST_CAPACITY);
  readonly roots: number[] = [];
  #lastChildren = new Int32Array(FIRST_CAPACITY);
  #count = 0;

  /** A new node, the last child of its parent, or a root where that is `NO_NODE`. */
  add(parent: number): number {
    const node = this.#count++;
    if (node === this.parents.length) this.#grow(2 * node);
    this.parents[node] = parent;
    this.firstChildren[node] = NO_NODE;
    this.nextSiblings[node] = NO_NODE;
    if (parent === NO_NODE) {
      this.roots.push(node);
      return node;
    }
    if (this.firstChildren[parent] === NO_NODE) this.firstChildren[parent] = node;
    else this.nextSiblings[this.#lastChildren[parent]!] = node;
    this.#lastChildren[parent] = node;
    return node;
  }

  #grow(capacity: number): void {
    this.parents = enlarged(this.parents, capacity);
    this.firstChildren = enlarged(this.firstChildren, capacity);
    this.nextSiblings = enlarged(this.nextSiblings, capacity);
    this.#lastChildren = enlarged(this.#lastChildren, capacity);
  }
}

function enlarged(smaller: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(smaller);
  return larger;
}
