import { bufferOf, ProgramBuffer } from '../algorithm/program-buffer.ts';
import type { Program } from '../algorithm/program.ts';
import type { MigrationSpec, Spec } from '../spec/spec-schema.ts';
import { Candidate } from './candidate.ts';
import { Lineage } from './lineage.ts';
import { emigrantSlots, immigrantSlots } from './migration.ts';
import { OutcomeCounts } from './outcome-counts.ts';
import { type Identity, NO_PARENT, type PackedLineage, type PlacedIndividuals } from './packed-lineage.ts';
import { Population } from './population.ts';
import type { RandomSource } from './random-source.ts';
import { replayLineage } from './replay-lineage.ts';

/** Everything that an island needs to go on, apart from its random source: plain data. */
export interface IslandState {
  /** All living individuals with their ancestors. Programs follow from them. */
  readonly lineage: PackedLineage;
  /** See `Lineage.stemsDueAt`. */
  readonly stemsDueAt: number;
  /** By slot: the individual's place in the lineage. Fewer than the population's size while it is being founded. */
  readonly slots: Uint32Array;
  /** Place of the fittest individual ever born here, the earlier one on ties; null before the first birth. */
  readonly bestEver: number | null;
  /** Candidates scored so far. */
  readonly births: number;
  /** Candidates scored since the last sweep ended. */
  readonly sweepCandidates: number;
  /** Programs that the validity filter refused. */
  readonly refused: number;
  /** See `IslandFigures.outcomes`. */
  readonly outcomes: Float64Array;
  /** Champions of barriers that have to be remembered: by barrier, its epoch and the champion's place in the lineage. */
  readonly heldEpochs: Float64Array;
  readonly heldPlaces: Uint32Array;
}

/** An individual as it is held in memory: to be looked at before the search goes on. */
export interface LivingIndividual extends Identity {
  /** Fitness on T_search. */
  readonly search: number;
  readonly program: ProgramBuffer;
  /** Its node in the family tree. */
  readonly node: number;
}

/** An individual that outlives its island: plain data. */
export interface KeptIndividual extends Identity {
  /** Fitness on T_search. */
  readonly search: number;
  readonly program: Program;
  /** The line that led to it, as far as it is not on record: a root first, itself last. */
  readonly line: PackedLineage;
}

/** Stands for the node of nobody. */
const NONE = -1;

/**
 * One population with its family tree and the candidate under way: beside the random source, all that changes in a
 * search. Nothing is allocated for a candidate.
 */
export class Island {
  readonly spec: Spec;
  readonly random: RandomSource;
  readonly population: Population;
  readonly candidate = new Candidate();
  readonly #lineage: Lineage;
  readonly #outcomes: OutcomeCounts;
  /** By epoch: the champion of its barrier, whose node is held. */
  readonly #held = new Map<number, LivingIndividual>();
  /** A copy of the best ever's program; its node is `NONE` before the first birth. */
  readonly #bestProgram = new ProgramBuffer();
  #bestFitness = -Infinity;
  #bestNode = NONE;
  #births: number;
  #sweepCandidates: number;
  #refused: number;

  /**
   * @param number the island's, from 0
   * @param state where an island left off; without it, an empty island
   */
  constructor(spec: Spec, number: number, random: RandomSource, state?: IslandState) {
    this.spec = spec;
    this.random = random;
    this.population = new Population(spec.method.population);
    this.#lineage = new Lineage(number, state);
    this.#outcomes = new OutcomeCounts(state?.outcomes);
    this.#births = state?.births ?? 0;
    this.#sweepCandidates = state?.sweepCandidates ?? 0;
    this.#refused = state?.refused ?? 0;
    if (state !== undefined) this.#revive(state);
  }

  get births(): number {
    return this.#births;
  }

  get sweepCandidates(): number {
    return this.#sweepCandidates;
  }

  get refused(): number {
    return this.#refused;
  }

  /** The fittest individual ever born here, the earlier one on ties; null before the first birth. */
  get bestEver(): LivingIndividual | null {
    if (this.#bestNode === NONE) return null;
    return this.#living(this.#bestNode, this.#bestFitness, this.#bestProgram);
  }

  /** The fittest of the living, the lowest slot on ties; null where nobody lives. */
  get fittest(): LivingIndividual | null {
    const slot = this.population.fittest;
    return slot < 0 ? null : this.inSlot(slot);
  }

  /** Who was born at a node. */
  identityOf(node: number): Identity {
    return this.#lineage.identityOf(node);
  }

  /** See `IslandFigures.outcomes`. */
  get outcomes(): Float64Array {
    return this.#outcomes.counts;
  }

  /** The individual in a slot. */
  inSlot(slot: number): LivingIndividual {
    const { fitness, nodes, programs } = this.population;
    return this.#living(nodes[slot]!, fitness[slot]!, programs[slot]!);
  }

  /** A copy of an individual, with the line that led to it. */
  keep({ island, birth, search, program, node }: LivingIndividual): KeptIndividual {
    return { island, birth, search, program: program.toProgram(), line: this.#lineage.pack([node]).packed };
  }

  /** Remembers an individual as the champion of an epoch's barrier, whatever becomes of it. */
  hold(epoch: number, individual: LivingIndividual): void {
    this.#lineage.pin(individual.node);
    this.#held.set(epoch, { ...individual, program: bufferOf(individual.program) });
  }

  /** The champion of an epoch's barrier, if it is remembered. */
  heldAt(epoch: number): LivingIndividual | undefined {
    return this.#held.get(epoch);
  }

  /** Forgets the champions of barriers up to an epoch's. */
  releaseHeld(throughEpoch: number): void {
    for (const [epoch, { node }] of this.#held) {
      if (epoch > throughEpoch) continue;
      this.#lineage.unpin(node);
      this.#held.delete(epoch);
    }
  }

  /** Births that are to go on record, since all that live of their tree descend from them; they leave memory. */
  takeStems(): readonly PackedLineage[] {
    return this.#lineage.takeStems();
  }

  /** Copies of individuals that shall live elsewhere, too. */
  emigrate(migration: MigrationSpec): PlacedIndividuals {
    const { nodes } = this.population;
    const chosen = Array.from(emigrantSlots(this.population, migration, this.random), (slot) => nodes[slot]!);
    const { packed, placeOf } = this.#lineage.pack(chosen);
    return { lineage: packed, places: Uint32Array.from(chosen, (node) => placeOf[node]!) };
  }

  /** PlacedIndividuals take the places of others. They keep their fitness: T_search is the same on all islands. */
  immigrate(migration: MigrationSpec, { lineage, places }: PlacedIndividuals): void {
    const slots = immigrantSlots(this.population, migration, this.random);
    const nodes = this.#lineage.adopt({ lineage, places });
    const programs = programsAt(lineage, places);
    slots.forEach((slot, k) => {
      this.put(slot, programs[k]!, lineage.fitness[places[k]!]!, nodes[k]!);
    });
  }

  /** Enters the candidate's birth into the family tree; gives its node, which whoever asked for it holds. */
  bear(fitness: number): number {
    const { program, parent, edits } = this.candidate;
    if (parent === NO_PARENT) this.#outcomes.addFounder(fitness);
    else this.#outcomes.add(edits, fitness, this.#lineage.fitnessOf(parent));
    const node = this.#lineage.bear(parent, edits, this.#births, fitness);
    this.#births++;
    this.#sweepCandidates++;
    if (fitness > this.#bestFitness) this.#keepBest(program, fitness, node);
    return node;
  }

  /** Puts the candidate, once it is born, into a slot, in place of who was there. Takes over the hold on its node. */
  putCandidate(slot: number, fitness: number, node: number): void {
    this.candidate.program = this.put(slot, this.candidate.program, fitness, node);
  }

  /**
   * Puts an individual into a slot, in place of who was there. The slot after the last one that is taken adds a slot.
   *
   * @param program belongs to the slot from now on
   * @param node its node, the hold on which is taken over
   * @returns a buffer for another program: that of who was there
   */
  put(slot: number, program: ProgramBuffer, fitness: number, node: number): ProgramBuffer {
    const { nodes, size } = this.population;
    if (slot < size) this.#lineage.release(nodes[slot]!);
    return this.population.put(slot, program, fitness, node);
  }

  /** Holds the node of an individual that might leave its slot. */
  retain(node: number): void {
    this.#lineage.retain(node);
  }

  /** Lets go of a node. */
  release(node: number): void {
    this.#lineage.release(node);
  }

  /** Counts a program, or a part of one, that the validity filter refused. */
  refuse(): void {
    this.#refused++;
  }

  /** Starts to count the candidates of the next sweep. */
  startSweep(): void {
    this.#sweepCandidates = 0;
  }

  /** All that a resumed island needs; only to be asked for while no candidate is under way. */
  state(): IslandState {
    const { nodes, size } = this.population;
    const living = nodes.subarray(0, size);
    const hasBest = this.#bestNode !== NONE;
    const held = [...this.#held.values()].map(({ node }) => node);
    const { packed, placeOf } = this.#lineage.pack([...living, ...held, ...(hasBest ? [this.#bestNode] : [])]);
    return {
      lineage: packed,
      stemsDueAt: this.#lineage.stemsDueAt,
      slots: Uint32Array.from(living, (node) => placeOf[node]!),
      bestEver: hasBest ? placeOf[this.#bestNode]! : null,
      births: this.#births,
      sweepCandidates: this.#sweepCandidates,
      refused: this.#refused,
      outcomes: this.#outcomes.counts.slice(),
      heldEpochs: Float64Array.from(this.#held.keys()),
      heldPlaces: Uint32Array.from(held, (node) => placeOf[node]!),
    };
  }

  #revive({ lineage, slots, bestEver, heldEpochs, heldPlaces }: IslandState): void {
    const { fitness } = lineage;
    programsAt(lineage, slots).forEach((program, slot) => {
      const place = slots[slot]!;
      this.#lineage.retain(place);
      this.population.put(slot, program, fitness[place]!, place);
    });
    programsAt(lineage, heldPlaces).forEach((program, k) => {
      const place = heldPlaces[k]!;
      this.hold(heldEpochs[k]!, this.#living(place, fitness[place]!, program));
    });
    if (bestEver === null) return;
    const [program] = programsAt(lineage, [bestEver]);
    this.#keepBest(program!, fitness[bestEver]!, bestEver);
  }

  #keepBest(program: Program, fitness: number, node: number): void {
    this.#lineage.pin(node);
    if (this.#bestNode !== NONE) this.#lineage.unpin(this.#bestNode);
    this.#bestProgram.copyFrom(program);
    this.#bestFitness = fitness;
    this.#bestNode = node;
  }

  #living(node: number, fitness: number, program: ProgramBuffer): LivingIndividual {
    return { node, ...this.identityOf(node), search: fitness, program };
  }
}

/** The programs at some places of a lineage, each in a buffer of its own. */
function programsAt(lineage: PackedLineage, places: ArrayLike<number>): ProgramBuffer[] {
  const programs = Array.from(places, () => new ProgramBuffer());
  const wanted = Map.groupBy(programs.keys(), (k) => places[k]!);
  replayLineage(lineage, (place, program) => {
    for (const k of wanted.get(place) ?? []) programs[k]!.copyFrom(program);
  });
  return programs;
}
