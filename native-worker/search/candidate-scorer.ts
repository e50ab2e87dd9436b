import { Canonicalizer } from '../algorithm/canonical-form.ts';
import type { Program } from '../algorithm/program.ts';
import { randomInstructionCount } from '../algorithm/used-addresses.ts';
import type { Evaluator } from '../evaluator/evaluator.ts';
import { combineFitness } from '../evaluator/fitness.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import { CanonicalCache, type KnownScore } from './canonical-cache.ts';
import type { SavedFecCache } from './fec-cache.ts';
import { FunctionalEquivalence } from './functional-equivalence.ts';
import { TaskEvaluation } from './task-evaluation.ts';
import { TrainAllowance } from './train-allowance.ts';

/** What scoring has cost so far and what came of it. */
export interface ScoringCounts {
  /** Training steps that count against budgets: those run, and those that a canonical cache's entry once took. */
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

const NO_COUNTS: ScoringCounts = {
  chargedSteps: 0,
  executedSteps: 0,
  cacheHits: 0,
  cacheMisses: 0,
  failed: 0,
  overBudget: 0,
};

/** Scores candidates on T_search. */
export class CandidateScorer {
  readonly #setup: ScorerSetup;
  readonly #canonicalizer = new Canonicalizer();
  readonly #allowance: TrainAllowance;
  readonly #evaluation: TaskEvaluation;
  readonly #equivalence: FunctionalEquivalence | null;
  readonly #known: CanonicalCache | null;
  /** By task, of the candidate at hand. */
  readonly #fitness: Float64Array;
  readonly #counts: { -readonly [Count in keyof ScoringCounts]: number };

  /** @param state where a scorer with the same setup left off */
  constructor(setup: ScorerSetup, state?: ScorerState) {
    const { spec, set, evaluator } = setup;
    const { validationSigmoid, fec, cache } = spec.method;
    const options = { maxAbsError: spec.maxAbsError, validationSigmoid, fec };
    this.#setup = setup;
    this.#allowance = new TrainAllowance(spec, set);
    this.#evaluation = new TaskEvaluation(evaluator, set, options);
    this.#equivalence =
      cache === 'fec' ? new FunctionalEquivalence(evaluator, this.#evaluation, options, state?.fec ?? undefined) : null;
    this.#known = cache === 'canonical' ? new CanonicalCache() : null;
    this.#fitness = new Float64Array(set.tasks.length);
    this.#counts = { ...NO_COUNTS, ...state?.counts };
  }

  get counts(): ScoringCounts {
    return this.#counts;
  }

  /**
   * Fitness of a candidate over all tasks, 0 to 1: that of its canonical program, so dead code makes no difference.
   *
   * @param birth the candidate's running number on its island
   */
  score(program: Program, birth: number): number {
    const { spec, asWritten = false } = this.#setup;
    const live = this.#canonicalizer.removeDeadCode(program, spec.outputs);
    const allowed = this.#allowance.of(program, live);
    const overBudget = allowed.includes(0);
    const fitness = this.#scoreLive(asWritten ? program : live, allowed, this.#setup.noiseSeed(birth));
    if (overBudget) this.#counts.overBudget++;
    else if (fitness === 0) this.#counts.failed++;
    return fitness;
  }

  /** Everything that a scorer needs to go on from here. */
  state(): ScorerState {
    return { counts: { ...this.#counts }, fec: this.#equivalence?.save() ?? null };
  }

  #scoreLive(program: Program, allowed: readonly number[], noiseSeed: number): number {
    if (this.#equivalence !== null) {
      const { steps, hits } = this.#equivalence.run(program, allowed, noiseSeed, this.#fitness);
      this.#counts.cacheHits += hits;
      this.#counts.cacheMisses += allowed.length - hits;
      this.#countSteps(steps);
      return this.#combined();
    }
    if (this.#known === null || this.#drawsFreshNoise(program))
      return this.#evaluate(program, allowed, noiseSeed).fitness;

    const canonical = this.#canonicalizer.canonicalize(program, this.#setup.spec.outputs);
    const key = this.#known.keyOf(canonical, allowed);
    const known = this.#known.find(key);
    if (known !== undefined) {
      this.#counts.cacheHits++;
      this.#counts.chargedSteps += known.trainSteps;
      return known.fitness;
    }
    this.#counts.cacheMisses++;
    const score = this.#evaluate(program, allowed, noiseSeed);
    this.#known.insert(key, score);
    return score.fitness;
  }

  #evaluate(program: Program, allowed: readonly number[], noiseSeed: number): KnownScore {
    const tasks = allowed.flatMap((examples, task) => (examples > 0 ? [task] : []));
    this.#fitness.fill(0);
    const trainSteps = tasks.length === 0 ? 0 : this.#evaluation.run(program, tasks, noiseSeed, this.#fitness);
    this.#countSteps(trainSteps);
    return { fitness: this.#combined(), trainSteps };
  }

  #combined(): number {
    return combineFitness(this.#fitness, this.#setup.spec.combination);
  }

  #countSteps(steps: number): void {
    this.#counts.chargedSteps += steps;
    this.#counts.executedSteps += steps;
  }

  /** Whether the same program would score differently next time. */
  #drawsFreshNoise(program: Program): boolean {
    return this.#setup.spec.noise === 'fresh' && randomInstructionCount(program) > 0;
  }
}
