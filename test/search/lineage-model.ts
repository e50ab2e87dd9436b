import { bufferOf, ProgramBuffer } from '../../native-worker/algorithm/program-buffer.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { EditLog } from '../../native-worker/search/edit-log.ts';
import { Lineage } from '../../native-worker/search/lineage.ts';
import { type LineageRecord, recordsOf } from '../../native-worker/search/lineage-record.ts';
import { Mutator } from '../../native-worker/search/mutator.ts';
import { type Identity, NO_PARENT, type PackedLineage } from '../../native-worker/search/packed-lineage.ts';
import type { RandomSource } from '../../native-worker/search/random-source.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { MUTATION_KINDS } from '../../native-worker/spec/method-schema.ts';
import { randomProgram } from './programs.ts';
import { WIDE_SPACE } from './search-spaces.ts';

const OPTIONS = {
  mutations: MUTATION_KINDS.map((kind) => ({ kind, weight: 1 })),
  mutateProbability: 0.95,
  constantMutation: 'log-normal',
  insertBound: 'up-to-max',
} as const;

/** An individual as an object that simply holds its parent, for as long as anybody asks. */
export interface ModelBirth extends Identity {
  readonly parent: ModelBirth | null;
  readonly program: Program;
  readonly fitness: number;
  /** Places that it has on any island, and candidates of the last island that it had one on. */
  places: number;
  died: number | null;
}

/** Somebody who lives on an island. */
export interface Resident {
  readonly node: number;
  readonly birth: ModelBirth;
}

/** What islands are made to do, one step after the other. */
export type ModelStep =
  | { readonly kind: 'breed'; readonly island: number; readonly births: number }
  | { readonly kind: 'migrate'; readonly from: number; readonly to: number; readonly count: number }
  | { readonly kind: 'take stems'; readonly island: number }
  /** A few are pinned as champions are, or all pins are taken out. */
  | { readonly kind: 'pin' | 'unpin'; readonly island: number }
  | { readonly kind: 'resume'; readonly island: number };

/** An island with its population, and what it gave out to be put on record. */
class ModelIsland {
  readonly number: number;
  readonly random: RandomSource;
  lineage: Lineage;
  residents: Resident[] = [];
  pinned: Resident[] = [];
  births = 0;
  readonly pieces: PackedLineage[] = [];
  readonly #mutator: Mutator;
  readonly #edits = new EditLog();
  readonly #pinning: RandomSource;

  constructor(number: number, seed: number) {
    this.number = number;
    this.random = new ThreefryRandomSource({ seed, experiment: 0, island: number, purpose: 'search' });
    this.#pinning = new ThreefryRandomSource({ seed, experiment: 1, island: number, purpose: 'search' });
    this.#mutator = new Mutator(WIDE_SPACE, OPTIONS, this.random);
    this.lineage = new Lineage(number);
  }

  breed(births: number, population: number): void {
    for (let k = 0; k < births; k++) {
      if (this.residents.length < population || this.random.probability() < 0.01) this.#found(population);
      else this.#bearChild();
    }
  }

  pin(): void {
    const resident = this.residents[this.#pinning.slot(this.residents.length)];
    if (resident === undefined) return;
    this.lineage.pin(resident.node);
    this.pinned.push(resident);
  }

  unpin(): void {
    for (const { node } of this.pinned) this.lineage.unpin(node);
    this.pinned = [];
  }

  takeStems(): void {
    this.pieces.push(...this.lineage.takeStems('now'));
  }

  /** Cut and gone on with. */
  resume(): void {
    const all = [...this.residents, ...this.pinned];
    const { packed, placeOf } = this.lineage.pack(all.map(({ node }) => node));
    const saved = { lineage: structuredClone(packed), births: this.births, stemsDueAt: this.lineage.stemsDueAt };
    this.lineage = new Lineage(this.number, saved);
    const moved = ({ node, birth }: Resident): Resident => ({ node: placeOf[node]!, birth });
    this.residents = this.residents.map(moved);
    this.pinned = this.pinned.map(moved);
    for (const { node } of this.residents) this.lineage.retain(node);
    for (const { node } of this.pinned) this.lineage.pin(node);
  }

  receive(from: ModelIsland, count: number): void {
    const migrants = Array.from({ length: Math.min(count, from.residents.length, this.residents.length) }, () => {
      return from.residents[from.random.slot(from.residents.length)]!;
    });
    const { packed, placeOf } = from.lineage.pack(migrants.map(({ node }) => node));
    const places = Uint32Array.from(migrants, ({ node }) => placeOf[node]!);
    const nodes = this.lineage.adopt({ lineage: structuredClone(packed), places });
    migrants.forEach(({ birth }, k) => {
      birth.places++;
      this.#settle(this.random.slot(this.residents.length), { node: nodes[k]!, birth });
    });
  }

  #found(population: number): void {
    const program = randomProgram(WIDE_SPACE, this.random);
    this.#edits.truncate(0);
    this.#edits.addFounder(program);
    const founder = this.#bear(null, NO_PARENT, program);
    if (this.residents.length < population) this.residents.push(founder);
    else this.#settle(this.random.slot(population), founder);
  }

  #bearChild(): void {
    const parent = this.residents[this.random.slot(this.residents.length)]!;
    let program = bufferOf(parent.birth.program);
    this.#edits.truncate(0);
    for (let k = this.random.choice(3); k > 0; k--) {
      const child = new ProgramBuffer();
      this.#mutator.mutate(program, child, this.#edits);
      program = child;
    }
    const child = this.#bear(parent.birth, parent.node, program.toProgram());
    this.#settle(this.random.slot(this.residents.length), child);
  }

  #bear(parent: ModelBirth | null, parentNode: number, program: Program): Resident {
    // Few values, so that steps of equal fitness occur.
    const fitness = this.random.choice(40) / 40 + this.births / 1e5;
    const birth = { island: this.number, birth: this.births, parent, program, fitness, places: 1, died: null };
    const node = this.lineage.bear(parentNode, this.#edits, this.births, fitness);
    this.births++;
    return { node, birth };
  }

  #settle(slot: number, resident: Resident): void {
    const { node, birth } = this.residents[slot]!;
    this.lineage.release(node);
    birth.places--;
    if (birth.places === 0) birth.died = this.births;
    this.residents[slot] = resident;
  }
}

/** Islands that did some steps. */
export class ModelArchipelago {
  readonly islands: readonly ModelIsland[];
  readonly #population: number;

  constructor(seed: number, population: number, islands = 3) {
    this.islands = Array.from({ length: islands }, (_, number) => new ModelIsland(number, seed));
    this.#population = population;
  }

  do(step: ModelStep): void {
    switch (step.kind) {
      case 'breed':
        // Islands go in step.
        for (const island of this.islands) island.breed(step.births, this.#population);
        break;
      case 'migrate':
        if (step.from !== step.to) this.islands[step.to]!.receive(this.islands[step.from]!, step.count);
        break;
      case 'take stems':
        this.islands[step.island]!.takeStems();
        break;
      case 'pin':
        this.islands[step.island]!.pin();
        break;
      case 'unpin':
        this.islands[step.island]!.unpin();
        break;
      case 'resume':
        this.islands[step.island]!.resume();
        break;
    }
  }

  /** All that went on record, by name; the first record of a birth counts. */
  records(): ReadonlyMap<string, LineageRecord> {
    const records = new Map<string, LineageRecord>();
    for (const { pieces } of this.islands) {
      for (const record of pieces.flatMap((piece) => recordsOf(piece, 'founder-random'))) {
        const name = nameOf(record);
        if (!records.has(name)) records.set(name, record);
      }
    }
    return records;
  }
}

/** A birth's name, to look it up by. */
export function nameOf({ island, birth }: Identity): string {
  return `${island}/${birth}`;
}

/** The whole line of a birth, founder first. */
export function lineOf(birth: ModelBirth): readonly ModelBirth[] {
  const line: ModelBirth[] = [];
  for (let next: ModelBirth | null = birth; next !== null; next = next.parent) line.push(next);
  return line.reverse();
}

/** Those of a line that did better than all before them. */
export function improvementsIn(line: readonly ModelBirth[]): readonly ModelBirth[] {
  let best = -Infinity;
  return line.filter(({ fitness }) => {
    const improves = fitness > best;
    best = Math.max(best, fitness);
    return improves;
  });
}
