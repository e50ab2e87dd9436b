import { removeDeadCode } from '../algorithm/remove-dead-code.ts';
import { SEMANTICS_VERSION } from '../algorithm/semantics-version.ts';
import { randomInstructionCount } from '../algorithm/used-addresses.ts';
import type { Spec } from '../spec/spec-schema.ts';
import { experimentLimits, mayStartExperiment, spentOf } from './budget.ts';
import type { Champion } from './champion.ts';
import { Experiment } from './experiment.ts';
import { type Improvement, improvementsOf } from './improvements.ts';
import type { Hosts } from './hosts.ts';
import type { KeptIndividual } from './island.ts';
import type { BarrierReport } from './island-messages.ts';
import { closingLooks } from './look.ts';
import { LookDesk } from './look-desk.ts';
import type { ReferenceScores } from './references.ts';
import { RunDigest } from './run-digest.ts';
import type { RunEvent } from './run-events.ts';
import { type ExperimentFigures, type RunFigures, runFigures } from './run-figures.ts';
import { noiseFigures, type RunEnding, type RunResult } from './run-result.ts';
import {
  type ClosingScores,
  type QuarantinedCandidate,
  type RunPhase,
  SAVED_RUN_FORMAT,
  type SavedRun,
  withImprovement,
} from './saved-run.ts';
import { isTimeToLook, type LastLook } from './select-timing.ts';
import type { SetScore } from './set-scoring.ts';

/**
 * The course of a run: experiments one after the other, their champions on T_select, and at the end one look at T_final
 * (reference: run_search_experiment.cc). All that is decided is decided here, barrier by barrier and in the order of islands,
 * from what islands have reported and looks have given.
 */
export class RunCourse {
  readonly #spec: Spec;
  readonly #digest: RunDigest;
  readonly desk: LookDesk;
  #phase: RunPhase;
  /** Work of the experiments that are done. */
  #counts: SavedRun['counts'];
  #experiment: Experiment | null;
  #lastLook: LastLook | null;
  /** The best on T_select. */
  #best: Champion | null;
  readonly #references: ReferenceScores[];
  #closing: ClosingScores;
  #quarantine: readonly QuarantinedCandidate[];
  #knownImprovements: readonly Improvement[] | null = null;

  constructor(spec: Spec, saved: SavedRun) {
    const { experiment } = saved;
    this.#spec = spec;
    this.#digest = RunDigest.resume(saved.digest);
    this.desk = new LookDesk(spec, saved.looks, saved.champion);
    this.#phase = saved.phase;
    this.#counts = saved.counts;
    this.#experiment = experiment && new Experiment(spec, experiment.number, experiment.limits, experiment);
    this.#lastLook = saved.lastLook;
    this.#best = saved.best;
    this.#references = [...saved.references];
    this.#closing = saved.closing;
    this.#quarantine = saved.quarantine;
  }

  get finished(): boolean {
    return this.#phase.kind === 'finished';
  }

  /** The experiment under way, whose islands are at work; null before, after and when all is decided. */
  get underWay(): Experiment | null {
    return this.#phase.kind === 'searching' || this.#phase.kind === 'looking' ? this.#experiment : null;
  }

  /** Candidates that are not to be evaluated. */
  get quarantine(): readonly QuarantinedCandidate[] {
    return this.#quarantine;
  }

  /** Has a candidate not evaluated, and says so in the digest. */
  addQuarantine(candidate: QuarantinedCandidate): void {
    this.#quarantine = [...this.#quarantine, candidate];
    this.#digest.addQuarantine(candidate.experiment, candidate);
  }

  /** Orders what the first look needs next, unless that has been ordered. */
  orderLook(hosts: Hosts): void {
    const lookedAt = { best: () => this.#bestSoFar, improvements: () => this.#improvements };
    this.desk.order(hosts, lookedAt, this.#experiment?.number ?? 0);
  }

  /** The digest so far; the run's, once it is finished. */
  digest(): string {
    return this.#digest.hex();
  }

  /** Where the run stands: while islands are at work, as far as they have told. */
  figures(): RunFigures {
    return this.underWay === null ? this.#settledFigures : this.#figuresWith(this.underWay.latestFigures);
  }

  /**
   * What the run found.
   *
   * @throws {Error} unless it is finished
   */
  result(): RunResult {
    const { final, finalTasks, improvements, noise } = this.#closing;
    if (this.#phase.kind !== 'finished' || final === null || finalTasks === null)
      throw new Error('the run is not finished: advance it first');
    return {
      ending: this.#phase.ending,
      digest: this.digest(),
      champion: this.#bestSoFar,
      final,
      finalTasks,
      improvements,
      noise: noiseFigures(noise),
      references: [...this.#references],
      quarantine: this.#quarantine,
      figures: this.#settledFigures,
    };
  }

  /** The next decision, as soon as all is known that it needs; else null. */
  step(): readonly RunEvent[] | null {
    if (this.desk.looks.length > 0) return null;
    switch (this.#phase.kind) {
      case 'starting':
        return [{ kind: 'references', references: [...this.#references] }, ...this.#startExperiment(0)];
      case 'searching':
        return this.#settle();
      case 'looking':
        return this.#goOn(this.#phase.endsExperiment);
      case 'closing':
        this.#phase = { kind: 'finished', ending: this.#phase.ending };
        return [{ kind: 'finished', result: this.result() }];
      case 'finished':
        return null;
    }
  }

  /** An island has told the champion that is looked at. */
  takeChampion(champion: KeptIndividual): void {
    this.desk.tellChampion(champion);
    this.#digest.addChampion(this.#current.number, champion.program, champion.search);
  }

  /** The look that was ordered last has given this, on a set of tasks with a hash. */
  takeScore(score: SetScore, taskSet: string): readonly RunEvent[] {
    const { look, champion } = this.desk.complete();
    switch (look.kind) {
      case 'reference':
        this.#references[look.index] = { ...this.#references[look.index]!, [look.role]: score.fitness };
        return [];
      case 'champion':
        if (champion === null) throw new Error('a score came for a champion that is not known');
        return this.#keepChampion(champion, score);
      case 'final':
        this.#digest.addScore('final', score.fitness);
        this.#closing = { ...this.#closing, final: score, finalTasks: taskSet };
        return [];
      case 'improvement':
        this.#closing = withImprovement(this.#closing, this.#improvements[look.index]!, score.fitness);
        return [];
      case 'noise':
        this.#closing = { ...this.#closing, noise: [...this.#closing.noise, score.fitness] };
        return [];
    }
  }

  /** All that is needed to go on, but for the states of islands. */
  save(): SavedRun {
    const experiment = this.#experiment?.save() ?? null;
    return {
      format: SAVED_RUN_FORMAT,
      semantics: SEMANTICS_VERSION,
      phase: this.#phase,
      looks: this.desk.looks,
      digest: this.#digest.save(),
      counts: this.#counts,
      experiment: experiment && { ...experiment, islands: [] },
      lastLook: this.#lastLook,
      champion: this.desk.champion,
      best: this.#best,
      references: [...this.#references],
      closing: this.#closing,
      quarantine: this.#quarantine,
    };
  }

  #startExperiment(number: number): readonly RunEvent[] {
    const limits = experimentLimits(this.#spec.budget, spentOf(this.#counts), number);
    this.#experiment = new Experiment(this.#spec, number, limits);
    this.#lastLook = null;
    this.#phase = { kind: 'searching' };
    return [{ kind: 'experiment-started', experiment: number }];
  }

  /** Settles the next barrier, if all islands have come to it. */
  #settle(): readonly RunEvent[] | null {
    const experiment = this.#current;
    const reports = experiment.settleNext();
    if (reports === null) return null;
    for (const report of reports) {
      this.#digest.addBarrier({ ...report, chargedSteps: report.figures.counts.chargedSteps });
    }
    const { champion, island, epoch } = fittest(reports);
    const endsExperiment = experiment.isSpent;
    const looks = isTimeToLook(this.#spec.method.selectWhen, champion, this.#lastLook, endsExperiment);
    if (looks) this.desk.add([{ kind: 'champion', island, epoch }]);
    if (looks || endsExperiment) this.#phase = { kind: 'looking', endsExperiment };
    return [...barrierEvents(reports), { kind: 'progress', figures: this.#settledFigures }];
  }

  /** After the looks of a barrier. */
  #goOn(endsExperiment: boolean): readonly RunEvent[] {
    const { budget } = this.#spec;
    const experiment = this.#current;
    const isSolved = budget.stopAbove !== null && this.#bestSoFar.select.fitness > budget.stopAbove;
    if (!isSolved && !endsExperiment) {
      this.#phase = { kind: 'searching' };
      return [];
    }
    const figures = this.#settledFigures;
    const ended: RunEvent = { kind: 'experiment-ended', experiment: experiment.number, figures };
    const next = experiment.number + 1;
    if (isSolved || !mayStartExperiment(budget, spentOf(figures.counts), next)) {
      this.#close(isSolved ? 'solved' : 'budget-spent');
      return [ended];
    }
    this.#counts = figures.counts;
    return [ended, ...this.#startExperiment(next)];
  }

  #close(ending: RunEnding): void {
    const live = removeDeadCode(this.#bestSoFar.program, this.#spec.outputs);
    const isRandom = randomInstructionCount(live) > 0;
    this.#phase = { kind: 'closing', ending };
    this.desk.add(closingLooks(this.#references.length, this.#improvements.length, isRandom));
  }

  #keepChampion(found: KeptIndividual, select: SetScore): readonly RunEvent[] {
    this.#digest.addScore('select', select.fitness);
    this.#lastLook = { island: found.island, birth: found.birth, search: found.search };
    const { candidates } = this.#settledFigures.counts;
    const champion = { ...found, experiment: this.#current.number, candidates, select };
    const isBest = this.#best === null || select.fitness >= this.#best.select.fitness;
    if (isBest) this.#best = champion;
    return [{ kind: 'champion', champion, isBest, figures: this.#settledFigures }];
  }

  #figuresWith(experiment: ExperimentFigures | undefined): RunFigures {
    return runFigures(this.#experiment, experiment, this.#counts, this.#best?.select.fitness ?? null);
  }

  get #settledFigures(): RunFigures {
    return this.#figuresWith(this.#experiment?.settledFigures);
  }

  get #current(): Experiment {
    if (this.#experiment === null) throw new Error('no experiment has been started');
    return this.#experiment;
  }

  /** The improving steps of the run's champion's line; only to be asked for when all is decided. */
  get #improvements(): readonly Improvement[] {
    return (this.#knownImprovements ??= improvementsOf(this.#bestSoFar.line));
  }

  get #bestSoFar(): Champion {
    if (this.#best === null) throw new Error('no champion has been looked at on T_select');
    return this.#best;
  }
}

/** What there is to tell of a barrier. */
function barrierEvents(reports: readonly BarrierReport[]): readonly RunEvent[] {
  return reports.flatMap(({ experiment, island, epoch, figures, trunks }): RunEvent[] => [
    { kind: 'barrier', experiment, island, epoch, figures },
    ...(trunks.length > 0 ? [{ kind: 'lineage', experiment, pieces: trunks } as const] : []),
  ]);
}

/** The report of the island with the fittest champion, the lowest one on ties. */
function fittest(reports: readonly BarrierReport[]): BarrierReport {
  return reports.reduce((best, report) => (report.champion.search > best.champion.search ? report : best));
}
