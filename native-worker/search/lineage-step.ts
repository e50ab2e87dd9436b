import { ProgramBuffer } from '../algorithm/program-buffer.ts';
import type { Program } from '../algorithm/program.ts';
import { type MutationRecord, recordOfEdit } from './mutation-record.ts';
import { type Identity, identityAt, NO_PARENT, type PackedLineage } from './packed-lineage.ts';
import { applyEdit } from './replay-edits.ts';

/** One birth of a lineage, in a form that can be read: it names its parent, and does not hold it. */
export type LineageStep = Identity & {
  /** On T_search. */
  readonly search: number;
} & (
    | { readonly kind: 'founder'; readonly program: Program }
    /** Its line is on record; what it was made of stands there. */
    | { readonly kind: 'recorded'; readonly program: Program }
    | {
        readonly kind: 'descendant';
        readonly parent: Identity;
        /** What made it of its parent, in order; empty where it is a copy that no mutation was tried on. */
        readonly edits: readonly MutationRecord[];
      }
  );

/** The steps of a single line, its root first, as objects. */
export function stepsOfLine(line: PackedLineage): readonly LineageStep[] {
  const { fitness, parents, isRecorded, unitCounts } = line;
  const before = new ProgramBuffer();
  const program = new ProgramBuffer();
  let unit = 0;
  return Array.from(parents, (parent, place): LineageStep => {
    const shared = { ...identityAt(line, place), search: fitness[place]! };
    const end = unit + unitCounts[place]!;
    if (parent === NO_PARENT || isRecorded[place] === 1) {
      unit = applyEdit(line, unit, program);
      return { kind: parent === NO_PARENT ? 'founder' : 'recorded', ...shared, program: program.toProgram() };
    }
    const edits: MutationRecord[] = [];
    while (unit < end) {
      const head = unit;
      before.copyFrom(program);
      unit = applyEdit(line, head, program);
      edits.push(recordOfEdit(line, head, before, program));
    }
    return { kind: 'descendant', ...shared, parent: identityAt(line, parent), edits };
  });
}
