import type { Program } from '../../native-worker/algorithm/program.ts';
import { allocateResult, type Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import type { Recording } from '../../native-worker/export/recorded-test.ts';
import { tasksSchema } from '../../native-worker/spec/tasks-schema.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import type { Task, TaskSet } from '../../native-worker/tasks/task-set.ts';
import type { ExportSubject, ExportUse } from './export-subject.ts';
import { UsageError } from './usage-error.ts';

const TRAIN = 20;
const PREDICT = 10;
/** Any examples would do; these are made as linear tasks are. */
const SEED = 20_200_706;

/**
 * Lets the evaluator train an algorithm on a few examples and predict others, for a test of its export.
 *
 * @throws {UsageError} where the algorithm gives no number on its first example, so that there is nothing to record
 */
export function recordExamples(program: Program, { use, features }: ExportSubject, evaluator: Evaluator): Recording {
  const task = exampleTask(use, features);
  let trained = TRAIN;
  const evaluate = (trainExamples: number): Seen => seenBy(evaluator, program, task, use, trainExamples);
  let seen = evaluate(trained);
  if (seen.predictions.length === 0) {
    // Training failed at some step; what was learned up to there can still be replayed.
    trained = seen.trainSteps - 1;
    if (trained > 0) seen = evaluate(trained);
  }
  if (seen.predictions.length === 0) {
    throw new UsageError(
      '--with-test: the algorithm gives no number on the recorded examples; export it without a test',
    );
  }
  return {
    features,
    seed: SEED,
    trainFeatures: rows(task.trainFeatures, features, trained),
    trainLabels: [...task.trainLabels.subarray(0, trained)],
    predictFeatures: rows(task.validFeatures, features, seen.predictions.length),
    predictions: seen.predictions,
  };
}

interface Seen {
  readonly trainSteps: number;
  /** Empty where training failed. */
  readonly predictions: readonly number[];
}

function seenBy(evaluator: Evaluator, program: Program, task: Task, use: ExportUse, trainExamples: number): Seen {
  const features = task.trainFeatures.length / task.trainCount;
  const set: TaskSet = { features, ...use, tasks: [task], hash: '' };
  const result = allocateResult(set, 'predictions');
  const request = {
    trainExamples,
    validExamples: task.validCount,
    maxAbsError: Infinity,
    noiseSeed: SEED,
    record: 'predictions',
    validationSigmoid: use.validationSigmoid,
  } as const;
  evaluator.evaluate(program, set, request, [0], result);
  const [trainSteps = 0] = result.trainSteps;
  const [predicted = 0] = result.validTraceLength;
  return { trainSteps, predictions: [...result.validTrace.subarray(0, predicted)] };
}

/** Linear examples, labelled as the algorithm's use asks; the stream key is that of exported algorithms. */
function exampleTask(use: ExportUse, features: number): Task {
  const spec = tasksSchema.parse({ kind: 'linear', features, count: 1, train: TRAIN, valid: PREDICT });
  const seeds = { paramSeeds: [SEED], dataSeeds: [SEED] };
  const [task] = buildTaskSet(spec, { role: 'search', outputs: 'scalar', ...seeds }).tasks;
  if (task === undefined) throw new Error('a set of one task has none');
  const label = (value: number): number => {
    if (use.measure === 'rms') return value;
    return use.outputs === 'scalar' ? Number(value > 0) : Math.floor(Math.abs(value) * 8) % use.classes;
  };
  return { ...task, seed: 0, trainLabels: task.trainLabels.map(label), validLabels: task.validLabels.map(label) };
}

function rows(values: Float64Array, features: number, count: number): number[][] {
  return Array.from({ length: count }, (_, k) => [...values.subarray(k * features, (k + 1) * features)]);
}
