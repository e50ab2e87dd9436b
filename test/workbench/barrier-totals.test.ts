import { describe, expect, it } from 'vitest';
import { noOutcomes, type IslandFigures } from '../../native-worker/search/island-figures.ts';
import { NO_COUNTS } from '../../native-worker/search/search-counts.ts';
import { BarrierTotals } from '../../electron/workbench/barrier-totals.ts';

function figures(candidates: number): IslandFigures {
  const counts = { ...NO_COUNTS, candidates, chargedSteps: 10 * candidates };
  return { counts, population: null, bestEver: candidates / 1000, outcomes: noOutcomes() };
}

describe('what a run had done at a barrier', () => {
  it('is the sum over its islands, each as far as it has come', () => {
    const totals = new BarrierTotals(2, []);
    expect(totals.add(0, 0, 0, figures(20))).toEqual({ candidates: 20, chargedSteps: 200 });
    expect(totals.add(0, 1, 0, figures(20))).toEqual({ candidates: 40, chargedSteps: 400 });
    expect(totals.add(0, 0, 1, figures(40))).toEqual({ candidates: 60, chargedSteps: 600 });
  });

  it('counts the experiments before it, on record or ended since, and none after it', () => {
    const first = { number: 0, candidates: 100, chargedSteps: 1000, executedSteps: 900 };
    const totals = new BarrierTotals(1, [{ ...first, championHash: null, search: null, select: null }]);
    expect(totals.add(1, 0, 0, figures(20)).candidates).toBe(120);
    totals.end(1, { candidates: 60, chargedSteps: 600 });
    expect(totals.add(2, 0, 0, figures(5)).candidates).toBe(165);
    expect(totals.add(1, 0, 1, figures(40)).candidates).toBe(140);
  });

  it('says where the islands of an experiment stand', () => {
    const totals = new BarrierTotals(2, []);
    totals.add(3, 1, 7, figures(50));
    expect(totals.islandsOf(3)).toMatchObject([{ experiment: 3, island: 1, epoch: 7, candidates: 50, best: 0.05 }]);
    expect(totals.islandsOf(0)).toEqual([]);
  });
});
