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

/** What scoring a program took. */
export interface ProbedScore {
  /** Training steps run, those of the probes included. */
  readonly steps: number;
  /** Tasks whose fitness was known. */
  readonly hits: number;
}

/**
 * Functional equivalence checking (paper, section 3.2; reference: evaluator.cc): a short evaluation on each task, and
 * if another program did the same there, its fitness is taken over. Each task has entries of its own. A probe costs
 * its training steps, whether it finds something or not, and so it does where a program costs too much to be trained.
 */
export class FunctionalEquivalence {
  readonly #evaluation: TaskEvaluation;
  readonly #evaluator: Evaluator;
  readonly #request: EvaluationRequest;
  readonly #cache: FecCache;
  readonly #probe: EvaluationResult;
  readonly #allTasks: readonly number[];
  readonly #keys: readonly FecKey[];

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
    this.#allTasks = set.tasks.map((_, index) => index);
    this.#keys = set.tasks.map(() => new FecKey());
  }

  /**
   * Scores a program on every task of the set. Writes fitness by task.
   *
   * @param allowed training examples that its budget allows it, by task: where 0, an unknown program gets fitness 0
   */
  run(program: Program, allowed: readonly number[], noiseSeed: number, fitness: Float64Array): ProbedScore {
    let hits = 0;
    let steps = this.#probeAll(program, allowed);
    const cache = this.#cache;
    const unknown = this.#allTasks.filter(
      (task) => allowed[task]! > 0 && !cache.has(this.#keys[task]!.high, this.#keys[task]!.low),
    );
    if (unknown.length > 0) steps += this.#evaluation.run(program, unknown, noiseSeed, fitness);

    // The evaluations ran together, but the cache sees the tasks one after the other, as in the reference.
    for (const task of this.#allTasks) {
      const { high, low } = this.#keys[task]!;
      const known = cache.find(high, low);
      if (known !== undefined) {
        hits++;
        fitness[task] = known;
        continue;
      }
      if (allowed[task] === 0) fitness[task] = 0;
      else if (!unknown.includes(task)) {
        // It was there a moment ago, and an earlier task's entry has just taken its place.
        steps += this.#evaluation.run(program, [task], noiseSeed, fitness);
      }
      cache.insert(high, low, fitness[task]!);
    }
    return { steps, hits };
  }

  /** The cache's content, which the result of a search depends on. */
  save(): SavedFecCache {
    return this.#cache.save();
  }

  /** Makes each task's key; gives the training steps run. */
  #probeAll(program: Program, allowed: readonly number[]): number {
    const probe = this.#probe;
    this.#evaluator.evaluate(program, this.#evaluation.set, this.#request, this.#allTasks, probe);
    let steps = 0;
    for (const task of this.#allTasks) {
      steps += probe.trainSteps[task]!;
      const key = this.#keys[task]!;
      key.start(task, allowed[task]!);
      const train = probe.trainTrace.subarray(task * probe.trainCapacity);
      const valid = probe.validTrace.subarray(task * probe.validCapacity);
      if (this.#request.record === 'errors') {
        key.addExactly(train, probe.trainTraceLength[task]!);
        key.addExactly(valid, probe.validTraceLength[task]!);
      } else {
        key.addTruncated(train, probe.trainTraceLength[task]!);
        key.addTruncated(valid, probe.validTraceLength[task]!);
      }
      key.finish();
    }
    return steps;
  }
}
