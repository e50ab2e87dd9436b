import { describe, expect, it } from 'vitest';
import { newick } from '../../../native-worker/export/phylogeny/newick.ts';
import type { PhylogenyEntry } from '../../../native-worker/export/phylogeny/phylogeny-entry.ts';
import { recordedRun } from './recorded-run.ts';

const RUN = { experiments: 1, islands: 2, outputs: 'scalar' } as const;

function entry(island: number, birth: number, parent: { island: number; birth: number } | null): PhylogenyEntry {
  const kind = parent === null ? 'founder-random' : 'neutral';
  return { experiment: 0, island, birth, parent, kind, search: 0, died: null, edits: null, program: null };
}

/** Each node's parent by name, and the lengths of branches, of trees in Newick form. */
function readNewick(text: string) {
  const parents = new Map<string, string | null>();
  const lengths = new Map<string, number>();
  for (const tree of text.trimEnd().split('\n')) {
    expect(tree.endsWith(';')).toBe(true);
    /** Names that still wait for their parent, bracket by bracket. */
    const waiting: string[][] = [[]];
    let children: string[] = [];
    for (const [token, name, length] of tree.matchAll(/[(),;]|'([^']+)'(?::(\d+))?/g)) {
      if (token === '(') waiting.push([]);
      else if (token === ')') children = waiting.pop()!;
      else if (name !== undefined) {
        expect(parents.has(name)).toBe(false);
        for (const child of children) parents.set(child, name);
        children = [];
        parents.set(name, null);
        waiting.at(-1)!.push(name);
        if (length !== undefined) lengths.set(name, Number(length));
      }
    }
    expect(waiting).toHaveLength(1);
    expect(waiting[0]).toHaveLength(1);
  }
  return { parents, lengths };
}

describe('family trees in Newick form', () => {
  it('have names in quotes, branches as long as candidates between births, and a line for each founder', () => {
    const first = entry(0, 0, null);
    const entries = [
      first,
      entry(1, 0, null),
      entry(0, 5, first),
      entry(1, 7, first),
      entry(0, 9, { island: 1, birth: 7 }),
    ];
    expect([...newick(entries, RUN)].join('')).toBe(
      "('e0.i0.b5':5,('e0.i0.b9':2)'e0.i1.b7':7)'e0.i0.b0';\n'e0.i1.b0';\n",
    );
  });

  it('hold each birth once, under its parent', () => {
    const { entries, run } = recordedRun();
    const { parents, lengths } = readNewick([...newick(entries, run)].join(''));
    expect(parents.size).toBe(entries.length);
    for (const { experiment, island, birth, parent } of entries) {
      const name = `e${experiment}.i${island}.b${birth}`;
      expect(parents.get(name)).toBe(parent && `e${experiment}.i${parent.island}.b${parent.birth}`);
      expect(lengths.get(name)).toBe(parent ? birth - parent.birth : undefined);
    }
  });

  it('may have lines of any length, and come in pieces', () => {
    const entries = Array.from({ length: 50_000 }, (_, birth) =>
      entry(0, birth, birth === 0 ? null : { island: 0, birth: birth - 1 }),
    );
    const pieces = [...newick(entries, RUN)];
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join('').match(/'/g)).toHaveLength(100_000);
  });

  it('are nothing where nothing is on record, and refused where a parent is missing', () => {
    expect([...newick([], RUN)]).toEqual([]);
    expect(() => [...newick([entry(0, 5, { island: 1, birth: 2 })], RUN)]).toThrow(
      'the parent of birth 5 of island 0 in experiment 0 does not stand before it',
    );
  });
});
