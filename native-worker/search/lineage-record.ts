import type { Spec } from '../spec/spec-schema.ts';
import { bytesOfEdits, bytesOfProgram } from './edit-bytes.ts';
import { type Identity, identityAt, NO_PARENT, type PackedLineage } from './packed-lineage.ts';
import { replayLineage } from './replay-lineage.ts';

/** Where a founder's program comes from: drawn at random, empty or nothing but NO_OPs, hand-designed, or given by the user. */
export type FounderKind = 'founder-random' | 'founder-blank' | 'founder-reference' | 'founder-user';

/** `improvement`: did better on T_search than all before it in its line. `neutral`: any other step. */
export type RecordKind = FounderKind | 'improvement' | 'neutral';

/** A birth as it is put on record, on its own: within an experiment of a run, it and its parent are known by name. */
export interface LineageRecord extends Identity {
  readonly kind: RecordKind;
  /** Null for founders alone. A parent that was born on another island came from there. */
  readonly parent: Identity | null;
  /** Fitness on T_search. */
  readonly search: number;
  /**
   * Candidates that its island had seen when it lost its last place; null where it lived when this was recorded. Of two
   * records of one birth, the one that knows this, or the later time, tells more.
   */
  readonly died: number | null;
  /** What made it of its parent (`edit-bytes.ts`); null for founders. */
  readonly edits: Uint8Array | null;
  /** The program as it was then, of founders and improvements; null for others, where it follows by replay. */
  readonly program: Uint8Array | null;
}

/** Where the founders of a run come from, by what its spec says that a population starts from. */
export function founderKind(init: Spec['init']): FounderKind {
  switch (init) {
    case 'random':
      return 'founder-random';
    case 'empty':
    case 'no-op':
      return 'founder-blank';
    case 'linear':
    case 'network':
      return 'founder-reference';
    default:
      return 'founder-user';
  }
}

/** The births of a lineage that are not on record yet, parents before children. */
export function recordsOf(lineage: PackedLineage, founders: FounderKind): readonly LineageRecord[] {
  const { fitness, deaths, parents, isRecorded, unitCounts } = lineage;
  /** By place: the best fitness of its line, itself included. */
  const best = new Float64Array(parents.length);
  const records: LineageRecord[] = [];
  let unit = 0;
  replayLineage(lineage, (place, program) => {
    const parent = parents[place]!;
    const search = fitness[place]!;
    const before = parent === NO_PARENT ? -Infinity : best[parent]!;
    const first = unit;
    best[place] = Math.max(before, search);
    unit += unitCounts[place]!;
    if (isRecorded[place] === 1) return;
    const isFounder = parent === NO_PARENT;
    const isImprovement = search > before;
    records.push({
      ...identityAt(lineage, place),
      kind: isFounder ? founders : isImprovement ? 'improvement' : 'neutral',
      parent: isFounder ? null : identityAt(lineage, parent),
      search,
      died: deaths[place] === Infinity ? null : deaths[place]!,
      edits: isFounder ? null : bytesOfEdits(lineage, first, unitCounts[place]!),
      program: isFounder || isImprovement ? bytesOfProgram(program) : null,
    });
  });
  return records;
}
