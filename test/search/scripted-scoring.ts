import { CandidateScorer } from '../../native-worker/search/candidate-scorer.ts';
import type { Task, TaskSet } from '../../native-worker/tasks/task-set.ts';
import { program } from './programs.ts';
import { type Performance, ScriptedEvaluator } from './scripted-evaluator.ts';
import { demoSpec } from './search-spaces.ts';

/** Tasks of F = 4 with all examples 0, by the numbers of their training examples. */
export function blankTasks(trainCounts: readonly number[], validCount = 50): TaskSet {
  const tasks = trainCounts.map((trainCount, seed): Task => ({
    seed,
    trainCount,
    validCount,
    trainFeatures: new Float64Array(4 * trainCount),
    trainLabels: new Float64Array(trainCount),
    validFeatures: new Float64Array(4 * validCount),
    validLabels: new Float64Array(validCount),
    epochOrders: [Uint32Array.from({ length: trainCount }, (_, k) => k)],
  }));
  return { features: 4, outputs: 'scalar', classes: 0, measure: 'rms', hash: 'test', tasks };
}

/** A scorer, and the evaluator that it scores with. */
export interface Scoring {
  readonly scorer: CandidateScorer;
  readonly evaluator: ScriptedEvaluator;
}

/** Options of a spec, and what concerns the scorer alone. */
export interface ScoringOptions extends Readonly<Record<string, unknown>> {
  readonly trainCounts?: readonly number[];
  readonly asWritten?: boolean;
}

/**
 * A scorer on blank tasks.
 *
 * @param perform how a program does on a task, told apart by its first constant; what it leaves out is as usual
 */
export function scoring(
  method: Readonly<Record<string, unknown>>,
  perform: (constant: number, task: number) => Partial<Performance>,
  { trainCounts = [100, 100], asWritten = false, ...options }: ScoringOptions = {},
): Scoring {
  const evaluator = new ScriptedEvaluator((each, task) => ({
    loss: 1,
    steps: trainCounts[task]!,
    trace: 1,
    ...perform(each.constants[0] ?? 0, task),
  }));
  const spec = demoSpec({ form: 'reference', ...method }, options);
  const noiseSeed = (birth: number): number => (spec.noise === 'fresh' ? 1000 + birth : 0);
  const set = blankTasks(trainCounts);
  return { scorer: new CandidateScorer({ spec, set, evaluator, noiseSeed, asWritten }), evaluator };
}

/** A linear learner, told apart by its constant, which stands first in its packed form. */
export function learner(constant: number, setup = ''): ReturnType<typeof program> {
  return program(`
    def Setup():
      s2 = ${constant}
      ${setup}
    def Predict():
      s1 = dot(v1, v0)
    def Learn():
      s3 = s0 - s1
      s3 = s2 * s3
      v2 = s3 * v0
      v1 = v1 + v2
  `);
}
