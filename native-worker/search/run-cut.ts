import type { BarrierReport, IslandReport } from './island-messages.ts';
import type { SavedIsland } from './saved-island.ts';
import type { SavedRun } from './saved-run.ts';

/** A report and who sent it. */
interface SentReport {
  readonly host: number;
  readonly report: IslandReport;
}

/**
 * A consistent cut of a run in the making (Chandy and Lamport 1985): the coordinator's state when it was begun, the state
 * of each host's islands, and the reports that had left a host before it answered. Until all have answered, the coordinator
 * takes no report, so what it was told stands between the two.
 */
export class RunCut {
  readonly #state: SavedRun;
  readonly #hosts: number;
  readonly #islands = new Map<number, readonly SavedIsland[]>();
  /** Reports that belong to the cut. */
  readonly #between: BarrierReport[] = [];
  /** All reports since, in order: the coordinator takes them once the cut is complete. */
  readonly #waiting: SentReport[] = [];

  /** @param state the coordinator's, without the states of islands */
  constructor(state: SavedRun, hosts: number) {
    this.#state = state;
    this.#hosts = hosts;
  }

  /** Takes a report; says whether all hosts have answered. */
  take(host: number, report: IslandReport): boolean {
    if (report.kind === 'cut') {
      this.#islands.set(host, report.islands);
      return this.#islands.size === this.#hosts;
    }
    if (report.kind === 'barrier' && !this.#islands.has(host)) this.#between.push(report.barrier);
    this.#waiting.push({ host, report });
    return false;
  }

  /** The reports that came meanwhile. */
  get waiting(): readonly SentReport[] {
    return this.#waiting;
  }

  /** The run as it was cut, once all hosts have answered. */
  saved(): SavedRun {
    const { experiment } = this.#state;
    if (experiment === null) return this.#state;
    const open = [...this.#islands.values()].flat();
    const islands = open.toSorted((first, second) => first.island - second.island);
    return {
      ...this.#state,
      experiment: { ...experiment, islands, pending: [...experiment.pending, ...this.#between] },
    };
  }
}
