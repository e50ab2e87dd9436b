import type { Program } from '../algorithm/program.ts';
import { applyMutation, type MutationRecord } from './mutation-record.ts';

/** A member of a population. */
export interface Individual {
  readonly program: Program;
  /** On T_search, 0 to 1. */
  readonly fitness: number;
  /** Where it came from. */
  readonly ancestor: Ancestor;
}

/**
 * One birth in the family tree. A child holds its parent and nobody holds its children, so what no living individual
 * descends from is collected with the garbage.
 */
export type Ancestor = Founder | Descendant;

interface Birth {
  /** Running number of the candidate on its island, from 0. */
  readonly birth: number;
  /** On T_search. */
  readonly fitness: number;
}

/** A program without a parent: one of the initial population, or a fresh random one. */
export interface Founder extends Birth {
  readonly kind: 'founder';
  readonly program: Program;
}

/** A program that was made from its parent's by mutations, one after the other. */
export interface Descendant extends Birth {
  readonly kind: 'descendant';
  readonly parent: Ancestor;
  /** In the order in which they were applied; empty where the child is a copy. */
  readonly edits: readonly MutationRecord[];
}

/** The line that leads to a birth: its founder first, itself last. */
export function lineageOf(ancestor: Ancestor): readonly [Founder, ...Descendant[]] {
  const descendants: Descendant[] = [];
  let current = ancestor;
  while (current.kind === 'descendant') {
    descendants.push(current);
    current = current.parent;
  }
  return [current, ...descendants.reverse()];
}

/** The programs of a line, rebuilt by replaying its mutations: bit for bit what lived, founder first. */
export function replayLineage(lineage: readonly [Founder, ...Descendant[]]): readonly Program[] {
  const [founder, ...descendants] = lineage;
  const programs = [founder.program];
  let program = founder.program;
  for (const { edits } of descendants) {
    program = edits.reduce(applyMutation, program);
    programs.push(program);
  }
  return programs;
}
