import type { Canonicalizer } from '../algorithm/canonical-form.ts';
import type { OutputKind } from '../algorithm/output-kind.ts';
import type { Program } from '../algorithm/program.ts';
import { quickHash, quickStructureHash } from '../algorithm/quick-hash.ts';
import type { MutationRecord } from './mutation-record.ts';
import type { Mutator } from './mutator.ts';
import type { ValidityGate } from './valid-program-sampler.ts';

/** What a program does, by hash: of its canonical form, with constants and without. */
export interface Identity {
  readonly hash: number;
  readonly structure: number;
}

/** A program that was made from another, and how. */
export interface Child extends Identity {
  readonly program: Program;
  /** In the order in which they were applied, neutral ones included. */
  readonly edits: readonly MutationRecord[];
}

/** How often a child is tried for. */
const MOST_TRIES = 200;

/** What a program does, by hash. */
export function identityOf(program: Program, outputs: OutputKind, canonicalizer: Canonicalizer): Identity {
  const canonical = canonicalizer.canonicalize(program, outputs);
  return { hash: quickHash(canonical), structure: quickStructureHash(canonical) };
}

/** What children are made with. */
export interface ChildMaker {
  readonly outputs: OutputKind;
  readonly mutator: Mutator;
  readonly canonicalizer: Canonicalizer;
  readonly gate: ValidityGate;
  /** Called for every child that the validity filter refuses. */
  readonly refuse: () => void;
}

/**
 * A child that passes the filter and does something else than its parent, if 200 tries give one; else a program that
 * does the same. A mutation that is refused is tried again. One that leaves the canonical form as it is becomes the
 * new base: a neutral step, which costs no evaluation and lets the search drift to where other children are near.
 */
export function childWithDrift(parent: Program, identity: Identity, maker: ChildMaker): Child {
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
    const childIdentity = identityOf(program, maker.outputs, maker.canonicalizer);
    if (childIdentity.hash !== identity.hash) return { program, edits, ...childIdentity };
    base = program;
  }
  return { program: base, edits, ...identity };
}
