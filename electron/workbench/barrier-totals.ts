import type { IslandFigures } from '../../native-worker/search/island-figures.ts';
import type { ExperimentRecord } from '../history/repositories/experiments.ts';
import type { IslandRecord } from '../history/repositories/islands.ts';

/** Work of a whole run. */
export interface Work {
  readonly candidates: number;
  readonly chargedSteps: number;
}

interface Reached {
  readonly epoch: number;
  readonly figures: IslandFigures;
}

/** How much a whole run had done when one of its islands came to a barrier. */
export class BarrierTotals {
  readonly #islands: number;
  /** By experiment that has ended. */
  readonly #ended = new Map<number, Work>();
  /** By experiment, then by island: the barrier that it has come to last. */
  readonly #reached = new Map<number, (Reached | undefined)[]>();

  /** @param ended experiments that are on record */
  constructor(islands: number, ended: readonly ExperimentRecord[]) {
    this.#islands = islands;
    for (const { number, candidates, chargedSteps } of ended) this.#ended.set(number, { candidates, chargedSteps });
  }

  /** An island has come to a barrier; islands do so in order, epoch by epoch. @returns what the run has done by then */
  add(experiment: number, island: number, epoch: number, figures: IslandFigures): Work {
    const reached = this.#reached.get(experiment) ?? new Array<Reached | undefined>(this.#islands).fill(undefined);
    this.#reached.set(experiment, reached);
    reached[island] = { epoch, figures };
    const before = [...this.#ended].filter(([number]) => number < experiment).map(([, work]) => work);
    return sum([...before, ...reached.flatMap((each) => (each === undefined ? [] : [each.figures.counts]))]);
  }

  /** An experiment has ended with so much work done. */
  end(experiment: number, work: Work): void {
    this.#ended.set(experiment, work);
  }

  /** Where the islands of an experiment stand. */
  islandsOf(experiment: number): readonly IslandRecord[] {
    const reached = this.#reached.get(experiment) ?? [];
    return reached.flatMap((each, island): IslandRecord[] => {
      if (each === undefined) return [];
      const { candidates, chargedSteps, executedSteps, refused } = each.figures.counts;
      const counts = { candidates, chargedSteps, executedSteps, refused };
      return [{ experiment, island, epoch: each.epoch, ...counts, best: each.figures.bestEver }];
    });
  }
}

function sum(parts: readonly Work[]): Work {
  return {
    candidates: parts.reduce((total, part) => total + part.candidates, 0),
    chargedSteps: parts.reduce((total, part) => total + part.chargedSteps, 0),
  };
}
