import { ProgramBuffer } from '../algorithm/program-buffer.ts';
import type { Program } from '../algorithm/program.ts';
import type { Spec } from '../spec/spec-schema.ts';
import { Candidate } from './candidate.ts';
import { Lineage } from './lineage.ts';
import type { PackedLineage } from './packed-lineage.ts';
import { Population } from './population.ts';
import type { RandomSource } from './random-source.ts';
import { replayLineage } from './replay-lineage.ts';

/** Everything that an island needs to go on, apart from its random source: plain data. */
export interface IslandState {
  /** All living individuals with their ancestors. Programs follow from them. */
  readonly lineage: PackedLineage;
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
}

/** An individual as it is held in memory: to be looked at before the search goes on. */
export interface LivingIndividual {
  /** Its running number in the experiment. */
  readonly birth: number;
  /** Fitness on T_search. */
  readonly search: number;
  readonly program: ProgramBuffer;
  /** Its node in the family tree. */
  readonly node: number;
}

/** An individual that outlives its island: plain data. */
export interface KeptIndividual {
  /** Its running number in the experiment. */
  readonly birth: number;
  /** Fitness on T_search. */
  readonly search: number;
  readonly program: Program;
  /** The line that led to it, as a lineage of its own: founder first, itself last. */
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
  /** A copy of the best ever's program; its node is `NONE` before the first birth. */
  readonly #bestProgram = new ProgramBuffer();
  #bestFitness = -Infinity;
  #bestNode = NONE;
  #births: number;
  #sweepCandidates: number;
  #refused: number;

  /** @param state where an island left off; without it, an empty island */
  constructor(spec: Spec, random: RandomSource, state?: IslandState) {
    this.spec = spec;
    this.random = random;
    this.population = new Population(spec.method.population);
    this.#lineage = new Lineage(state?.lineage);
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

  /** The running number of a node's birth. */
  birthOf(node: number): number {
    return this.#lineage.birthOf(node);
  }

  /** The individual in a slot. */
  inSlot(slot: number): LivingIndividual {
    const { fitness, nodes, programs } = this.population;
    return this.#living(nodes[slot]!, fitness[slot]!, programs[slot]!);
  }

  /** A copy of an individual, with the line that led to it. */
  keep({ birth, search, program, node }: LivingIndividual): KeptIndividual {
    return { birth, search, program: program.toProgram(), line: this.#lineage.pack([node]).packed };
  }

  /** Enters the candidate's birth into the family tree; gives its node, which whoever asked for it holds. */
  bear(fitness: number): number {
    const { program, parent, edits } = this.candidate;
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
    const { packed, placeOf } = this.#lineage.pack(hasBest ? [...living, this.#bestNode] : living);
    return {
      lineage: packed,
      slots: Uint32Array.from(living, (node) => placeOf[node]!),
      bestEver: hasBest ? placeOf[this.#bestNode]! : null,
      births: this.#births,
      sweepCandidates: this.#sweepCandidates,
      refused: this.#refused,
    };
  }

  #revive({ lineage, slots, bestEver }: IslandState): void {
    const slotsOf = Map.groupBy(slots.keys(), (slot) => slots[slot]!);
    const programs = Array.from(slots, () => new ProgramBuffer());
    replayLineage(lineage, (place, program) => {
      for (const slot of slotsOf.get(place) ?? []) programs[slot]!.copyFrom(program);
      if (place === bestEver) this.#keepBest(program, lineage.fitness[place]!, place);
    });
    programs.forEach((program, slot) => {
      const place = slots[slot]!;
      this.#lineage.retain(place);
      this.population.put(slot, program, lineage.fitness[place]!, place);
    });
  }

  #keepBest(program: Program, fitness: number, node: number): void {
    this.#lineage.retain(node);
    if (this.#bestNode !== NONE) this.#lineage.release(this.#bestNode);
    this.#bestProgram.copyFrom(program);
    this.#bestFitness = fitness;
    this.#bestNode = node;
  }

  #living(node: number, fitness: number, program: ProgramBuffer): LivingIndividual {
    return { node, birth: this.birthOf(node), search: fitness, program };
  }
}
