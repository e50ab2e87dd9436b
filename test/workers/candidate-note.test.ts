import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { CandidateNote, readCandidateNote } from '../../native-worker/candidate-note.ts';

const LONG = {
  experiment: 2,
  island: 1,
  birth: 3_000_000_000,
  program: packAlgorithm({
    setup: [{ op: 56, in1: 0, in2: 0, out: 1, constants: [0.1] }],
    predict: [{ op: 1, in1: 2, in2: 3, out: 1, constants: [] }],
    learn: [],
  }),
};
const SHORT = { ...LONG, birth: 7, program: packAlgorithm({ setup: [], predict: [], learn: [] }) };

describe('a note of the candidate under way', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'automl-zero-note-'));
    file = join(folder, 'candidate');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is read as it was written, the last one in place of those before', () => {
    const note = new CandidateNote(file);
    expect(readCandidateNote(file)).toBeNull();
    note.write(LONG);
    expect(readCandidateNote(file)).toEqual(LONG);
    note.write(SHORT);
    expect(readCandidateNote(file)).toEqual(SHORT);
    note.clear();
    expect(readCandidateNote(file)).toBeNull();
    note.close();
  });

  it('is none where the process ended in the midst of writing it, wherever that was', () => {
    const note = new CandidateNote(file);
    note.write(SHORT);
    note.write(LONG);
    note.close();
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(file, whole.subarray(0, length));
      expect(readCandidateNote(file)).toBeNull();
    }
    for (const index of [8, 33, 66, whole.length - 1]) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(damaged.readUInt8(index) ^ 1, index);
      writeFileSync(file, damaged);
      expect(readCandidateNote(file)).toBeNull();
    }
  });

  it('is none where there is no file', () => {
    expect(readCandidateNote(join(folder, 'none'))).toBeNull();
  });
});
