import { describe, expect, it } from 'vitest';
import { didYouMean, nearestNames } from '../../native-worker/algorithm/nearest-names.ts';

const NAMES = ['setup', 'predict', 'learn', 'minimum', 'maximum', 'mean'];

describe('near names', () => {
  it('are those a slip or an abbreviation away, nearest first', () => {
    expect(nearestNames('lern', NAMES)).toEqual(['learn', 'mean']);
    expect(nearestNames('max', NAMES)[0]).toBe('maximum');
    expect(nearestNames('Setup', NAMES)).toEqual(['setup']);
  });

  it('are none for a name that is like no other, or far too long', () => {
    expect(didYouMean('gradient', NAMES)).toBeUndefined();
    expect(didYouMean('l'.repeat(1_000_000), NAMES)).toBeUndefined();
  });
});
