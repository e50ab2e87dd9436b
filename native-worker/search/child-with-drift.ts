import type { BehaviourHash, BehaviourHasher } from '../algorithm/behaviour-hash.ts';
import type { OutputKind } from '../algorithm/output-kind.ts';
import type { Program } from '../algorithm/program.ts';
import type { MutationRecord } from './mutation-record.ts';
import type { Mutator } from './mutator.ts';
import type { ValidityGate } from './valid-program-sampler.ts';

/** A program that was made from another, and how. */
export interface Child extends BehaviourHash {
  readonly program: Program;
  /** In the order in which they were applied, neutral ones included. */
  readonly edits: readonly MutationRecord[];
}

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
 * A child that passes the filter and does something else than its parent, if 200 tries give one; else a program that
 * does the same. A mutation that is refused is tried again. One that leaves the behaviour as it is becomes the new
 * base: a neutral step, which costs no evaluation and lets the search drift to where other children are near.
 */
export function childWithDrift(parent: Program, hash: BehaviourHash, maker: ChildMaker): Child {
  const edits: MutationRecord[] = [];
  let base = parent;
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const { program, record } = maker.mutator.mutate(base);
    if (program === base) continue;
    if (!maker.gate.passes(program)) {
      maker.refuse();
      continue;
    }
    edits.push(record);
    const childHash = maker.hasher.hash(program, maker.outputs);
    if (childHash.behaviour !== hash.behaviour) return { program, edits, ...childHash };
    base = program;
  }
  return { program: base, edits, ...hash };
}
