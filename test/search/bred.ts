import { bufferOf, ProgramBuffer } from '../../native-worker/algorithm/program-buffer.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { EditLog } from '../../native-worker/search/edit-log.ts';
import { type MutationRecord, recordOfEdit } from '../../native-worker/search/mutation-record.ts';
import type { Mutator } from '../../native-worker/search/mutator.ts';
import { applyEdit } from '../../native-worker/search/replay-edits.ts';

/** A child as a mutator makes it, and what it wrote down, read again. */
export interface BredChild {
  readonly changed: boolean;
  readonly program: Program;
  /** None where no mutation was tried. */
  readonly record: MutationRecord | null;
  /** What the edit makes of the parent. */
  readonly replayed: Program;
}

/** One child of a parent. */
export function bred(mutator: Mutator, parent: Program): BredChild {
  const child = new ProgramBuffer();
  const edits = new EditLog();
  const changed = mutator.mutate(parent, child, edits);
  const { records, replayed } = readEdits(edits, parent);
  return { changed, program: child.toProgram(), record: records[0] ?? null, replayed };
}

/** What a log says that was done to a program, and what comes of it. */
export function readEdits(edits: EditLog, parent: Program): { records: MutationRecord[]; replayed: Program } {
  const records: MutationRecord[] = [];
  const program = bufferOf(parent);
  let unit = 0;
  while (unit < edits.units) {
    const before = program.toProgram();
    const head = unit;
    unit = applyEdit(edits, head, program);
    records.push(recordOfEdit(edits, head, before, program));
  }
  return { records, replayed: program.toProgram() };
}
