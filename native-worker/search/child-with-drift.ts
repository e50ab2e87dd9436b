import type { BehaviourHash, BehaviourHasher } from '../algorithm/behaviour-hash.ts';
import type { OutputKind } from '../algorithm/output-kind.ts';
import { ProgramBuffer } from '../algorithm/program-buffer.ts';
import type { Program } from '../algorithm/program.ts';
import type { Candidate } from './candidate.ts';
import type { Mutator } from './mutator.ts';
import type { ValidityGate } from './valid-program-sampler.ts';

/** How often a child is tried for. */
const MOST_TRIES = 200;

/** What children are made with. */
export interface ChildMaker {
  readonly outputs: OutputKind;
  readonly mutator: Mutator;
  readonly hasher: BehaviourHasher;
  readonly gate: ValidityGate;
  /** Called for every child that the validity filter refuses. */
  readonly refuse: () => void;
}

/**
 * Makes children that pass the filter and do something else than their parent, if 200 tries give one; else a program
 * that does the same. A mutation that is refused is tried again. One that leaves the behaviour as it is becomes the new
 * base: a neutral step, which costs no evaluation and lets the search drift to where other children are near.
 */
export class ChildWithDrift implements BehaviourHash {
  /** Of the child that was made last. */
  behaviour = 0;
  structure = 0;
  readonly #maker: ChildMaker;
  /** The next try. Changes places with the child's program where it becomes the new base. */
  #trial = new ProgramBuffer();

  constructor(maker: ChildMaker) {
    this.#maker = maker;
  }

  /**
   * Makes a child.
   *
   * @param behaviour the parent's, by hash
   * @param structure likewise
   * @param child gets the program, in another buffer than before, and all edits that led there, neutral ones included
   */
  make(parent: Program, behaviour: number, structure: number, child: Candidate): void {
    const { mutator, gate, refuse } = this.#maker;
    const { edits } = child;
    child.program.copyFrom(parent);
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      const unitsBefore = edits.units;
      const trial = this.#trial;
      if (!mutator.mutate(child.program, trial, edits)) {
        edits.truncate(unitsBefore);
        continue;
      }
      if (!gate.passes(trial)) {
        edits.truncate(unitsBefore);
        refuse();
        continue;
      }
      this.#trial = child.program;
      child.program = trial;
      this.#hash(trial);
      if (this.behaviour !== behaviour) return;
    }
    this.behaviour = behaviour;
    this.structure = structure;
  }

  #hash(program: Program): void {
    const { behaviour, structure } = this.#maker.hasher.hash(program, this.#maker.outputs);
    this.behaviour = behaviour;
    this.structure = structure;
  }
}
