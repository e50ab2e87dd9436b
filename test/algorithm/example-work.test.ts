import { describe, expect, it } from 'vitest';
import { exampleWork } from '../../native-worker/algorithm/example-work.ts';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { parseListing } from '../../native-worker/algorithm/parse-algorithm.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';

describe('the work that an example is', () => {
  it('counts the entries of the largest register of each instruction in Predict and Learn', () => {
    const linear = packAlgorithm(linearAlgorithm());
    expect(exampleWork(linear, 4)).toBe(3 * 4 + 2);
    expect(exampleWork(linear, 100)).toBe(3 * 100 + 2);
    const withMatrix = packAlgorithm(
      parseListing(`
        def Setup():
          m0 = gaussian(0, 1, (n_features, n_features))
        def Predict():
          v1 = dot(m0, v0)
          s1 = norm(m0)
        def Learn():
          s2 = 0.5
      `),
    );
    expect(exampleWork(withMatrix, 10)).toBe(100 + 100 + 1);
  });

  it('is none where nothing is done', () => {
    expect(exampleWork(packAlgorithm(parseListing('def Setup():\n  s2 = 0.5')), 10)).toBe(0);
  });
});
