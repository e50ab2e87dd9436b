import { removeDeadCode } from '../../native-worker/algorithm/remove-dead-code.ts';
import { allocateResult, type Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { expandSeeds } from '../../native-worker/spec/task-seeds.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { secondsPerCall, type Spread, spreadOf } from './measure.ts';
import { type Workload, WORKLOADS } from './workloads.ts';
import type { Yardstick } from './yardstick.ts';

/** What was measured of one workload. */
export interface EvaluationTiming {
  readonly name: string;
  readonly evaluator: Evaluator['name'];
  /** Seconds of one evaluation on 10 tasks. */
  readonly seconds: Spread;
  /** The yardstick's seconds, and how often our median fits into their median; null without a compiler. */
  readonly yardstick: { readonly seconds: Spread; readonly times: number } | null;
}

const BATCH_SECONDS = 0.3;

/** Times every workload in turn with the yardstick, so that both see the same machine. */
export function timeEvaluations(yardstick: Yardstick | null, rounds: number): EvaluationTiming[] {
  const evaluator = new Interpreter();
  const calls = WORKLOADS.map((workload) => evaluation(evaluator, workload));
  const ours: number[][] = WORKLOADS.map(() => []);
  const theirs: number[][] = WORKLOADS.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const printed = yardstick?.run();
    WORKLOADS.forEach(({ name }, index) => {
      ours[index]!.push(secondsPerCall(calls[index]!, BATCH_SECONDS));
      const seconds = printed?.[name];
      if (seconds !== undefined) theirs[index]!.push(seconds);
    });
  }
  return WORKLOADS.map(({ name }, index) => {
    const seconds = spreadOf(ours[index]!);
    const yardstickSeconds = theirs[index]!.length === 0 ? null : spreadOf(theirs[index]!);
    return {
      name,
      evaluator: evaluator.name,
      seconds,
      yardstick: yardstickSeconds && { seconds: yardstickSeconds, times: yardstickSeconds.median / seconds.median },
    };
  });
}

/** One full evaluation of a workload; dead code is removed first, as in a search. */
function evaluation(evaluator: Evaluator, { program, tasks }: Workload): () => void {
  if (tasks.kind !== 'linear' && tasks.kind !== 'network') throw new Error(`no workload has ${tasks.kind} tasks`);
  const set = buildTaskSet(tasks, {
    role: 'search',
    outputs: 'scalar',
    paramSeeds: expandSeeds(tasks.paramSeeds, tasks.count),
    dataSeeds: expandSeeds(tasks.dataSeeds, tasks.count),
  });
  const live = removeDeadCode(program, 'scalar');
  const result = allocateResult(set);
  const taskIndices = set.tasks.map((_, index) => index);
  const request = {
    trainExamples: tasks.train,
    validExamples: tasks.valid,
    maxAbsError: 100,
    noiseSeed: 0,
    record: 'nothing',
    validationSigmoid: 'local',
  } as const;
  return () => {
    evaluator.evaluate(live, set, request, taskIndices, result);
  };
}
