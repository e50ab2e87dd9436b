import { expect, it } from 'vitest';
import { canonicalListing, viewAlgorithm } from '../../electron/workbench/algorithm-view.ts';
import { parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';

const FOUND = [
  'def Setup():',
  '  s4 = 0.12345678901234568',
  '  s7 = 2',
  'def Predict():',
  '  s1 = s4 + s4',
  'def Learn():',
  '  s9 = s4 + s4',
].join('\n');

it('a canonical listing has its constants to the last bit, where a view has six digits', () => {
  const canonical = canonicalListing(FOUND, 'scalar');
  expect(canonical).toContain('0.12345678901234568');
  expect(viewAlgorithm(FOUND, 'scalar').canonical).not.toContain('0.12345678901234568');
  const { setup, learn } = parseAlgorithm(canonical);
  expect([setup.length, learn.length]).toEqual([1, 0]);
});
