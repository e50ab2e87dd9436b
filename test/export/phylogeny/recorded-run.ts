import type { PhylogenyEntry, PhylogenyRun } from '../../../native-worker/export/phylogeny/phylogeny-entry.ts';
import { recordsOf } from '../../../native-worker/search/lineage-record.ts';
import { ModelArchipelago } from '../../search/lineage-model.ts';

/** What a run of two experiments on three islands with migrants left on record, and what tells its births apart. */
export function recordedRun(): { readonly entries: readonly PhylogenyEntry[]; readonly run: PhylogenyRun } {
  const entries = [0, 1].flatMap((experiment) => entriesOf(experiment));
  return { entries, run: { experiments: 2, islands: 3, outputs: 'scalar' } };
}

function entriesOf(experiment: number): PhylogenyEntry[] {
  const islands = new ModelArchipelago(20 + experiment, 6);
  for (let round = 0; round < 20; round++) {
    islands.do({ kind: 'breed', island: 0, births: 12 });
    for (const to of [0, 1, 2]) islands.do({ kind: 'migrate', from: (to + 1) % 3, to, count: 2 });
    islands.do({ kind: 'take stems', island: round % 3 });
  }
  const records = new Map(islands.records());
  for (const { lineage, residents } of islands.islands) {
    const { packed } = lineage.pack(residents.map(({ node }) => node));
    for (const record of recordsOf(packed, 'founder-random')) {
      const name = `${record.island}/${record.birth}`;
      if (!records.has(name)) records.set(name, record);
    }
  }
  return [...records.values()]
    .sort((first, second) => first.birth - second.birth || first.island - second.island)
    .map((record) => ({ ...record, experiment }));
}
