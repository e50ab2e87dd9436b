import type { IslandFigures } from '../../native-worker/search/island-figures.ts';
import type { Quantiles } from '../history/repositories/curve-point.ts';
import type { IslandCurve, IslandName } from '../history/repositories/curves.ts';
import type { IslandMutations } from '../history/repositories/mutation-counts.ts';
import type { Command } from '../history/thread/remote.ts';
import { ThinnedCurve } from './curve-thinning.ts';
import { ThinnedCounts } from './counts-thinning.ts';

/** What is known of the run when an island comes to a barrier. */
export interface RunTotals {
  /** Of the whole run. */
  readonly candidates: number;
  readonly chargedSteps: number;
  readonly cpuSeconds: number | null;
  readonly wallSeconds: number;
  /** The run's best on T_select; null before the first look. */
  readonly select: number | null;
}

/** What is kept of one island over time. */
interface IslandRecord extends IslandName {
  readonly curve: ThinnedCurve;
  readonly mutations: ThinnedCounts;
}

/** The curves of a run's islands, and what became of their mutations, as they grow. */
export class IslandCurves {
  readonly #islands = new Map<string, IslandRecord>();

  /** @param curves and @param mutations those that are on record */
  constructor(curves: readonly IslandCurve[], mutations: readonly IslandMutations[]) {
    for (const { experiment, island, points } of curves) {
      const counts = mutations.find((each) => each.experiment === experiment && each.island === island)?.points ?? [];
      this.#keep({ experiment, island, curve: new ThinnedCurve(points), mutations: new ThinnedCounts(counts) });
    }
  }

  /** An island has come to the barrier of an epoch. */
  add(name: IslandName, epoch: number, figures: IslandFigures, totals: RunTotals): void {
    const { population } = figures;
    if (population === null) return;
    const { best, mean, deviation, quantiles } = population;
    const { curve, mutations } = this.#of(name);
    curve.add({ epoch, ...totals, best, mean, deviation, quantiles: quantiles as Quantiles | null });
    mutations.add({ epoch, counts: Array.from(figures.outcomes) });
  }

  /** What has to be written so that the record is as these curves; told once. */
  takeCommands(runId: string): readonly Command[] {
    return [...this.#islands.values()].flatMap(({ experiment, island, curve, mutations }): Command[] => {
      const name = { experiment, island };
      const points = curve.takeChanges();
      const counts = mutations.takeChanges();
      return [
        ...(points.cutOff === null ? [] : [['curves', 'cutOff', runId, name, points.cutOff] as const]),
        ...(points.pieces.length === 0
          ? []
          : [['curves', 'put', runId, points.pieces.map((piece) => ({ ...name, ...piece }))] as const]),
        ...(counts.cutOff === null ? [] : [['mutationCounts', 'cutOff', runId, name, counts.cutOff] as const]),
        ...(counts.pieces.length === 0
          ? []
          : [['mutationCounts', 'put', runId, counts.pieces.map((piece) => ({ ...name, ...piece }))] as const]),
      ];
    });
  }

  #of({ experiment, island }: IslandName): IslandRecord {
    const known = this.#islands.get(keyOf({ experiment, island }));
    return known ?? this.#keep({ experiment, island, curve: new ThinnedCurve(), mutations: new ThinnedCounts() });
  }

  #keep(record: IslandRecord): IslandRecord {
    this.#islands.set(keyOf(record), record);
    return record;
  }
}

function keyOf({ experiment, island }: IslandName): string {
  return `${experiment}:${island}`;
}
