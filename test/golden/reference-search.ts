import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { NoiseSource } from '../../native-worker/numerics/noise-stream.ts';
import { IslandSearch } from '../../native-worker/search/island-search.ts';
import type { SearchCounts } from '../../native-worker/search/search-counts.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import type { TaskSet } from '../../native-worker/tasks/task-set.ts';
import { damagedNetworkAlgorithm } from '../algorithm/network-variants.ts';
import { gaussian, uniformDouble } from './abseil-distributions.ts';
import type { MersenneTwister } from './mersenne-twister.ts';
import { ReferenceRandomSource } from './reference-random-source.ts';
import { defaultSeeds, linearTask, networkTask, regressionSet } from './reference-tasks.ts';

/** A line of the reference's progress output, rounded as it prints it. */
export interface ProgressRow {
  readonly mean: string;
  readonly deviation: string;
  readonly best: string;
}

/** Random instructions draw from the search's engine, one after the other (reference: executor.h). */
class SequentialNoise implements NoiseSource {
  readonly #engine: MersenneTwister;

  constructor(engine: MersenneTwister) {
    this.#engine = engine;
  }

  begin(): void {
    // The engine goes on where it is, whatever the task.
  }

  at(): void {
    // Nor does the place matter.
  }

  uniform(low: number, high: number): number {
    return low > high ? low : uniformDouble(this.#engine, low, high);
  }

  gaussian(mean: number, deviation: number): number {
    return mean + deviation * gaussian(this.#engine);
  }
}

/** One of the reference's integration runs: its regularized evolution with its random numbers. */
export class ReferenceSearch {
  readonly search: IslandSearch;

  constructor(spec: Spec, seed: number, set: TaskSet) {
    const random = new ReferenceRandomSource(seed);
    const evaluator = new Interpreter(new SequentialNoise(random.engine));
    this.search = new IslandSearch({ spec, island: 0, set, evaluator, random, noiseSeed: () => 0, asWritten: true });
    this.sweep();
  }

  get counts(): SearchCounts {
    return this.search.counts();
  }

  /** Whole sweeps, until so many individuals were born. */
  runUntil(individuals: number): void {
    while (this.search.candidates < individuals) this.sweep();
  }

  /** Every slot's occupant is replaced once; the first sweep founds the population. */
  sweep(): void {
    do this.search.advance(Infinity);
    while (!this.search.atSweepEnd);
  }

  progress(): ProgressRow {
    const { fitness } = this.search.population;
    const mean = fitness.reduce((total, each) => total + each, 0) / fitness.length;
    const square = fitness.reduce((total, each) => total + each * each, 0) / fitness.length;
    const deviation = Math.sqrt(Math.max(0, square - mean * mean));
    const best = Math.max(...fitness);
    return { mean: mean.toFixed(6), deviation: deviation.toFixed(6), best: best.toFixed(6) };
  }
}

const fixed = (length: number): object => ({ init: length, min: length, max: length });
const anyTasks = { features: 4, count: 1, train: 100, valid: 100 };

/** The linear integration test (reference: run_integration_test_linear.sh): seed 100021, 10 tasks of 100/100. */
export function integrationLinear(): ReferenceSearch {
  const spec = resolveSpec({
    version: 1,
    tasks: {
      search: { kind: 'linear', ...anyTasks },
      select: { kind: 'linear', ...anyTasks },
      final: { kind: 'linear', ...anyTasks },
    },
    addresses: { scalars: 4, vectors: 3, matrices: 1 },
    ops: { setup: [56], predict: [27], learn: [2, 3, 18, 23] },
    sizes: { setup: fixed(5), predict: fixed(1), learn: fixed(4) },
    init: 'random',
    method: { form: 'reference' },
    budget: { trainSteps: 1e8 },
  });
  return new ReferenceSearch(spec, 100_021, linearTasks(10, 100));
}

/** Linear tasks of the reference's default seeds, 100 validation examples each. */
export function linearTasks(count: number, train: number): TaskSet {
  const params = defaultSeeds('param', count);
  const data = defaultSeeds('data', count);
  return regressionSet(
    4,
    params.map((seed, index) => linearTask(seed, data[index]!, { features: 4, train, valid: 100 })),
  );
}

/** The nonlinear integration test (reference: run_integration_test_nonlinear.sh): seed 100001, one task of 1000/100. */
export function integrationNonlinear(): ReferenceSearch {
  const spec = resolveSpec({
    version: 1,
    tasks: {
      search: { kind: 'network', ...anyTasks },
      select: { kind: 'network', ...anyTasks },
      final: { kind: 'network', ...anyTasks },
    },
    addresses: { scalars: 5, vectors: 9, matrices: 2 },
    ops: { setup: [63, 64], predict: [], learn: [] },
    sizes: { setup: { init: 1, min: 6, max: 7 }, predict: fixed(1), learn: fixed(4) },
    init: { listing: printAlgorithm(damagedNetworkAlgorithm()) },
    method: {
      form: 'reference',
      mutations: [
        { kind: 'alter-parameter' },
        { kind: 'insert-instruction' },
        { kind: 'remove-instruction' },
        { kind: 'trade-instruction' },
      ],
      mutateProbability: 1,
      cache: 'none',
    },
    trainBudget: { baseline: 'network', factor: 2, measured: 'raw-padded' },
    budget: { trainSteps: 1e8 },
  });
  const task = networkTask(1001, 11_001, { features: 4, train: 1000, valid: 100 });
  return new ReferenceSearch(spec, 100_001, regressionSet(4, [task]));
}
