import type { Spec } from '../spec/spec-schema.ts';
import { isSpent, type Spent, spentOf } from './budget.ts';
import type { IslandFigures } from './island-figures.ts';
import type { BarrierReport } from './island-messages.ts';
import { isMigrationDue } from './migration.ts';
import { type ExperimentFigures, pooled } from './run-figures.ts';
import type { SavedIsland } from './saved-island.ts';

/** Stands for the barrier before the first one. */
const NONE = -1;

/** An experiment whose islands have been cut: plain data. */
export interface SavedExperiment {
  readonly number: number;
  readonly limits: Spent;
  /** The barrier that was settled last; -1 before the first. */
  readonly settled: number;
  /** The barrier whose migrants were sent out last; -1 before the first. */
  readonly migrated: number;
  /** By island; null for one that has not begun. Islands may be further than what is settled. */
  readonly islands: readonly (SavedIsland | null)[];
  /** Reports of barriers that are not settled. */
  readonly pending: readonly BarrierReport[];
  /** By island, at the barrier that was settled last; none before the first. */
  readonly figures: readonly IslandFigures[];
}

/** A barrier that all islands have come to, with the migrants that each has reported. */
export interface MigrantsDue {
  readonly epoch: number;
  /** By island. */
  readonly reports: readonly BarrierReport[];
}

/**
 * One restart of the search, as its coordinator sees it: islands that report from their barriers, each at its own pace.
 * Barriers are settled in order, each once all islands have come to it.
 */
export class Experiment {
  readonly number: number;
  /** What it may spend. */
  readonly limits: Spent;
  readonly #spec: Spec;
  #settled: number;
  #migrated: number;
  /** By epoch, then by island: reports of barriers that are not settled. */
  readonly #pending = new Map<number, (BarrierReport | undefined)[]>();
  #figures: readonly IslandFigures[];
  /** By island, for display: as told last. */
  readonly #latest: (IslandFigures | undefined)[];

  constructor(spec: Spec, number: number, limits: Spent, saved: SavedExperiment | null = null) {
    this.#spec = spec;
    this.number = number;
    this.limits = limits;
    this.#settled = saved?.settled ?? NONE;
    this.#migrated = saved?.migrated ?? NONE;
    this.#figures = saved?.figures ?? [];
    this.#latest = [...this.#figures];
    for (const report of saved?.pending ?? []) this.take(report);
  }

  /** The barrier that was settled last: -1 before the first, 0 for the initial population, then the epochs done. */
  get settled(): number {
    return this.#settled;
  }

  /** What its islands had done together at the barrier that was settled last. */
  get settledFigures(): ExperimentFigures {
    return pooled(this.#figures);
  }

  /** What its islands have done together, as far as that was told; for display. */
  get latestFigures(): ExperimentFigures {
    return pooled(this.#latest.flatMap((figures) => figures ?? []));
  }

  /** Whether the budget was used up at the barrier that was settled last. */
  get isSpent(): boolean {
    return isSpent(spentOf(this.settledFigures.counts), this.limits);
  }

  /** Takes an island's report of a barrier. */
  take(report: BarrierReport): void {
    const { epoch, island } = report;
    const reports =
      this.#pending.get(epoch) ?? new Array<BarrierReport | undefined>(this.#spec.islands).fill(undefined);
    reports[island] = report;
    this.#pending.set(epoch, reports);
    this.show(island, report.figures);
  }

  /** Takes how far an island is between two barriers. */
  show(island: number, figures: IslandFigures): void {
    this.#latest[island] = figures;
  }

  /** The barrier whose migrants can go on their way now; each is given once. */
  takeMigrantsDue(): MigrantsDue | null {
    const { migration } = this.#spec;
    if (migration === null) return null;
    const epoch = Math.max(0, this.#migrated) + migration.everyEpochs;
    const reports = isMigrationDue(this.#spec, epoch) ? this.#complete(epoch) : null;
    if (reports === null) return null;
    this.#migrated = epoch;
    return { epoch, reports };
  }

  /** Settles the next barrier if all islands have come to it; gives their reports, by island. */
  settleNext(): readonly BarrierReport[] | null {
    const epoch = this.#settled + 1;
    const reports = this.#complete(epoch);
    if (reports === null) return null;
    this.#pending.delete(epoch);
    this.#settled = epoch;
    this.#figures = reports.map(({ figures }) => figures);
    return reports;
  }

  /** All but the islands' own states. */
  save(): Omit<SavedExperiment, 'islands'> {
    return {
      number: this.number,
      limits: this.limits,
      settled: this.#settled,
      migrated: this.#migrated,
      pending: [...this.#pending.values()].flatMap((reports) => reports.filter((report) => report !== undefined)),
      figures: this.#figures,
    };
  }

  #complete(epoch: number): readonly BarrierReport[] | null {
    const reports = this.#pending.get(epoch);
    if (reports === undefined) return null;
    const told = reports.filter((report) => report !== undefined);
    return told.length === this.#spec.islands ? told : null;
  }
}
