import { copyInstructions } from '../algorithm/program-buffer.ts';
import { CONSTANTS_PER_INSTRUCTION, WORDS_PER_INSTRUCTION } from '../algorithm/program.ts';
import type { FamilyNodes } from './family-nodes.ts';
import { NO_PARENT, type PackedLineage } from './packed-lineage.ts';

/** Some nodes with all their ancestors as plain data, and where each went. */
export interface PackedNodes {
  readonly packed: PackedLineage;
  /** By node: its place, or -1. */
  readonly placeOf: Int32Array;
}

/** Packs nodes with all their ancestors, each once. The order follows from who they are, not from where they stood. */
export function packNodes(nodes: FamilyNodes, wanted: Iterable<number>): PackedNodes {
  const chosen = withAncestors(nodes, wanted);
  const placeOf = placesOf(nodes, chosen);
  const order = new Uint32Array(chosen.length);
  for (const node of chosen) order[placeOf[node]!] = node;
  const units = order.reduce((sum, node) => sum + nodes.unitCounts[node]!, 0);
  const words = new Uint16Array(units * WORDS_PER_INSTRUCTION);
  const constants = new Float64Array(units * CONSTANTS_PER_INSTRUCTION);
  let at = 0;
  for (const node of order) {
    const count = nodes.unitCounts[node]!;
    copyInstructions(nodes.slab, nodes.blocks[node]!, count, { words, constants }, at);
    at += count;
  }
  const packed = {
    islands: order.map((node) => nodes.islands[node]!),
    births: Float64Array.from(order, (node) => nodes.births[node]!),
    fitness: Float64Array.from(order, (node) => nodes.fitness[node]!),
    deaths: Float64Array.from(order, (node) => (nodes.holders[node] === 0 ? nodes.deaths[node]! : Infinity)),
    parents: Int32Array.from(order, (node) => placeOf[nodes.parents[node]!] ?? NO_PARENT),
    isRecorded: Uint8Array.from(order, (node) => nodes.isRecorded[node]!),
    unitCounts: order.map((node) => nodes.unitCounts[node]!),
    words,
    constants,
  };
  return { packed, placeOf };
}

function withAncestors({ parents, end }: FamilyNodes, wanted: Iterable<number>): readonly number[] {
  const seen = new Uint8Array(end);
  const chosen: number[] = [];
  for (const node of wanted) {
    for (let current = node; current !== NO_PARENT && seen[current] === 0; current = parents[current]!) {
      seen[current] = 1;
      chosen.push(current);
    }
  }
  return chosen;
}

/** In the order of birth; but a child whose number is the lower one, born on another island, comes after its parent. */
function placesOf(nodes: FamilyNodes, chosen: readonly number[]): Int32Array {
  const { parents } = nodes;
  const placeOf = new Int32Array(nodes.end).fill(-1);
  let place = 0;
  const line: number[] = [];
  for (const node of Uint32Array.from(chosen).sort((first, second) => nodes.compare(first, second))) {
    for (let current = node; current !== NO_PARENT && placeOf[current] === -1; current = parents[current]!)
      line.push(current);
    while (line.length > 0) placeOf[line.pop()!] = place++;
  }
  return placeOf;
}
