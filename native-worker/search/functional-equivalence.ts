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
import type { TaskEvaluation } from './task-evaluation.ts';

/** Noise of every probe, so that equal programs are recognised whatever they draw (reference: evaluator.cc). */
const PROBE_NOISE_SEED = 235732282;

/**
 * Functional equivalence checking (paper, section 3.2; reference: evaluator.cc): a short evaluation on each task, and
 * if another program did the same there, its fitness is taken over. Each task has entries of its own. A probe costs
 * its training steps, whether it finds something or not, and so it does where a program costs too much to be trained.
 *
 * Programs are gone through one after the other. The cache is used once all evaluations are done, task by task as in
 * the reference.
 */
export class FunctionalEquivalence {
  readonly #evaluation: TaskEvaluation;
  readonly #evaluator: Evaluator;
  readonly #request: EvaluationRequest;
  readonly #cache: FecCache;
  readonly #probe: EvaluationResult;
  /** The bits of the probe's traces: the same memory. */
  readonly #trainBits: Int32Array;
  readonly #validBits: Int32Array;
  readonly #allTasks: readonly number[];
  readonly #keys: readonly FecKey[];
  /** The tasks that are being evaluated; and by task, 1 once it is among them. */
  readonly #unknown: number[] = [];
  readonly #isEvaluated: Uint8Array;
  /** By task: the slot of the entry that was there before any was used or stored, or -1. */
  readonly #slots: Int32Array;
  #program: Program | null = null;
  #allowed: readonly number[] = [];
  #noiseSeed = 0;
  #fitness = new Float64Array(0);
  #isProbing = false;
  /** The task whose entry comes next. */
  #nextTask = 0;
  #steps = 0;
  #hits = 0;

  constructor(
    evaluator: Evaluator,
    evaluation: TaskEvaluation,
    options: Pick<EvaluationRequest, 'maxAbsError' | 'validationSigmoid'> & Pick<MethodSpec, 'fec'>,
    saved?: SavedFecCache,
  ) {
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
    this.#keys = set.tasks.map(() => new FecKey());
    this.#isEvaluated = new Uint8Array(set.tasks.length);
    this.#slots = new Int32Array(set.tasks.length);
  }

  /** Training steps run for the program, those of the probes included; complete once all is done. */
  get steps(): number {
    return this.#steps;
  }

  /** Tasks on which the program's fitness was known; complete once all is done. */
  get hits(): number {
    return this.#hits;
  }

  /**
   * Begins to score a program on every task of the set.
   *
   * @param program stays as it is until all is done, as does `allowed`
   * @param allowed training examples that its budget allows it, by task: where 0, an unknown program gets fitness 0
   * @param fitness where its fitness will stand, by task
   */
  begin(program: Program, allowed: readonly number[], noiseSeed: number, fitness: Float64Array<ArrayBuffer>): void {
    this.#program = program;
    this.#allowed = allowed;
    this.#noiseSeed = noiseSeed;
    this.#fitness = fitness;
    this.#isProbing = true;
    this.#nextTask = 0;
    this.#steps = 0;
    this.#hits = 0;
    this.#evaluator.begin(program, this.#evaluation.set, this.#request, this.#allTasks, this.#probe);
  }

  /**
   * Works on, for about so many entries of each evaluation that it comes to (`Evaluator.advance`); says whether all is
   * done.
   */
  advance(work: number): boolean {
    if (this.#isProbing) {
      if (!this.#evaluator.advance(work)) return false;
      this.#isProbing = false;
      this.#makeKeys();
      this.#listUnknown();
      if (this.#unknown.length === 0) return this.#makeEntries();
      this.#beginEvaluation();
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
    for (let task = 0; task < this.#keys.length; task++) {
      this.#steps += trainSteps[task]!;
      const key = this.#keys[task]!;
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
    }
  }

  #listUnknown(): void {
    this.#unknown.length = 0;
    for (let task = 0; task < this.#keys.length; task++) {
      const { high, low } = this.#keys[task]!;
      const slot = this.#cache.slotOf(high, low);
      const isUnknown = this.#allowed[task]! > 0 && slot < 0;
      this.#slots[task] = slot;
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
    for (; this.#nextTask < this.#keys.length; this.#nextTask++) {
      const task = this.#nextTask;
      const { high, low } = this.#keys[task]!;
      if (this.#cache.find(high, low, this.#slots[task])) {
        this.#hits++;
        fitness[task] = this.#cache.fitness;
        continue;
      }
      if (this.#allowed[task] === 0) fitness[task] = 0;
      else if (this.#isEvaluated[task] === 0) {
        // It was there a moment ago, and an earlier task's entry has just taken its place.
        this.#isEvaluated[task] = 1;
        this.#unknown.length = 0;
        this.#unknown.push(task);
        this.#beginEvaluation();
        return false;
      }
      this.#cache.insert(high, low, fitness[task]!);
    }
    return true;
  }
}
