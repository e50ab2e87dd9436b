import { ProgramBuffer } from '../algorithm/program-buffer.ts';
import type { Program } from '../algorithm/program.ts';
import { NO_PARENT, type PackedLineage } from './packed-lineage.ts';
import { applyEdit } from './replay-edits.ts';

/**
 * Rebuilds the programs of all births by replaying their edits, parents before children, bit for bit as they lived.
 * Holds no more of them at a time than have children still to come.
 *
 * @param visit is told of each birth; the program is overwritten after the call
 */
export function replayLineage(lineage: PackedLineage, visit: (place: number, program: Program) => void): void {
  const { parents, unitCounts } = lineage;
  const childrenToCome = new Uint32Array(parents.length);
  for (const parent of parents) if (parent !== NO_PARENT) childrenToCome[parent]!++;
  const programs = new Map<number, ProgramBuffer>();
  const spare: ProgramBuffer[] = [];
  let unit = 0;
  for (let place = 0; place < parents.length; place++) {
    const program = spare.pop() ?? new ProgramBuffer();
    const parent = parents[place]!;
    if (parent !== NO_PARENT) program.copyFrom(programs.get(parent)!);
    const end = unit + unitCounts[place]!;
    while (unit < end) unit = applyEdit(lineage, unit, program);
    visit(place, program);
    if (childrenToCome[place] === 0) spare.push(program);
    else programs.set(place, program);
    if (parent === NO_PARENT) continue;
    childrenToCome[parent]!--;
    if (childrenToCome[parent] !== 0) continue;
    spare.push(programs.get(parent)!);
    programs.delete(parent);
  }
}
