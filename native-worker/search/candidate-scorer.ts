import { Canonicalizer } from '../algorithm/canonical-form.ts';
import type { Program } from '../algorithm/program.ts';
import { DeadCodeRemover } from '../algorithm/remove-dead-code.ts';
import { randomInstructionCount } from '../algorithm/used-addresses.ts';
import type { Evaluator } from '../evaluator/evaluator.ts';
import { combineFitness } from '../evaluator/fitness.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import { CanonicalCache } from './canonical-cache.ts';
import type { SavedFecCache } from './fec-cache.ts';
import { FunctionalEquivalence } from './functional-equivalence.ts';
import { TaskEvaluation } from './task-evaluation.ts';
import { TrainAllowance } from './train-allowance.ts';

/** What scoring has cost so far and what came of it. */
export interface ScoringCounts {
  /** Training steps that count against budgets: those run, and those that were known to come to the same. */
  readonly chargedSteps: number;
  /** Training steps that were run. */
  readonly executedSteps: number;
  /** Look-ups answered by the cache: of programs, or with `fec` of a program on a task. */
  readonly cacheHits: number;
  readonly cacheMisses: number;
  /** Candidates of fitness 0 that were within their budget. */
  readonly failed: number;
  /** Candidates that cost too much to be trained, on one task at least. */
  readonly overBudget: number;
}

/** Everything that a scorer needs to go on. */
export interface ScorerState {
  readonly counts: ScoringCounts;
  /** With `cache: fec`, the cache: it belongs to the method, since what it forgets changes results. */
  readonly fec: SavedFecCache | null;
}

/** What a scorer scores with. */
export interface ScorerSetup {
  readonly spec: Spec;
  /** T_search. */
  readonly set: TaskSet;
  readonly evaluator: Evaluator;
  /** Noise seed of a full evaluation, by the candidate's number of birth. */
  readonly noiseSeed: (birth: number) => number;
  /** Runs programs with their dead code, for evaluators whose noise comes in sequence; false unless given. */
  readonly asWritten?: boolean;
}

/** Nothing scored. */
export const NOTHING_SCORED: ScoringCounts = {
  chargedSteps: 0,
  executedSteps: 0,
  cacheHits: 0,
  cacheMisses: 0,
  failed: 0,
  overBudget: 0,
};

/** More work than there is in any evaluation. */
const ALL_WORK = Number.MAX_SAFE_INTEGER;

/**
 * Scores candidates on T_search, one after the other: `begin`, then `advance` until that is done. Nothing is allocated for
 * a candidate. One that was begun is either gone through, or the scorer is given up with it.
 */
export class CandidateScorer {
  readonly #setup: ScorerSetup;
  readonly #deadCode = new DeadCodeRemover();
  readonly #canonicalizer = new Canonicalizer();
  readonly #allowance: TrainAllowance;
  readonly #evaluation: TaskEvaluation;
  readonly #equivalence: FunctionalEquivalence | null;
  readonly #known: CanonicalCache | null;
  /** By task, of the candidate at hand. */
  readonly #taskFitness: Float64Array<ArrayBuffer>;
  readonly #scratch: Float64Array;
  readonly #counts: { -readonly [Count in keyof ScoringCounts]: number };
  #stage: 'equivalence' | 'evaluation' | 'scored' = 'scored';
  #isOverBudget = false;
  /** Whether the candidate's score goes into the canonical cache. */
  #isNew = false;
  #fitness = 0;

  /** @param state where a scorer with the same setup left off */
  constructor(setup: ScorerSetup, state?: ScorerState) {
    const { spec, set, evaluator, asWritten = false } = setup;
    const { validationSigmoid, fec, cache } = spec.method;
    // With noise that comes in sequence, no probe is like the one before.
    const liveness = asWritten ? null : this.#deadCode.liveness;
    const options = { maxAbsError: spec.maxAbsError, validationSigmoid, fec, liveness };
    this.#setup = setup;
    this.#allowance = new TrainAllowance(spec, set);
    this.#evaluation = new TaskEvaluation(evaluator, set, options);
    this.#equivalence =
      cache === 'fec' ? new FunctionalEquivalence(evaluator, this.#evaluation, options, state?.fec ?? undefined) : null;
    this.#known = cache === 'canonical' ? new CanonicalCache() : null;
    this.#taskFitness = new Float64Array(set.tasks.length);
    this.#scratch = new Float64Array(set.tasks.length);
    this.#counts = { ...NOTHING_SCORED, ...state?.counts };
  }

  /** What all candidates scored so far took. The object itself goes on counting. */
  get counts(): ScoringCounts {
    return this.#counts;
  }

  /**
   * Fitness of the candidate scored last, over all tasks, 0 to 1: that of its canonical program, so dead code makes no
   * difference.
   */
  get fitness(): number {
    return this.#fitness;
  }

  /**
   * Begins to score a candidate.
   *
   * @param program stays as it is until all is done
   * @param birth the candidate's running number on its island
   */
  begin(program: Program, birth: number): void {
    const { spec, asWritten = false } = this.#setup;
    const live = this.#deadCode.remove(program, spec.outputs);
    const { examples, tasks } = this.#allowance.of(program, live);
    const noiseSeed = this.#setup.noiseSeed(birth);
    this.#isOverBudget = tasks.length < examples.length;
    this.#isNew = false;
    const subject = asWritten ? program : live;
    if (this.#equivalence !== null) {
      this.#equivalence.begin(subject, program, examples, noiseSeed, this.#taskFitness);
      this.#stage = 'equivalence';
    } else if (!this.#isKnown(subject, examples)) {
      this.#beginEvaluation(subject, tasks, noiseSeed);
    }
  }

  /**
   * Works on, for about so many entries of each evaluation that it comes to (`Evaluator.advance`); says whether the
   * candidate is scored.
   */
  advance(work: number): boolean {
    switch (this.#stage) {
      case 'equivalence':
        if (!this.#equivalence!.advance(work)) return false;
        this.#counts.cacheHits += this.#equivalence!.hits;
        this.#counts.cacheMisses += this.#taskFitness.length - this.#equivalence!.hits;
        this.#counts.executedSteps -= this.#equivalence!.stepsSpared;
        this.#finishEvaluation(this.#equivalence!.steps);
        return true;
      case 'evaluation':
        if (!this.#evaluation.advance(work)) return false;
        this.#finishEvaluation(this.#evaluation.steps);
        return true;
      case 'scored':
        return true;
    }
  }

  /** Instead of `begin`: the candidate is not evaluated, and its fitness is 0. */
  fail(): void {
    this.#isOverBudget = false;
    this.#settle(0);
  }

  /** `begin`, and `advance` until all is done; gives the fitness. */
  score(program: Program, birth: number): number {
    this.begin(program, birth);
    while (!this.advance(ALL_WORK));
    return this.#fitness;
  }

  /** Everything that a scorer needs to go on from here. Between candidates only. */
  state(): ScorerState {
    return { counts: { ...this.#counts }, fec: this.#equivalence?.save() ?? null };
  }

  /** Whether the canonical cache has the score; if so, it is taken over. */
  #isKnown(program: Program, allowed: readonly number[]): boolean {
    const known = this.#known;
    if (known === null || this.#drawsFreshNoise(program)) return false;
    if (!known.find(this.#canonicalizer.canonicalize(program, this.#setup.spec.outputs), allowed)) {
      this.#isNew = true;
      return false;
    }
    this.#counts.cacheHits++;
    this.#counts.chargedSteps += known.trainSteps;
    this.#settle(known.fitness);
    return true;
  }

  #beginEvaluation(program: Program, tasks: readonly number[], noiseSeed: number): void {
    this.#taskFitness.fill(0);
    if (tasks.length === 0) {
      this.#finishEvaluation(0);
      return;
    }
    this.#evaluation.begin(program, tasks, noiseSeed, this.#taskFitness);
    this.#stage = 'evaluation';
  }

  #finishEvaluation(steps: number): void {
    const fitness = combineFitness(this.#taskFitness, this.#setup.spec.combination, this.#scratch);
    this.#counts.chargedSteps += steps;
    this.#counts.executedSteps += steps;
    if (this.#isNew) {
      this.#counts.cacheMisses++;
      this.#known!.insert(fitness, steps);
    }
    this.#settle(fitness);
  }

  #settle(fitness: number): void {
    this.#fitness = fitness;
    this.#stage = 'scored';
    if (this.#isOverBudget) this.#counts.overBudget++;
    else if (fitness === 0) this.#counts.failed++;
  }

  /** Whether the same program would score differently next time. */
  #drawsFreshNoise(program: Program): boolean {
    return this.#setup.spec.noise === 'fresh' && randomInstructionCount(program) > 0;
  }
}
