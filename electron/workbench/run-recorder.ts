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
import type { AncestorRecord, ChampionRecord } from '../history/champions.ts';
import type { History } from '../history/open-history.ts';
import type { RunEnding, WorkerReport } from '../workers/run-in-worker.ts';
import { bestChampion } from './best-champion.ts';
import { type KeptSummary, summaryOf } from './run-summary.ts';

/** Between two writes of figures and two points of a curve. */
const SECONDS_BETWEEN_FIGURES = 1;

/**
 * Writes what a run's worker reports into the history. Reports may come twice, after a crash; the records are the
 * same, so each stays one.
 */
export class RunRecorder {
  readonly #history: History;
  readonly #runId: string;
  readonly #spec: Spec;
  /** The champion of each experiment, by its number: the last that was looked at. */
  readonly #champions = new Map<number, ChampionRecord>();
  #best: ChampionRecord | null;
  #bestFinal: number | null = null;
  #outcome: 'solved' | 'budget-spent' | null = null;
  #written = -Infinity;

  constructor(history: History, runId: string, spec: Spec) {
    this.#history = history;
    this.#runId = runId;
    this.#spec = spec;
    const earlier = history.champions.of(runId);
    this.#best = bestChampion(earlier);
    for (const champion of earlier) this.#champions.set(champion.experiment, champion);
  }

  /** Keeps a report. */
  record(report: WorkerReport): void {
    this.#history.write(() => {
      switch (report.kind) {
        case 'evaluator':
          this.#history.evaluatorsInUse.put(this.#runId, report.tier, Date.now());
          break;
        case 'progress':
          this.#figures(report.figures, report.seconds);
          break;
        case 'checkpoint':
          this.#figures(report.figures, report.seconds, 'now');
          this.#history.savedStates.put(this.#runId, report.saved, Date.now());
          break;
        case 'events':
          for (const event of report.events) this.#event(event, report.seconds);
          break;
      }
    });
  }

  /** Ends the sitting. */
  end(ending: RunEnding): void {
    this.#history.write(() => {
      const shared = { bestHash: this.#best?.hash ?? null, bestFinal: this.#bestFinal, finishedAt: Date.now() };
      if (ending.kind !== 'ended') {
        const state = ending.kind === 'failed' ? 'failed' : 'interrupted';
        this.#history.runs.end(this.#runId, { ...shared, state, outcome: null, failure: ending.reason, digest: null });
        return;
      }
      this.#figures(ending.figures, ending.seconds, 'now');
      const isFinished = ending.how === 'finished';
      if (isFinished) this.#history.savedStates.remove(this.#runId);
      this.#history.runs.end(this.#runId, {
        ...shared,
        state: isFinished ? 'done' : 'stopped',
        outcome: isFinished ? this.#outcome : 'stopped',
        failure: null,
        digest: ending.digest,
      });
    });
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
    this.#history.runs.update(this.#runId, {
      candidates: counts.candidates,
      chargedSteps: counts.chargedSteps,
      executedSteps: counts.executedSteps,
      refused: counts.refused,
      seconds,
      bestSearch: this.#best?.search ?? figures.bestOnSearch,
      bestSelect: bestOnSelect,
    });
    if (population === null) return;
    this.#history.curve.put(this.#runId, {
      candidates: counts.candidates,
      experiment,
      chargedSteps: counts.chargedSteps,
      seconds,
      bestSearch: population.best,
      bestSelect: bestOnSelect,
      mean: population.mean,
      deviation: population.deviation,
    });
  }

  #keepChampion(champion: ChampionReport, final: number | null = null): ChampionRecord {
    const record: ChampionRecord = {
      experiment: champion.experiment,
      birth: champion.birth,
      hash: contentHash(champion.program, this.#spec.outputs),
      listing: listingOf(champion.program),
      candidates: champion.candidates,
      search: champion.search,
      select: champion.select.fitness,
      final,
    };
    this.#history.algorithms.put(record.hash, listingOf(canonicalize(champion.program, this.#spec.outputs)));
    this.#history.champions.put(
      this.#runId,
      record,
      champion.lineage.map((step) => ancestorRecord(champion.experiment, step)),
    );
    return record;
  }

  #keepExperiment(number: number, { experimentCounts }: RunFigures): void {
    const champion = this.#champions.get(number) ?? null;
    this.#history.experiments.put(this.#runId, {
      number,
      candidates: experimentCounts.candidates,
      chargedSteps: experimentCounts.chargedSteps,
      executedSteps: experimentCounts.executedSteps,
      championHash: champion?.hash ?? null,
      search: champion?.search ?? null,
      select: champion?.select ?? null,
    });
  }

  #finish(result: RunResult): void {
    const { champion, final, finalTasks, improvements } = result;
    this.#outcome = result.ending;
    this.#best = this.#keepChampion(champion, final.fitness);
    this.#bestFinal = final.fitness;
    this.#history.champions.score(this.#runId, champion.experiment, improvements);
    this.#history.finalLooks.put({
      runId: this.#runId,
      taskSet: finalTasks,
      algorithm: this.#best.hash,
      fitness: final.fitness,
      lookedAt: Date.now(),
    });
    this.#keepSummary(summaryOf(result));
  }

  #keepSummary(summary: KeptSummary): void {
    this.#history.summaries.put(this.#runId, JSON.stringify(summary));
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
