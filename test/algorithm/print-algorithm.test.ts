import { describe, expect, it } from 'vitest';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { listAlgorithm, printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';

describe('a listing', () => {
  it('looks as the reference prints it', () => {
    expect(printAlgorithm(linearAlgorithm({ learningRate: 1 / 3 }), { precision: 'display' })).toBe(
      [
        'def Setup():',
        '  s2 = 0.333333',
        'def Predict():',
        '  s1 = dot(v1, v0)',
        'def Learn():',
        '  s3 = s0 - s1',
        '  s3 = s2 * s3',
        '  v2 = s3 * v0',
        '  v1 = v1 + v2',
        '',
      ].join('\n'),
    );
  });

  it('has exact constants unless six digits are asked for', () => {
    expect(printAlgorithm(linearAlgorithm({ learningRate: 1 / 3 }))).toContain('s2 = 0.3333333333333333\n');
  });

  it('keeps the headers of functions without instructions', () => {
    expect(printAlgorithm({ setup: [], predict: [], learn: [] })).toBe('def Setup():\ndef Predict():\ndef Learn():\n');
  });

  it('marks the instructions that the caller found dead', () => {
    const live = [1, 0, 1, 1, 1, 0];
    const dead = printAlgorithm(linearAlgorithm(), { live })
      .split('\n')
      .filter((line) => line.endsWith('  # dead'));
    expect(dead).toEqual(['  s1 = dot(v1, v0)  # dead', '  v1 = v1 + v2  # dead']);
  });

  it('comes as lines too, each with its place', () => {
    const lines = listAlgorithm(linearAlgorithm(), { live: [1, 1, 1, 1, 1, 0] });
    expect(lines[2]).toEqual({ kind: 'header', component: 'predict', text: 'def Predict():' });
    expect(lines.at(-1)).toEqual({
      kind: 'instruction',
      component: 'learn',
      index: 3,
      text: 'v1 = v1 + v2',
      dead: true,
    });
  });
});
