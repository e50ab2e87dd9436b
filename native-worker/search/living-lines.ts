import type { FamilyNodes } from './family-nodes.ts';
import { NO_PARENT } from './packed-lineage.ts';

/** The part of a family tree that leads to the living: it follows from who lives, whatever else is still held. */
export interface LivingLines {
  /** By node: 1 where somebody of its line lives, itself included. */
  readonly isPart: Uint8Array;
  /** Nodes of this part. */
  readonly count: number;
  /** By node: how many of its children belong to this part, and one of them. */
  readonly children: Uint32Array;
  readonly child: Uint32Array;
  /** In the order of `FamilyNodes.compare`. */
  readonly roots: readonly number[];
}

/** Goes up the line of everybody who lives. */
export function livingLines(nodes: FamilyNodes): LivingLines {
  const { parents, holders, end } = nodes;
  const isPart = new Uint8Array(end);
  const children = new Uint32Array(end);
  const child = new Uint32Array(end);
  const roots: number[] = [];
  let count = 0;
  for (let node = 0; node < end; node++) {
    if (holders[node] === 0) continue;
    let current = node;
    while (isPart[current] === 0) {
      isPart[current] = 1;
      count++;
      const parent = parents[current]!;
      if (parent === NO_PARENT) {
        roots.push(current);
        break;
      }
      children[parent]!++;
      child[parent] = current;
      current = parent;
    }
  }
  return { isPart, count, children, child, roots: roots.sort((first, second) => nodes.compare(first, second)) };
}
