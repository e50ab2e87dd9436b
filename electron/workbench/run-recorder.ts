import { canonicalize } from '../../native-worker/algorithm/canonical-form.ts';
import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import { writeJsonConstant } from '../../native-worker/algorithm/json-number.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { type Program, unpackProgram } from '../../native-worker/algorithm/program.ts';
import type { ChampionReport } from '../../native-worker/search/champion.ts';
import type { LineageStep } from '../../native-worker/search/lineage-step.ts';
import type { RunFigures } from '../../native-worker/search/run-figures.ts';
import type { RunResult } from '../../native-worker/search/run-result.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import type { ToldEvent } from '../../native-worker/worker-messages.ts';
import type { AncestorRecord } from '../history/repositories/ancestors.ts';
import type { ChampionRecord } from '../history/repositories/champions.ts';
import type { RunEnd } from '../history/repositories/run-record.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import { HistoryWriter } from '../history/thread/history-writer.ts';
import type { RunEnding, WorkerReport } from '../workers/run-in-worker.ts';
import { bestChampion } from './best-champion.ts';
import { ThinnedCurve } from './curve-thinning.ts';
import { type KeptSummary, summaryOf } from './run-summary.ts';

/** Between two writes of figures and two points of a curve. */
const SECONDS_BETWEEN_FIGURES = 1;
/** Until runs have several islands, all happens on the first. */
const ISLAND = 0;

/** What was on record of a run when a sitting began. */
interface EarlierRecord {
  readonly champions: readonly ChampionRecord[];
  /** By experiment. */
  readonly curves: ReadonlyMap<number, ThinnedCurve>;
}

/**
 * Writes what a run's worker reports into the history, in batches. Reports may come twice, after a crash; the records
 * are the same, so each stays one.
 */
export class RunRecorder {
  readonly #writer: HistoryWriter;
  readonly #runId: string;
  readonly #spec: Spec;
  /** The champion of each experiment, by its number: the last that was looked at. */
  readonly #champions = new Map<number, ChampionRecord>();
  readonly #curves: Map<number, ThinnedCurve>;
  #best: ChampionRecord | null;
  #bestFinal: number | null = null;
  #outcome: 'solved' | 'budget-spent' | null = null;
  #written = -Infinity;

  private constructor(history: HistoryClient, runId: string, spec: Spec, { champions, curves }: EarlierRecord) {
    this.#writer = new HistoryWriter(history);
    this.#runId = runId;
    this.#spec = spec;
    this.#best = bestChampion(champions);
    this.#curves = new Map(curves);
    for (const champion of champions) this.#champions.set(champion.experiment, champion);
  }

  /** A recorder for a run that goes on where its record ends. */
  static async open(history: HistoryClient, runId: string, spec: Spec): Promise<RunRecorder> {
    const [champions, curves] = await Promise.all([history.champions.of(runId), history.curves.of(runId)]);
    return new RunRecorder(history, runId, spec, {
      champions,
      curves: new Map(curves.map(({ experiment, points }) => [experiment, new ThinnedCurve(points)])),
    });
  }

  /** Has a report kept soon. @throws {HistoryError} where an earlier one could not be kept */
  record(report: WorkerReport): void {
    switch (report.kind) {
      case 'evaluator':
        this.#writer.add(['evaluatorsInUse', 'put', this.#runId, report.tier, Date.now()]);
        break;
      case 'progress':
        this.#figures(report.figures, report.seconds);
        break;
      case 'checkpoint':
        this.#figures(report.figures, report.seconds, 'now');
        this.#keepCurves();
        this.#writer.add(['checkpoints', 'put', this.#runId, report.saved, Date.now()]);
        // A cut comes with all that was told before it, at once. Whether it could be kept, the next report is told.
        this.flush().catch(() => undefined);
        break;
      case 'events':
        for (const event of report.events) this.#event(event, report.seconds);
        break;
    }
  }

  /** Waits until all reports so far are on the disk. @throws {HistoryError} where they cannot be kept */
  async flush(): Promise<void> {
    await this.#writer.flush();
  }

  /** Ends the sitting. @throws {HistoryError} where that cannot be kept */
  async end(ending: RunEnding): Promise<void> {
    const shared = { bestHash: this.#best?.hash ?? null, bestFinal: this.#bestFinal, finishedAt: Date.now() };
    if (ending.kind === 'ended') {
      this.#figures(ending.figures, ending.seconds, 'now');
      const isFinished = ending.how === 'finished';
      if (isFinished) this.#writer.add(['checkpoints', 'remove', this.#runId]);
      const end: RunEnd = {
        ...shared,
        state: isFinished ? 'done' : 'stopped',
        outcome: isFinished ? this.#outcome : 'stopped',
        failure: null,
        digest: ending.digest,
      };
      this.#writer.add(['runs', 'end', this.#runId, end]);
    } else {
      const end = { ...shared, outcome: null, failure: ending.reason, digest: null };
      const state = ending.kind === 'failed' ? 'failed' : 'interrupted';
      this.#writer.add(['runs', 'end', this.#runId, { ...end, state }]);
    }
    this.#keepCurves();
    await this.flush();
  }

  #event(event: ToldEvent, seconds: number): void {
    switch (event.kind) {
      case 'references':
        this.#keepSummary({ references: event.references, finalTasks: null });
        break;
      case 'experiment-started':
        break;
      case 'champion': {
        const champion = this.#keepChampion(event.champion);
        this.#champions.set(champion.experiment, champion);
        if (event.isBest) this.#best = champion;
        this.#figures(event.figures, seconds, 'now');
        break;
      }
      case 'experiment-ended':
        this.#keepExperiment(event.experiment, event.figures);
        this.#figures(event.figures, seconds, 'now');
        break;
      case 'finished':
        this.#finish(event.result);
        break;
    }
  }

  /** Writes figures and a point of the curve, unless that was done a moment ago. */
  #figures(figures: RunFigures, seconds: number, when: 'now' | 'when due' = 'when due'): void {
    if (when === 'when due' && seconds - this.#written < SECONDS_BETWEEN_FIGURES) return;
    this.#written = seconds;
    const { counts, population, bestOnSelect, experiment } = figures;
    this.#writer.add([
      'runs',
      'update',
      this.#runId,
      {
        candidates: counts.candidates,
        chargedSteps: counts.chargedSteps,
        executedSteps: counts.executedSteps,
        refused: counts.refused,
        seconds,
        cpuSeconds: null,
        bestSearch: this.#best?.search ?? figures.bestOnSearch,
        bestSelect: bestOnSelect,
      },
    ]);
    if (population === null) return;
    let curve = this.#curves.get(experiment);
    if (curve === undefined) this.#curves.set(experiment, (curve = new ThinnedCurve()));
    curve.add({
      epoch: figures.epoch,
      candidates: counts.candidates,
      chargedSteps: counts.chargedSteps,
      cpuSeconds: null,
      wallSeconds: seconds,
      best: population.best,
      mean: population.mean,
      deviation: population.deviation,
      quantiles: null,
      select: bestOnSelect,
    });
  }

  #keepCurves(): void {
    for (const [experiment, curve] of this.#curves) {
      const { pieces, cutOff } = curve.takeChanges();
      const name = { experiment, island: ISLAND };
      if (cutOff !== null) this.#writer.add(['curves', 'cutOff', this.#runId, name, cutOff]);
      if (pieces.length > 0) {
        this.#writer.add(['curves', 'put', this.#runId, pieces.map((piece) => ({ ...name, ...piece }))]);
      }
    }
  }

  #keepChampion(champion: ChampionReport, final: number | null = null): ChampionRecord {
    const record: ChampionRecord = {
      experiment: champion.experiment,
      island: ISLAND,
      birth: champion.birth,
      hash: contentHash(champion.program, this.#spec.outputs),
      listing: listingOf(champion.program),
      candidates: champion.candidates,
      search: champion.search,
      select: champion.select.fitness,
      final,
    };
    const canonical = listingOf(canonicalize(champion.program, this.#spec.outputs));
    const ancestors = champion.lineage.map((step) => ancestorRecord(champion.experiment, step));
    this.#writer.add(
      ['algorithms', 'put', record.hash, canonical],
      ['champions', 'put', this.#runId, record],
      ['ancestors', 'put', this.#runId, ancestors],
    );
    return record;
  }

  #keepExperiment(number: number, { experimentCounts }: RunFigures): void {
    const champion = this.#champions.get(number) ?? null;
    const record = {
      number,
      candidates: experimentCounts.candidates,
      chargedSteps: experimentCounts.chargedSteps,
      executedSteps: experimentCounts.executedSteps,
      championHash: champion?.hash ?? null,
      search: champion?.search ?? null,
      select: champion?.select ?? null,
    };
    this.#writer.add(['experiments', 'put', this.#runId, record]);
  }

  #finish(result: RunResult): void {
    const { champion, final, finalTasks, improvements } = result;
    this.#outcome = result.ending;
    this.#best = this.#keepChampion(champion, final.fitness);
    this.#bestFinal = final.fitness;
    const { hash } = this.#best;
    const look = { taskSet: finalTasks, algorithm: hash, fitness: final.fitness, lookedAt: Date.now() };
    this.#writer.add(
      ['ancestors', 'score', this.#runId, champion.experiment, improvements],
      ['finalLooks', 'put', { ...look, runId: this.#runId }],
    );
    this.#keepSummary(summaryOf(result));
  }

  #keepSummary(summary: KeptSummary): void {
    this.#writer.add(['summaries', 'put', this.#runId, JSON.stringify(summary)]);
  }
}

function listingOf(program: Program): string {
  return printAlgorithm(unpackProgram(program));
}

function ancestorRecord(experiment: number, step: LineageStep): AncestorRecord {
  const change = step.kind === 'founder' ? { founder: unpackProgram(step.program) } : { edits: step.edits };
  return {
    experiment,
    birth: step.birth,
    parent: step.kind === 'founder' ? null : step.parent,
    // To the last bit: negative zero and non-finite constants are strings.
    change: JSON.stringify(change, (_key, value: unknown) =>
      typeof value === 'number' ? writeJsonConstant(value) : value,
    ),
    search: step.search,
    select: null,
  };
}
