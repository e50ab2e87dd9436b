import { describe, expect, it } from 'vitest';
import { bufferOf } from '../../native-worker/algorithm/program-buffer.ts';
import { editsOfBytes, programOfBytes } from '../../native-worker/search/edit-bytes.ts';
import { founderKind, type LineageRecord, recordsOf } from '../../native-worker/search/lineage-record.ts';
import { lineageOf } from '../../native-worker/search/recorded-lineage.ts';
import { replayLineage } from '../../native-worker/search/replay-lineage.ts';
import { improvementsIn, lineOf, ModelArchipelago, nameOf } from './lineage-model.ts';

/** The line of somebody on the last of some islands that exchange migrants, in records and as it was. */
function recordedLine() {
  const islands = new ModelArchipelago(11, 8);
  for (let round = 0; round < 30; round++) {
    islands.do({ kind: 'breed', island: 0, births: 20 });
    for (const to of [0, 1, 2]) islands.do({ kind: 'migrate', from: (to + 1) % 3, to, count: 3 });
  }
  const { lineage, residents } = islands.islands[2]!;
  const { node, birth } = residents[0]!;
  return { records: recordsOf(lineage.pack([node]).packed, 'founder-user'), line: lineOf(birth) };
}

describe('what goes on record of a line', () => {
  it('is each birth by name, the founder with where it comes from, improvements in full, the rest by their edits', () => {
    const { records, line } = recordedLine();
    const improving = new Set(improvementsIn(line).map(nameOf));
    expect(records.map(nameOf)).toEqual(line.map(nameOf));
    records.forEach((record, place) => {
      const { fitness, parent, program } = line[place]!;
      const isFounder = parent === null;
      expect(record.search).toBe(fitness);
      expect(record.parent && nameOf(record.parent)).toBe(parent && nameOf(parent));
      expect(record.kind).toBe(isFounder ? 'founder-user' : improving.has(nameOf(record)) ? 'improvement' : 'neutral');
      expect(record.edits === null).toBe(isFounder);
      expect(record.program && programOfBytes(record.program)).toEqual(record.kind === 'neutral' ? null : program);
    });
    expect(records.some(({ kind }) => kind === 'neutral')).toBe(true);
  });

  it('shows migrants as such: births whose parent was born on another island', () => {
    const { records } = recordedLine();
    expect(records.some(({ island, parent }) => parent !== null && parent.island !== island)).toBe(true);
  });

  it('replays to every program of the line, to the bit, with its fitness', () => {
    const { records, line } = recordedLine();
    const lineage = lineageOf(records);
    replayLineage(lineage, (place, program) => {
      expect(bufferOf(program).toProgram()).toEqual(line[place]!.program);
      expect(lineage.fitness[place]).toBe(line[place]!.fitness);
    });
    expect(lineage.births).toHaveLength(line.length);
    expect(recordsOf(lineage, 'founder-user')).toEqual(records);
  });

  it('is refused, and what is missing named, where a birth of the line is left out or has lost its edits', () => {
    const { records } = recordedLine();
    const [founder, second, third] = records as [LineageRecord, LineageRecord, LineageRecord];
    expect(() => lineageOf([founder, third])).toThrow(
      `the parent of birth ${third.birth} of island ${third.island}, birth ${second.birth} of island ${second.island}, does not stand before it`,
    );
    expect(() => lineageOf([founder, { ...second, edits: null }])).toThrow('has neither edits nor a program');
    expect(() => lineageOf([founder, { ...second, edits: Uint8Array.of(1, 200) }])).toThrow('no kind of edit 200');
  });

  it('keeps neutral steps small', () => {
    const { records } = recordedLine();
    const sizes = records.flatMap(({ edits }) => (edits === null ? [] : [edits.length]));
    const steps = records.reduce((sum, { edits }) => sum + (edits === null ? 0 : editsOfBytes(edits).units), 0);
    expect(Math.max(...sizes)).toBeGreaterThan(0);
    // A packed unit has 32 bytes in memory.
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(10 * steps);
  });
});

describe('the origin of founders', () => {
  it('is what the spec says that a population starts from', () => {
    expect(founderKind('random')).toBe('founder-random');
    expect(founderKind('empty')).toBe('founder-blank');
    expect(founderKind('no-op')).toBe('founder-blank');
    expect(founderKind('linear')).toBe('founder-reference');
    expect(founderKind('network')).toBe('founder-reference');
    expect(founderKind({ listing: 'def Setup():' })).toBe('founder-user');
  });
});
