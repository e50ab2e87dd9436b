import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { type Recording, recordedTest } from '../../native-worker/export/recorded-test.ts';
import { exportedSource } from './exported.ts';

/** With rate 0.5 the weight becomes 0.5 after the first example and 1.25 after the second. */
const RECORDING: Recording = {
  features: 1,
  seed: 0,
  trainFeatures: [[1], [1]],
  trainLabels: [1, 2],
  predictFeatures: [[2], [-0]],
  predictions: [2.5, -0],
};

/** How the recorded test of the hand-designed linear learner ends. */
function run(recording: Recording): { status: number | null; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  try {
    writeFileSync(join(folder, 'found.ts'), exportedSource(packAlgorithm(linearAlgorithm({ learningRate: 0.5 }))));
    writeFileSync(join(folder, 'found.test.ts'), recordedTest('found.ts', recording));
    const ended = spawnSync(process.execPath, ['--test', 'found.test.ts'], { cwd: folder, encoding: 'utf8' });
    return { status: ended.status, output: ended.stdout + ended.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the test that is exported with an algorithm', () => {
  it('passes where the predictions are those recorded', () => {
    const { status, output } = run(RECORDING);
    expect(output).toMatch(/pass 1/);
    expect(status).toBe(0);
  });

  it('fails where one bit differs', () => {
    expect(run({ ...RECORDING, predictions: [2.5000000000000004, -0] }).status).toBe(1);
    expect(run({ ...RECORDING, predictions: [2.5, 0] }).status).toBe(1);
  });
});
