import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordRing } from '../../native-worker/search/record-ring.ts';

describe('a ring of records', () => {
  it('has no room for more records than slots, or for more words than it may take', () => {
    const ring = new RecordRing(2, 100);
    expect(ring.hasRoomFor(100)).toBe(true);
    expect(ring.append(new Int32Array(100), 100)).toBe(0);
    expect(ring.hasRoomFor(1)).toBe(false);
    expect(ring.dropOldest()).toBe(0);
    ring.append(Int32Array.of(7), 1);
    ring.append(Int32Array.of(8), 1);
    expect(ring.hasRoomFor(1)).toBe(false);
  });

  it('tells a record from one that is longer, shorter or differs in a word', () => {
    const ring = new RecordRing(2, 100);
    const slot = ring.append(Int32Array.of(1, 2, 3), 3);
    expect(ring.equals(slot, Int32Array.of(1, 2, 3, 4), 3)).toBe(true);
    expect(ring.equals(slot, Int32Array.of(1, 2, 3, 4), 4)).toBe(false);
    expect(ring.equals(slot, Int32Array.of(1, 2, 3), 2)).toBe(false);
    expect(ring.equals(slot, Int32Array.of(1, 2, 4), 3)).toBe(false);
  });

  it('keeps the latest records whole, whatever their lengths, also when it grows', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 12 }), (drawn, slots) => {
        const ring = new RecordRing(slots, 40_000);
        let kept: { slot: number; record: Int32Array }[] = [];
        for (const [number, length] of drawn.entries()) {
          const record = new Int32Array(length).fill(number);
          while (!ring.hasRoomFor(length)) {
            expect(ring.dropOldest()).toBe(kept[0]!.slot);
            kept = kept.slice(1);
          }
          kept.push({ slot: ring.append(record, length), record });
          for (const each of kept) expect(ring.equals(each.slot, each.record, each.record.length)).toBe(true);
        }
        // Nothing goes before it has to: what is left and the next one would not fit together with one more.
        expect(kept.length).toBeGreaterThan(0);
        if (kept.length < Math.min(slots, drawn.length)) {
          const words = kept.reduce((total, { record }) => total + record.length, 0);
          expect(words).toBeGreaterThan(40_000 / 2 - 2 * 9000);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
