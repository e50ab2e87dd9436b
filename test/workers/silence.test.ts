import { describe, expect, it } from 'vitest';
import { Silence } from '../../electron/workers/silence.ts';

/** Ticks until a worker is told to hang, of at most 200. */
function ticksUntilHung(processorSecondsOfTick: number | null, mayTakeLong = false): number {
  const silence = new Silence();
  for (let tick = 1; tick <= 200; tick++) {
    const used = processorSecondsOfTick === null ? null : tick * processorSecondsOfTick;
    if (silence.tick(used, mayTakeLong)) return tick;
  }
  return Infinity;
}

describe('a silent worker', () => {
  it('hangs once it has used ten seconds of a processor', () => {
    expect(ticksUntilHung(1)).toBe(11);
    expect(ticksUntilHung(0.5)).toBe(21);
  });

  it('hangs after two minutes where it uses no processor, as one that is stopped, or nobody can tell', () => {
    expect(ticksUntilHung(0)).toBe(121);
    expect(ticksUntilHung(null)).toBe(121);
  });

  it('has two minutes, too, while it may be making a set of tasks', () => {
    expect(ticksUntilHung(1, true)).toBe(121);
  });

  it('begins anew with each sign of life', () => {
    const silence = new Silence();
    for (let tick = 1; tick <= 1000; tick++) {
      expect(silence.tick(tick, false)).toBe(false);
      if (tick % 9 === 0) silence.broken();
    }
  });
});
