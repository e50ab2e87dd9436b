import { removeDeadCode } from '../algorithm/remove-dead-code.ts';
import { SEMANTICS_VERSION } from '../algorithm/semantics-version.ts';
import { randomInstructionCount } from '../algorithm/used-addresses.ts';
import type { Evaluator } from '../evaluator/evaluator.ts';
import type { Spec } from '../spec/spec-schema.ts';
import { experimentLimits, mayStartExperiment, spentOf } from './budget.ts';
import { type Champion, reportOf } from './champion.ts';
import { Experiment, type SavedExperiment } from './experiment.ts';
import { type Improvement, improvementsOf } from './improvements.ts';
import type { SearchCounts } from './island-search.ts';
import { closingLooks, type Look } from './look.ts';
import { LookQueue } from './look-queue.ts';
import { type LookedAt, lookTarget } from './look-target.ts';
import type { ReferenceScores } from './references.ts';
import { RunDigest } from './run-digest.ts';
import type { RunEvent } from './run-events.ts';
import { addCounts, runFigures, type RunFigures } from './run-figures.ts';
import { noiseFigures, type RunEnding, type RunResult } from './run-result.ts';
import { type RunTaskSets, runTaskSets, type TaskSource } from './run-task-sets.ts';
import {
  checkSavedRun,
  type ClosingScores,
  firstState,
  type RunPhase,
  SAVED_RUN_FORMAT,
  type SavedRun,
} from './saved-run.ts';
import { isTimeToLook, type LastLook } from './select-timing.ts';
import type { SetScore } from './set-scoring.ts';

/** What a run needs from outside. */
export interface RunServices {
  readonly evaluator: Evaluator;
  readonly tasks: TaskSource;
}

/**
 * A run: experiments one after the other, their champions on T_select, and at the end one look at T_final
 * (reference: run_search_experiment.cc). A state machine without clock or I/O: `advance` does a piece of work, and
 * between two pieces the run can be saved if it is at rest. What comes out depends on the spec alone, never on the cuts.
 */
export class RunSession {
  readonly #spec: Spec;
  readonly #services: RunServices;
  readonly #sets: RunTaskSets;
  readonly #digest: RunDigest;
  #phase: RunPhase;
  readonly #queue: LookQueue;
  #experiment: Experiment | null;
  #lastLook: LastLook | null;
  /** Work of the experiments that are done. */
  #counts: SearchCounts;
  /** The best on T_select. */
  #best: Champion | null;
  readonly #references: ReferenceScores[];
  #closing: ClosingScores;
  #knownImprovements: readonly Improvement[] | null = null;

  private constructor(spec: Spec, services: RunServices, saved: SavedRun) {
    this.#spec = spec;
    this.#services = services;
    this.#sets = runTaskSets(spec, services.tasks);
    this.#digest = RunDigest.resume(saved.digest);
    this.#phase = saved.phase;
    this.#counts = saved.counts;
    this.#experiment = saved.experiment && this.#makeExperiment(saved.experiment.number, saved.experiment);
    this.#lastLook = saved.lastLook;
    this.#best = saved.best;
    this.#references = [...saved.references];
    this.#closing = saved.closing;
    const lookedAt: LookedAt = {
      current: () => ({ ...this.#current.keepChampion(), experiment: this.#current.number }),
      best: () => this.#champion,
      improvements: () => this.#improvements,
    };
    const { evaluator } = services;
    // Last, since it asks for the others.
    this.#queue = new LookQueue(spec, this.#sets, evaluator, (look) => lookTarget(look, spec, lookedAt), saved.looks);
  }

  /**
   * A run from its beginning.
   *
   * @throws {SpecError} where listed seeds give two of the three sets the same images
   * @throws {TaskDataError} where the data cannot give what the spec asks for
   */
  static start(spec: Spec, services: RunServices): RunSession {
    return new RunSession(spec, services, firstState(spec));
  }

  /**
   * A run from where it was saved; the spec must be the one it was started with.
   *
   * @throws {RangeError} where the state was saved by another version of the engine
   */
  static resume(spec: Spec, services: RunServices, saved: SavedRun): RunSession {
    checkSavedRun(saved);
    return new RunSession(spec, services, saved);
  }

  get finished(): boolean {
    return this.#phase.kind === 'finished';
  }

  /** The digest so far; the run's, once it is finished. */
  digest(): string {
    return this.#digest.hex();
  }

  /** Does a piece of work, of some tens of milliseconds; says what happened. Nothing is left to do once finished. */
  advance(): readonly RunEvent[] {
    if (this.#queue.looks.length > 0) return this.#look();
    switch (this.#phase.kind) {
      case 'starting':
        return [{ kind: 'references', references: [...this.#references] }, ...this.#startExperiment(0)];
      case 'searching':
        return this.#search();
      case 'looking':
        return this.#goOn(this.#phase.endsExperiment);
      case 'closing':
        this.#phase = { kind: 'finished', ending: this.#phase.ending };
        return [{ kind: 'finished', result: this.result() }];
      case 'finished':
        return [];
    }
  }

  /** Where the run stands. */
  figures(): RunFigures {
    return runFigures(this.#experiment, this.#counts, this.#best?.select.fitness ?? null);
  }

  /**
   * What the run found.
   *
   * @throws {Error} unless it is finished
   */
  result(): RunResult {
    const { final, improvements, noise } = this.#closing;
    if (this.#phase.kind !== 'finished' || final === null) throw new Error('the run is not finished: advance it first');
    const champion = this.#champion;
    return {
      ending: this.#phase.ending,
      digest: this.digest(),
      champion: reportOf(champion),
      final,
      finalTasks: this.#sets.get('final', champion.experiment).hash,
      improvements: this.#improvements.map(({ birth, search }, index) => ({
        birth,
        search,
        select: improvements[index]!,
      })),
      noise: noiseFigures(noise),
      references: [...this.#references],
      figures: this.figures(),
    };
  }

  /** Whether no candidate is under way: only then can the run be saved. */
  get isAtRest(): boolean {
    return this.#experiment?.isAtRest ?? true;
  }

  /**
   * All that `resume` needs. A look that is under way is begun anew.
   *
   * @throws {Error} unless the run is at rest
   */
  save(): SavedRun {
    return {
      format: SAVED_RUN_FORMAT,
      semantics: SEMANTICS_VERSION,
      phase: this.#phase,
      looks: [...this.#queue.looks],
      digest: this.#digest.save(),
      counts: this.#counts,
      experiment: this.#experiment?.save() ?? null,
      lastLook: this.#lastLook,
      best: this.#best,
      references: [...this.#references],
      closing: this.#closing,
    };
  }

  #startExperiment(number: number): RunEvent[] {
    this.#experiment = this.#makeExperiment(number);
    this.#lastLook = null;
    this.#phase = { kind: 'searching' };
    return [{ kind: 'experiment-started', experiment: number }];
  }

  #makeExperiment(number: number, saved?: SavedExperiment): Experiment {
    const setup = {
      spec: this.#spec,
      number,
      limits: saved?.limits ?? experimentLimits(this.#spec.budget, spentOf(this.#counts), number),
      searchSet: this.#sets.get('search', number),
      evaluator: this.#services.evaluator,
    };
    return new Experiment(setup, saved);
  }

  #search(): RunEvent[] {
    const experiment = this.#current;
    if (!experiment.advance()) return [];
    const { number, epoch, population, counts } = experiment;
    this.#digest.addBarrier({ experiment: number, epoch, island: 0, chargedSteps: counts.chargedSteps }, population);
    const endsExperiment = experiment.isSpent;
    const { champion } = experiment;
    const looks = isTimeToLook(this.#spec.method.selectWhen, champion, this.#lastLook, endsExperiment);
    if (looks) {
      this.#digest.addChampion(number, champion.program, champion.search);
      this.#queue.add([{ kind: 'champion' }]);
    }
    if (looks || endsExperiment) this.#phase = { kind: 'looking', endsExperiment };
    return [{ kind: 'progress', figures: this.figures() }];
  }

  /** After the looks of a barrier. */
  #goOn(endsExperiment: boolean): RunEvent[] {
    const { budget } = this.#spec;
    const experiment = this.#current;
    const isSolved = budget.stopAbove !== null && this.#champion.select.fitness > budget.stopAbove;
    if (!isSolved && !endsExperiment) {
      this.#phase = { kind: 'searching' };
      return [];
    }
    const ended: RunEvent = { kind: 'experiment-ended', experiment: experiment.number, figures: this.figures() };
    const counts = addCounts(this.#counts, experiment.counts);
    const next = experiment.number + 1;
    if (isSolved || !mayStartExperiment(budget, spentOf(counts), next)) {
      this.#close(isSolved ? 'solved' : 'budget-spent');
      return [ended];
    }
    this.#counts = counts;
    return [ended, ...this.#startExperiment(next)];
  }

  #close(ending: RunEnding): void {
    const live = removeDeadCode(this.#champion.program, this.#spec.outputs);
    this.#phase = { kind: 'closing', ending };
    this.#queue.add(closingLooks(this.#references.length, this.#improvements.length, randomInstructionCount(live) > 0));
  }

  /** Gets on with a look; when it is complete, keeps what it gave. */
  #look(): RunEvent[] {
    const taken = this.#queue.advance();
    return taken === null ? [] : this.#keep(taken.look, taken.score);
  }

  #keep(look: Look, score: SetScore): RunEvent[] {
    switch (look.kind) {
      case 'reference':
        this.#references[look.index] = { ...this.#references[look.index]!, [look.role]: score.fitness };
        return [];
      case 'champion':
        return this.#keepChampion(score);
      case 'final':
        this.#digest.addScore('final', score.fitness);
        this.#closing = { ...this.#closing, final: score };
        return [];
      case 'improvement':
        this.#closing = { ...this.#closing, improvements: [...this.#closing.improvements, score.fitness] };
        return [];
      case 'noise':
        this.#closing = { ...this.#closing, noise: [...this.#closing.noise, score.fitness] };
        return [];
    }
  }

  #keepChampion(select: SetScore): RunEvent[] {
    const found = this.#current.keepChampion();
    this.#digest.addScore('select', select.fitness);
    this.#lastLook = { birth: found.birth, search: found.search };
    const { candidates } = this.figures().counts;
    const champion = { ...found, experiment: this.#current.number, candidates, select };
    const isBest = this.#best === null || select.fitness >= this.#best.select.fitness;
    if (isBest) this.#best = champion;
    return [{ kind: 'champion', champion: reportOf(champion), isBest, figures: this.figures() }];
  }

  get #current(): Experiment {
    if (this.#experiment === null) throw new Error('no experiment has been started');
    return this.#experiment;
  }

  get #champion(): Champion {
    if (this.#best === null) throw new Error('no champion has been looked at on T_select');
    return this.#best;
  }

  /** The improving steps of the run's champion's line; only to be asked for when all is decided. */
  get #improvements(): readonly Improvement[] {
    return (this.#knownImprovements ??= improvementsOf(this.#champion.line));
  }
}
