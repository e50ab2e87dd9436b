import { removeDeadCode } from '../../native-worker/algorithm/remove-dead-code.ts';
import { allocateResult, type Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { expandSeeds } from '../../native-worker/spec/task-seeds.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { type Batches, type Spread, spreadOf, stopwatch } from './measure.ts';
import type { PresentEvaluator } from './present-evaluators.ts';
import { type Workload, WORKLOADS } from './workloads.ts';
import type { Yardstick } from './yardstick.ts';

/** What was measured of one workload. */
export interface WorkloadTiming {
  readonly workload: Workload;
  /** Seconds of one evaluation on 10 tasks, by evaluator, in their order. */
  readonly seconds: readonly Spread[];
  /** The yardstick's; null without a compiler. */
  readonly yardstick: Spread | null;
}

/** Times every workload by every evaluator in turn with the yardstick, so that all see the same machine. */
export function timeEvaluations(
  evaluators: readonly PresentEvaluator[],
  yardstick: Yardstick | null,
  rounds: number,
  batches: Batches,
): WorkloadTiming[] {
  const timed = WORKLOADS.map((workload) => ({
    workload,
    watches: evaluators.map(({ evaluator }) => stopwatch(evaluation(evaluator, workload), batches)),
    ours: evaluators.map((): number[] => []),
    theirs: [] as number[],
  }));
  for (let round = 0; round < rounds; round++) {
    const printed = yardstick?.run();
    for (const { workload, watches, ours, theirs } of timed) {
      watches.forEach((watch, index) => ours[index]!.push(watch()));
      const seconds = printed?.[workload.name];
      if (seconds !== undefined) theirs.push(seconds);
    }
  }
  return timed.map(({ workload, ours, theirs }) => ({
    workload,
    seconds: ours.map(spreadOf),
    yardstick: theirs.length === 0 ? null : spreadOf(theirs),
  }));
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
