import { GrowingForest, NO_NODE } from './growing-forest.ts';
import { idOf, parentIdOf, type PhylogenyEntry, type PhylogenyRun } from './phylogeny-entry.ts';

/** Characters of a piece of text, about. */
const PIECE = 1 << 16;

/**
 * The family trees in Newick form, a line for each founder that is on record, in order. Every birth is a node, named
 * `'e0.i1.b2'` by experiment, island and running number; a branch is as long as there were candidates on an island
 * between the births at its ends.
 *
 * Branches within branches cannot be written before all of them are known, so all births are gone through first; some 60
 * bytes of memory are taken for each.
 *
 * @param entries parents before children
 * @throws {RangeError} where a parent is missing, or a birth does not belong to the run
 */
export function* newick(entries: Iterable<PhylogenyEntry>, run: PhylogenyRun): Generator<string> {
  const forest = new GrowingForest();
  const nodeOf = new Map<number, number>();
  const ids: number[] = [];
  for (const entry of entries) {
    const id = idOf(entry.experiment, entry, run);
    nodeOf.set(id, forest.add(parentNode(entry, nodeOf, run)));
    ids.push(id);
  }
  const label = (node: number): string => labelOf(ids[node]!, ids[forest.parents[node]!], run);
  let text = '';
  for (const root of forest.roots) {
    for (const token of tokensOf(root, forest, label)) {
      text += token;
      if (text.length < PIECE) continue;
      yield text;
      text = '';
    }
    text += ';\n';
  }
  if (text !== '') yield text;
}

function parentNode(entry: PhylogenyEntry, nodeOf: ReadonlyMap<number, number>, run: PhylogenyRun): number {
  const parent = parentIdOf(entry, run);
  if (parent === null) return NO_NODE;
  const node = nodeOf.get(parent);
  if (node !== undefined) return node;
  const { experiment, island, birth } = entry;
  throw new RangeError(
    `the parent of birth ${birth} of island ${island} in experiment ${experiment} does not stand before it: bring births with all their ancestors, in the order of birth`,
  );
}

/** Children before their parent, in brackets. Not by recursion: lines are thousands of births long. */
function* tokensOf(root: number, forest: GrowingForest, label: (node: number) => string): Generator<string> {
  const { parents, firstChildren, nextSiblings } = forest;
  for (let node = root; ;) {
    for (; firstChildren[node] !== NO_NODE; node = firstChildren[node]!) yield '(';
    yield label(node);
    for (; node !== root && nextSiblings[node] === NO_NODE; yield `)${label(node)}`) node = parents[node]!;
    if (node === root) return;
    yield ',';
    node = nextSiblings[node]!;
  }
}

/** A node's name and the length of the branch that leads to it. The numbers of births are in the ids. */
function labelOf(id: number, parentId: number | undefined, { experiments, islands }: PhylogenyRun): string {
  const experiment = id % experiments;
  const island = Math.floor(id / experiments) % islands;
  const birth = birthIn(id, experiments * islands);
  const name = `'e${experiment}.i${island}.b${birth}'`;
  return parentId === undefined ? name : `${name}:${birth - birthIn(parentId, experiments * islands)}`;
}

function birthIn(id: number, each: number): number {
  return Math.floor(id / each);
}
