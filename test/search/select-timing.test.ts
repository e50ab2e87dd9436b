import { describe, expect, it } from 'vitest';
import { isTimeToLook, type LastLook } from '../../native-worker/search/select-timing.ts';

function champion(birth: number, search: number): LastLook {
  return { island: 0, birth, search };
}

describe('a look at T_select', () => {
  it('comes once at the end of an experiment, unless that champion has been looked at', () => {
    expect(isTimeToLook('experiment-end', champion(3, 0.5), null, false)).toBe(false);
    expect(isTimeToLook('experiment-end', champion(3, 0.5), null, true)).toBe(true);
    expect(isTimeToLook('new-best', champion(3, 0.5), champion(3, 0.5), true)).toBe(false);
    expect(isTimeToLook('new-best', champion(4, 0.5), champion(3, 0.5), true)).toBe(true);
  });

  it('comes before it for a first champion, and for one that closed a tenth of the gap', () => {
    const last = champion(3, 0.5);
    expect(isTimeToLook('new-best', champion(3, 0.5), null, false)).toBe(true);
    expect(isTimeToLook('new-best', champion(3, 0.5), last, false)).toBe(false);
    expect(isTimeToLook('new-best', champion(4, 0.549), last, false)).toBe(false);
    expect(isTimeToLook('new-best', champion(4, 0.551), last, false)).toBe(true);
    expect(isTimeToLook('new-best', champion(4, 0.4), last, false)).toBe(false);
  });
});
