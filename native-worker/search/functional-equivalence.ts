import type { Liveness } from '../algorithm/liveness.ts';
import type { Program } from '../algorithm/program.ts';
import {
  allocateResult,
  type EvaluationRequest,
  type EvaluationResult,
  type Evaluator,
} from '../evaluator/evaluator.ts';
import type { MethodSpec } from '../spec/method-schema.ts';
import { FecCache, type SavedFecCache } from './fec-cache.ts';
import { FecKey } from './fec-key.ts';
import { KnownProbes } from './known-probes.ts';
import type { TaskEvaluation } from './task-evaluation.ts';

/** Noise of every probe, so that equal programs are recognised whatever they draw (reference: evaluator.cc). */
const PROBE_NOISE_SEED = 235732282;

/** Words that say what came of a probe on a task: both halves of the key, and the slot of its entry, or -1. */
const WORDS_PER_TASK = 3;
const HIGH = 0;
const LOW = 1;
const SLOT = 2;

/** What functional equivalence checking goes by. */
export type EquivalenceOptions = Pick<EvaluationRequest, 'maxAbsError' | 'validationSigmoid'> &
  Pick<MethodSpec, 'fec'> & {
    /** Knows the programs: probes whose outcome follows from what is known are not run. Null to run every probe. */
    readonly liveness: Liveness | null;
  };

/**
 * Functional equivalence checking (paper, section 3.2; reference: evaluator.cc): a short evaluation on each task, and
 * if another program did the same there, its fitness is taken over. Each task has entries of its own. A probe costs
 * its training steps, whether it finds something or not, and so it does where a program costs too much to be trained,
 * or where what comes of it is known.
 *
 * Programs are gone through one after the other. The cache is used once all evaluations are done, task by task as in
 * the reference.
 */
export class FunctionalEquivalence {
  readonly #evaluation: TaskEvaluation;
  readonly #evaluator: Evaluator;
  readonly #request: EvaluationRequest;
  readonly #cache: FecCache;
  readonly #known: KnownProbes | null;
  readonly #probe: EvaluationResult;
  /** The bits of the probe's traces: the same memory. */
  readonly #trainBits: Int32Array;
  readonly #validBits: Int32Array;
  readonly #allTasks: readonly number[];
  readonly #key = new FecKey();
  /** What came of the probe: `WORDS_PER_TASK` for each task, then its training steps. */
  readonly #outcome: Int32Array;
  /** The tasks that are being evaluated; and by task, 1 once it is among them. */
  readonly #unknown: number[] = [];
  readonly #isEvaluated: Uint8Array;
  #program: Program | null = null;
  #allowed: readonly number[] = [];
  #noiseSeed = 0;
  #fitness = new Float64Array(0);
  #stage: 'probe' | 'look-up' | 'evaluation' = 'probe';
  /** Whether what is known about the probe is no longer all that there is to know. */
  #isNews = false;
  /** The task whose entry comes next. */
  #nextTask = 0;
  #steps = 0;
  #stepsSpared = 0;
  #hits = 0;

  constructor(evaluator: Evaluator, evaluation: TaskEvaluation, options: EquivalenceOptions, saved?: SavedFecCache) {
    const { set } = evaluation;
    this.#evaluator = evaluator;
    this.#evaluation = evaluation;
    this.#request = {
      trainExamples: options.fec.trainExamples,
      validExamples: options.fec.validExamples,
      maxAbsError: options.maxAbsError,
      validationSigmoid: options.validationSigmoid,
      noiseSeed: PROBE_NOISE_SEED,
      record: options.fec.key === 'errors' ? 'errors' : 'predictions',
    };
    this.#cache = new FecCache(options.fec.size, options.fec.forgetEvery, saved);
    this.#probe = allocateResult(set, this.#request.record);
    this.#trainBits = new Int32Array(this.#probe.trainTrace.buffer);
    this.#validBits = new Int32Array(this.#probe.validTrace.buffer);
    this.#allTasks = set.tasks.map((_, index) => index);
    this.#outcome = new Int32Array(set.tasks.length * WORDS_PER_TASK + 1);
    this.#known = options.liveness && new KnownProbes(options.liveness, set.features, this.#outcome.length);
    this.#isEvaluated = new Uint8Array(set.tasks.length);
  }

  /** Training steps that the program is charged for, those of the probes included; complete once all is done. */
  get steps(): number {
    return this.#steps;
  }

  /** How many of them were not run, since what came of the probes was known. */
  get stepsSpared(): number {
    return this.#stepsSpared;
  }

  /** Tasks on which the program's fitness was known; complete once all is done. */
  get hits(): number {
    return this.#hits;
  }

  /**
   * Begins to score a program on every task of the set.
   *
   * @param program stays as it is until all is done, as does `allowed`
   * @param bred what it was before its dead code was removed; analysed by `liveness`, where there is one
   * @param allowed training examples that its budget allows it, by task: where 0, an unknown program gets fitness 0
   * @param fitness where its fitness will stand, by task
   */
  begin(
    program: Program,
    bred: Program,
    allowed: readonly number[],
    noiseSeed: number,
    fitness: Float64Array<ArrayBuffer>,
  ): void {
    this.#program = program;
    this.#allowed = allowed;
    this.#noiseSeed = noiseSeed;
    this.#fitness = fitness;
    this.#nextTask = 0;
    this.#hits = 0;
    const isKnown = this.#known?.find(program, bred, allowed, this.#outcome) === true;
    this.#isNews = !isKnown;
    this.#steps = isKnown ? this.#outcome.at(-1)! : 0;
    this.#stepsSpared = this.#steps;
    this.#stage = isKnown ? 'look-up' : 'probe';
    if (!isKnown) this.#evaluator.begin(program, this.#evaluation.set, this.#request, this.#allTasks, this.#probe);
  }

  /**
   * Works on, for about so many entries of each evaluation that it comes to (`Evaluator.advance`); says whether all is
   * done.
   */
  advance(work: number): boolean {
    if (this.#stage === 'probe') {
      if (!this.#evaluator.advance(work)) return false;
      this.#makeKeys();
      this.#stage = 'look-up';
    }
    if (this.#stage === 'look-up') {
      this.#listUnknown();
      if (this.#unknown.length === 0) return this.#makeEntries();
      this.#beginEvaluation();
      this.#stage = 'evaluation';
    }
    do {
      if (!this.#evaluation.advance(work)) return false;
      this.#steps += this.#evaluation.steps;
    } while (!this.#makeEntries());
    return true;
  }

  /** The cache's content, which the result of a search depends on. */
  save(): SavedFecCache {
    return this.#cache.save();
  }

  #makeKeys(): void {
    const { trainSteps, trainTrace, trainTraceLength, trainCapacity, validTrace, validTraceLength, validCapacity } =
      this.#probe;
    const isExact = this.#request.record === 'errors';
    const key = this.#key;
    const outcome = this.#outcome;
    const tasks = this.#allTasks.length;
    for (let task = 0; task < tasks; task++) {
      this.#steps += trainSteps[task]!;
      const train = task * trainCapacity;
      const valid = task * validCapacity;
      key.start(task, this.#allowed[task]!);
      if (isExact) {
        key.addExactly(this.#trainBits, train, train + trainTraceLength[task]!);
        key.addExactly(this.#validBits, valid, valid + validTraceLength[task]!);
      } else {
        key.addTruncated(trainTrace, train, train + trainTraceLength[task]!);
        key.addTruncated(validTrace, valid, valid + validTraceLength[task]!);
      }
      key.finish();
      const words = task * WORDS_PER_TASK;
      outcome[words + HIGH] = key.high;
      outcome[words + LOW] = key.low;
      outcome[words + SLOT] = -1;
    }
    outcome[tasks * WORDS_PER_TASK] = this.#steps;
  }

  #listUnknown(): void {
    const outcome = this.#outcome;
    this.#unknown.length = 0;
    for (let task = 0, words = 0; task < this.#isEvaluated.length; task++, words += WORDS_PER_TASK) {
      const slot = this.#cache.slotOf(outcome[words + HIGH]!, outcome[words + LOW]!, outcome[words + SLOT]);
      const isUnknown = this.#allowed[task]! > 0 && slot < 0;
      outcome[words + SLOT] = slot;
      this.#isEvaluated[task] = isUnknown ? 1 : 0;
      if (isUnknown) this.#unknown.push(task);
    }
  }

  #beginEvaluation(): void {
    this.#evaluation.begin(this.#program!, this.#unknown, this.#noiseSeed, this.#fitness);
  }

  /** Looks up and stores entries from `#nextTask` on; says whether all is done. */
  #makeEntries(): boolean {
    const fitness = this.#fitness;
    const outcome = this.#outcome;
    const cache = this.#cache;
    for (; this.#nextTask < this.#isEvaluated.length; this.#nextTask++) {
      const task = this.#nextTask;
      const words = task * WORDS_PER_TASK;
      const high = outcome[words + HIGH]!;
      const low = outcome[words + LOW]!;
      if (cache.find(high, low, outcome[words + SLOT])) {
        this.#hits++;
        fitness[task] = cache.fitness;
      } else {
        if (this.#allowed[task] === 0) fitness[task] = 0;
        else if (this.#isEvaluated[task] === 0) {
          // It was there a moment ago, and an earlier task's entry has just taken its place.
          this.#isEvaluated[task] = 1;
          this.#unknown.length = 0;
          this.#unknown.push(task);
          this.#beginEvaluation();
          return false;
        }
        cache.insert(high, low, fitness[task]!);
      }
      if (outcome[words + SLOT] !== cache.slot) {
        outcome[words + SLOT] = cache.slot;
        this.#isNews = true;
      }
    }
    if (this.#isNews) this.#known?.keep(outcome);
    return true;
  }
}
