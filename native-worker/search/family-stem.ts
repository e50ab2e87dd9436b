import { ProgramBuffer } from '../algorithm/program-buffer.ts';
import { EditLog } from './edit-log.ts';
import type { FamilyNodes } from './family-nodes.ts';
import type { LivingLines } from './living-lines.ts';
import { NO_PARENT } from './packed-lineage.ts';
import { applyEdit } from './replay-edits.ts';

/** From a root down to the first who lives, or has several children with somebody of their line alive. */
export function stemFrom(root: number, nodes: FamilyNodes, { children, child }: LivingLines): readonly number[] {
  const stem = [root];
  for (let node = root; nodes.holders[node] === 0 && children[node] === 1;) {
    node = child[node]!;
    stem.push(node);
  }
  return stem;
}

/**
 * After a stem has gone on record: frees those that nobody asks for any more, and gives the others their programs in
 * full. Those stay that did better than all before them, the last one, and whoever has another to depend on it.
 */
export function condenseStem(stem: readonly number[], nodes: FamilyNodes): void {
  const program = new ProgramBuffer();
  const edits = new EditLog();
  let best = -Infinity;
  let parent = NO_PARENT;
  stem.forEach((node, place) => {
    replay(node, nodes, program);
    const fitness = nodes.fitness[node]!;
    const stays = place === 0 || place === stem.length - 1 || fitness > best || nodes.dependants[node]! > 1;
    best = Math.max(best, fitness);
    if (!stays) {
      // Its only child becomes its parent's.
      nodes.dependants[node] = 0;
      nodes.free(node);
      return;
    }
    nodes.parents[node] = parent;
    parent = node;
    if (nodes.isRecorded[node] === 1) return;
    nodes.isRecorded[node] = 1;
    nodes.slab.release(nodes.blocks[node]!, nodes.unitCounts[node]!);
    edits.truncate(0);
    edits.addFounder(program);
    nodes.keepEdits(node, edits, 0, edits.units);
  });
}

function replay(node: number, { slab, blocks, unitCounts }: FamilyNodes, program: ProgramBuffer): void {
  const end = blocks[node]! + unitCounts[node]!;
  for (let unit = blocks[node]!; unit < end;) unit = applyEdit(slab, unit, program);
}
