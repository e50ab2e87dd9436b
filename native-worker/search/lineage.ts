import type { EditLog } from './edit-log.ts';
import { FamilyNodes } from './family-nodes.ts';
import { condenseStem, stemFrom } from './family-stem.ts';
import { livingLines } from './living-lines.ts';
import { type PackedNodes, packNodes } from './pack-nodes.ts';
import { type Identity, NO_PARENT, type PackedLineage, type PlacedIndividuals } from './packed-lineage.ts';

/** Births between two looks for stems at the least; in a larger tree, as many as it has nodes. */
const BIRTHS_BETWEEN_STEMS = 8192;
/** New births that a stem goes on record for: short ones wait, so that lines which soon die out leave less behind. */
const FEWEST_BIRTHS = { due: 8, now: 2 } as const;
/** Stand for the nodes of births that have none, and need none or shall get one. */
const NOT_NEEDED = -1;
const TO_ENTER = -2;

/** Where a family tree is gone on with. */
export interface SavedLineage {
  /** Everybody who lives, with their ancestors. */
  readonly lineage: PackedLineage;
  /** Candidates of the island so far. */
  readonly births: number;
  /** See `Lineage.stemsDueAt`. */
  readonly stemsDueAt: number;
}

/**
 * The family tree of an island's living: a node for each birth that is held, with the edits that made it of its parent.
 * A node is held by the places that its individual has, by its children, and by whoever pins it; when nobody holds it
 * any more, it is freed, and so on up its line. So memory holds the ancestors of the living, and nothing is allocated
 * for a birth once there were as many before.
 *
 * Where all that live of a tree come down from one birth, the line that led to it is taken away to be put on record
 * (`takeStems`); of that line, memory holds on to those that did better than all before them, with their programs.
 */
export class Lineage {
  readonly #island: number;
  readonly #nodes = new FamilyNodes();
  #births: number;
  #stemsDueAt: number;

  /**
   * @param island number of the island
   * @param saved where a tree is gone on with: the node of a birth is its place in the lineage, held by its children
   *   alone
   */
  constructor(island: number, saved?: SavedLineage) {
    this.#island = island;
    this.#births = saved?.births ?? 0;
    this.#stemsDueAt = saved?.stemsDueAt ?? BIRTHS_BETWEEN_STEMS;
    if (saved !== undefined) this.#enter(saved.lineage, new Int32Array(saved.lineage.births.length).fill(TO_ENTER));
  }

  /** Nodes in use. */
  get count(): number {
    return this.#nodes.count;
  }

  /** Stems are looked for from so many candidates of the island on. */
  get stemsDueAt(): number {
    return this.#stemsDueAt;
  }

  /**
   * A node for a birth on the island, held once by whoever asked for it.
   *
   * @param parent a node, or `NO_PARENT`
   * @param birth its running number, above that of the birth before
   */
  bear(parent: number, edits: EditLog, birth: number, fitness: number): number {
    const nodes = this.#nodes;
    if (parent !== NO_PARENT) nodes.dependants[parent]!++;
    const node = nodes.take();
    nodes.parents[node] = parent;
    nodes.islands[node] = this.#island;
    nodes.births[node] = birth;
    nodes.fitness[node] = fitness;
    nodes.holders[node] = 1;
    nodes.isRecorded[node] = 0;
    nodes.keepEdits(node, edits, 0, edits.units);
    this.#births = birth + 1;
    return node;
  }

  /** Notes one more place of a node's individual among the living. */
  retain(node: number): void {
    this.#nodes.holders[node]!++;
  }

  /** Notes one place less; without any, the individual has died. */
  release(node: number): void {
    const { holders, deaths } = this.#nodes;
    holders[node]!--;
    if (holders[node] !== 0) return;
    deaths[node] = this.#births;
    this.#freeUnneeded(node);
  }

  /** Makes a node stay, whether its individual lives or not. */
  pin(node: number): void {
    this.#nodes.dependants[node]!++;
  }

  /** Ends what `pin` began. */
  unpin(node: number): void {
    this.#nodes.dependants[node]!--;
    this.#freeUnneeded(node);
  }

  /** Who was born there. */
  identityOf(node: number): Identity {
    const { islands, births } = this.#nodes;
    return { island: islands[node]!, birth: births[node]! };
  }

  /** Fitness on T_search. */
  fitnessOf(node: number): number {
    return this.#nodes.fitness[node]!;
  }

  /** Some nodes with all their ancestors that are in memory, each once. `placeOf` says where a node went. */
  pack(nodes: Iterable<number>): PackedNodes {
    return packNodes(this.#nodes, nodes);
  }

  /**
   * Enters individuals with the lines that led to them. Births that some of the living come down from already are
   * not entered anew.
   *
   * @returns their nodes in the order of the places, each held once more by whoever asked for it
   */
  adopt({ lineage, places }: PlacedIndividuals): Int32Array {
    const nodeOf = this.#knownAndMissing(lineage, places);
    this.#enter(lineage, nodeOf);
    return Int32Array.from(places, (place) => {
      const node = nodeOf[place]!;
      this.retain(node);
      return node;
    });
  }

  /**
   * Takes out what is to go on record: of each tree, the line from its root to the birth that all that live of it come
   * down from, if there are enough births in it that are not on record yet. These are not marked as recorded in what
   * comes out; the others are, and are there so that it replays by itself.
   *
   * What is taken when follows from the births and who lives alone: a tree that is gone on with gives the same.
   *
   * @param when `due` does nothing most of the time, and leaves short lines alone; `now` takes all that there is
   */
  takeStems(when: 'due' | 'now' = 'due'): readonly PackedLineage[] {
    if (when === 'due' && this.#births < this.#stemsDueAt) return [];
    const nodes = this.#nodes;
    const living = livingLines(nodes);
    this.#stemsDueAt = this.#births + Math.max(BIRTHS_BETWEEN_STEMS, living.count);
    const taken: PackedLineage[] = [];
    for (const root of living.roots) {
      const stem = stemFrom(root, nodes, living);
      const news = stem.reduce((sum, node) => sum + 1 - nodes.isRecorded[node]!, 0);
      if (news < FEWEST_BIRTHS[when]) continue;
      taken.push(this.pack([stem.at(-1)!]).packed);
      condenseStem(stem, nodes);
    }
    return taken;
  }

  #freeUnneeded(node: number): void {
    const nodes = this.#nodes;
    let current = node;
    while (nodes.dependants[current] === 0 && nodes.holders[current] === 0) {
      const parent = nodes.parents[current]!;
      nodes.free(current);
      if (parent === NO_PARENT) return;
      nodes.dependants[parent]!--;
      current = parent;
    }
  }

  /** By place: the node of a birth that is known, `TO_ENTER` where it is missing, `NOT_NEEDED` beyond those known. */
  #knownAndMissing({ islands, births, parents }: PackedLineage, places: Uint32Array): Int32Array {
    const known = this.#nodesOfLivingLines();
    const nodeOf = new Int32Array(births.length).fill(NOT_NEEDED);
    for (const first of places) {
      for (let place = first; place !== NO_PARENT && nodeOf[place] === NOT_NEEDED; place = parents[place]!) {
        const node = known.get(islands[place]!)?.get(births[place]!);
        nodeOf[place] = node ?? TO_ENTER;
        if (node !== undefined) break;
      }
    }
    return nodeOf;
  }

  /** By island and birth. */
  #nodesOfLivingLines(): ReadonlyMap<number, ReadonlyMap<number, number>> {
    const { islands, births } = this.#nodes;
    const known = new Map<number, Map<number, number>>();
    livingLines(this.#nodes).isPart.forEach((isPart, node) => {
      if (isPart === 0) return;
      const island = islands[node]!;
      let ofIsland = known.get(island);
      if (ofIsland === undefined) known.set(island, (ofIsland = new Map<number, number>()));
      ofIsland.set(births[node]!, node);
    });
    return known;
  }

  /** Makes nodes, held by their children alone, for the births that are marked so; their parents' are known by then. */
  #enter(lineage: PackedLineage, nodeOf: Int32Array): void {
    const nodes = this.#nodes;
    let unit = 0;
    for (let place = 0; place < nodeOf.length; place++) {
      const units = lineage.unitCounts[place]!;
      if (nodeOf[place] === TO_ENTER) {
        const node = nodes.take();
        const parent = lineage.parents[place]!;
        nodes.parents[node] = parent === NO_PARENT ? NO_PARENT : nodeOf[parent]!;
        if (parent !== NO_PARENT) nodes.dependants[nodeOf[parent]!]!++;
        nodes.islands[node] = lineage.islands[place]!;
        nodes.births[node] = lineage.births[place]!;
        nodes.fitness[node] = lineage.fitness[place]!;
        nodes.deaths[node] = lineage.deaths[place]!;
        nodes.isRecorded[node] = lineage.isRecorded[place]!;
        nodes.keepEdits(node, lineage, unit, units);
        nodeOf[place] = node;
      }
      unit += units;
    }
  }
}
