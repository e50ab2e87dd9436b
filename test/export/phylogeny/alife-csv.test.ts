import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../native-worker/algorithm/content-hash.ts';
import { alifeCsv } from '../../../native-worker/export/phylogeny/alife-csv.ts';
import { idOf } from '../../../native-worker/export/phylogeny/phylogeny-entry.ts';
import { programOfBytes } from '../../../native-worker/search/edit-bytes.ts';
import { readAlifePhylogeny } from './check-alife-phylogeny.ts';
import { recordedRun } from './recorded-run.ts';

describe('a family tree by the ALife data standards', () => {
  it('keeps the rules on ids, ancestors and times, with migrants and several experiments', () => {
    const { entries, run } = recordedRun();
    const taxa = readAlifePhylogeny([...alifeCsv(entries, run)].join(''));
    expect(taxa.size).toBe(entries.length);
    expect(entries.length).toBeGreaterThan(200);
  });

  it('says of each birth who it is, whom it came of, how long it lived, and how it was made', () => {
    const { entries, run } = recordedRun();
    const taxa = readAlifePhylogeny([...alifeCsv(entries, run)].join(''));
    for (const entry of entries) {
      const { experiment, island, birth, parent, search, kind, died, program } = entry;
      const taxon = taxa.get(idOf(experiment, entry, run))!;
      expect(taxon).toMatchObject({ origin: birth, destruction: died ?? Infinity });
      expect(taxon.ancestors).toEqual(parent === null ? [] : [idOf(experiment, parent, run)]);
      const { fields } = taxon;
      expect(fields).toMatchObject({ kind, island: String(island), birth: String(birth) });
      expect(Number(fields['fitness'])).toBe(search);
      expect(fields['program_hash']).toBe(program === null ? '' : contentHash(programOfBytes(program), 'scalar'));
    }
    const mutations = [...taxa.values()].map(({ fields }) => fields['mutations']);
    expect(mutations).toContain('insert-instruction');
    expect(mutations.some((each) => each?.includes('+'))).toBe(true);
  });

  it('is written a line at a time, as births come', () => {
    const { entries, run } = recordedRun();
    let taken = 0;
    const counted = (function* () {
      for (const entry of entries) {
        taken++;
        yield entry;
      }
    })();
    const lines = alifeCsv(counted, run);
    expect(lines.next().value).toMatch(/^id,ancestor_list,origin_time,destruction_time,/);
    expect(taken).toBe(0);
    expect(lines.next().value).toMatch(/^\d+,\[none\],0,(none|\d+),0,\d,0,/);
    expect(taken).toBe(1);
  });

  it('is refused where a birth cannot belong to the run', () => {
    const { entries, run } = recordedRun();
    expect(() => [...alifeCsv(entries, { ...run, islands: 2 })]).toThrow(
      'island 2 in experiment 0 does not belong to a run of 2 experiments with 2 islands',
    );
  });
});
