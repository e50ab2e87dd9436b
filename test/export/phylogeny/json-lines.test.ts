import { describe, expect, it } from 'vitest';
import { packAlgorithm } from '../../../native-worker/algorithm/program.ts';
import { phylogenyJsonLines } from '../../../native-worker/export/phylogeny/json-lines.ts';
import { bytesOfEdits, bytesOfProgram } from '../../../native-worker/search/edit-bytes.ts';
import { EDIT } from '../../../native-worker/search/edit-encoding.ts';
import { EditLog } from '../../../native-worker/search/edit-log.ts';
import { recordedRun } from './recorded-run.ts';

describe('family trees as JSON lines', () => {
  it('hold an object for each birth, with its mutations and the programs that are on record in full', () => {
    const { entries, run } = recordedRun();
    const lines = [...phylogenyJsonLines(entries, run)];
    const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.every((line) => line.endsWith('}\n'))).toBe(true);
    objects.forEach((object, k) => {
      const { birth, island, experiment, died, program, parent } = entries[k]!;
      expect(object).toMatchObject({ birth, island, experiment, destruction_time: died, origin_time: birth });
      expect(object['ancestor_list']).toHaveLength(parent === null ? 0 : 1);
      expect('listing' in object).toBe(program !== null);
    });
  });

  it('say of mutations what they did, where, and what they brought in', () => {
    const sum = { op: 1, in1: 2, in2: 3, out: 4, constants: [] };
    const program = packAlgorithm({ setup: [], predict: [sum], learn: [] });
    const edits = new EditLog();
    edits.add(EDIT['insert-instruction'], 1, 0, 0);
    edits.addInstructions(program, 0, 1);
    edits.add(EDIT['remove-instruction'], 2, 7, 0);
    edits.add(EDIT['trade-instruction'], 0, 1, 3);
    edits.addInstructions(program, 0, 1);
    edits.addNothing('identity');
    const shared = { experiment: 0, island: 0, search: 0.5, died: 9 };
    const parent = { island: 0, birth: 0 };
    const founder = { ...shared, birth: 0, kind: 'founder-user', parent: null, edits: null } as const;
    const child = { ...shared, birth: 3, kind: 'neutral', parent, edits: bytesOfEdits(edits, 0, edits.units) } as const;
    const entries = [
      { ...founder, program: bytesOfProgram(program) },
      { ...child, program: null },
    ];
    const run = { experiments: 1, islands: 1, outputs: 'scalar' } as const;
    const [first, second] = [...phylogenyJsonLines(entries, run)].map((line) => JSON.parse(line) as object);
    expect(first).toMatchObject({
      id: 0,
      kind: 'founder-user',
      mutations: [],
      listing: 'def Setup():\ndef Predict():\n  s4 = s2 + s3\ndef Learn():\n',
    });
    expect(second).toEqual({
      id: 3,
      ancestor_list: [0],
      origin_time: 3,
      destruction_time: 9,
      experiment: 0,
      island: 0,
      birth: 3,
      fitness: 0.5,
      kind: 'neutral',
      mutations: [
        { kind: 'insert-instruction', function: 'predict', position: 0, instructions: ['s4 = s2 + s3'] },
        { kind: 'remove-instruction', function: 'learn', position: 7 },
        { kind: 'trade-instruction', function: 'setup', position: 1, removed: 3, instructions: ['s4 = s2 + s3'] },
        { kind: 'nothing', attempted: 'identity' },
      ],
    });
  });
});
