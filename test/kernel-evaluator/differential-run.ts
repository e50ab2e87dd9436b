import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { textOf } from '../algorithm/listing-program.ts';
import { firstDifference, run } from './compare-results.ts';
import type { NamedEvaluator } from './evaluators-present.ts';
import { type RandomEvaluation, RandomEvaluations } from './random-evaluations.ts';

/** Which programs of the endless list of a seed are compared, in which evaluators. */
export interface DifferentialPlan {
  readonly seed: number;
  /** Number of the first program in the list. */
  readonly first?: number;
  readonly programs: number;
  readonly evaluators: readonly NamedEvaluator[];
  /** After so many differences there are enough. */
  readonly mostDifferences?: number;
  readonly onProgress?: (programs: number, differences: number) => void;
}

/** What a comparison came to. */
export interface DifferentialOutcome {
  readonly programs: number;
  /** Evaluations that were held against the interpreter's. */
  readonly comparisons: number;
  /** Tasks that were evaluated, those that ended with a loss, and those whose training failed. */
  readonly tasks: number;
  readonly scored: number;
  readonly failed: number;
  /** In words: what differs, for which program, and how to see it again. */
  readonly differences: readonly string[];
}

const PROGRESS_PROGRAMS = 10_000;

/** Runs random programs in the interpreter and in other evaluators, and compares every bit of what they give. */
export function runDifferential(plan: DifferentialPlan): DifferentialOutcome {
  const { seed, first = 0, programs, evaluators, mostDifferences = 1, onProgress } = plan;
  const interpreter = new Interpreter();
  const list = new RandomEvaluations(seed);
  const differences: string[] = [];
  const counts = { programs: 0, comparisons: 0, tasks: 0, scored: 0, failed: 0 };
  for (let index = first; index < first + programs && differences.length < mostDifferences; index++) {
    const evaluation = list.at(index);
    const expected = run(interpreter, evaluation, false);
    counts.programs++;
    for (const task of evaluation.taskIndices) {
      counts.tasks++;
      if (expected.losses[task]! < Infinity) counts.scored++;
      if (expected.trainSteps[task]! < trainingSteps(evaluation, task)) counts.failed++;
    }
    const others: readonly NamedEvaluator[] = [
      ...evaluators,
      // Slices must not change anything in the interpreter either.
      ...(index % 10 === 0 ? [{ label: 'interpreter in slices', evaluator: interpreter }] : []),
    ];
    for (const { label, evaluator } of others) {
      counts.comparisons++;
      const difference = firstDifference(expected, run(evaluator, evaluation, true));
      if (difference === undefined) continue;
      differences.push(report({ label, seed, index, difference, evaluation }));
    }
    if (counts.programs % PROGRESS_PROGRAMS === 0) onProgress?.(counts.programs, differences.length);
  }
  return { ...counts, differences };
}

/** Training steps of a task that does not fail. */
function trainingSteps({ set, request }: RandomEvaluation, task: number): number {
  const { trainCount, epochOrders } = set.tasks[task]!;
  return Math.min(request.trainExamples, trainCount * epochOrders.length);
}

function report(found: {
  readonly label: string;
  readonly seed: number;
  readonly index: number;
  readonly difference: string;
  readonly evaluation: RandomEvaluation;
}): string {
  const { set, program, request, taskIndices } = found.evaluation;
  const { features, outputs, measure, classes, tasks } = set;
  const sizes = tasks.map(({ trainCount, validCount, epochOrders }) =>
    [trainCount, validCount, epochOrders.length].join('/'),
  );
  return [
    `${found.label} differs from the interpreter: ${found.difference}`,
    `seed ${found.seed}, program ${found.index}: F = ${features}, ${outputs}, ${measure}, ${classes} classes`,
    `tasks (training / validation / epochs): ${sizes.join(' ')}; evaluated: ${taskIndices.join(' ')}`,
    JSON.stringify({ ...request, maxAbsError: String(request.maxAbsError) }),
    textOf(program),
  ].join('\n');
}
