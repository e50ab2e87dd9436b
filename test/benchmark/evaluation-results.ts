import { timeEvaluations } from './evaluations.ts';
import type { Batches } from './measure.ts';
import type { PresentEvaluator } from './present-evaluators.ts';
import { REFERENCE_OVER_YARDSTICK } from './reference-figures.ts';
import { type Result, spreadResult } from './result.ts';
import type { Yardstick } from './yardstick.ts';

/**
 * Seconds of one evaluation of each workload: by each evaluator under `name@suffix`, by the first, which is the best,
 * also under the bare name; and the yardstick's under `yardstick-name`.
 */
export function evaluationResults(
  evaluators: readonly PresentEvaluator[],
  yardstick: Yardstick | null,
  rounds: number,
  batches: Batches,
): Result[] {
  return timeEvaluations(evaluators, yardstick, rounds, batches).flatMap(({ workload, seconds, yardstick: theirs }) => {
    const { name } = workload;
    const measured = seconds.map((spread, index): Result => {
      const timed = spreadResult(`${name}@${evaluators[index]!.suffix}`, spread, 's');
      if (theirs === null) return timed;
      const timesYardstick = theirs.median / spread.median;
      return { ...timed, timesYardstick, timesReference: timesYardstick * referenceOverYardstick(name) };
    });
    const best = measured.slice(0, 1).map((result) => ({ ...result, name }));
    return [...best, ...measured, ...(theirs === null ? [] : [spreadResult(`yardstick-${name}`, theirs, 's')])];
  });
}

function referenceOverYardstick(workload: string): number {
  const ratio = REFERENCE_OVER_YARDSTICK[workload];
  if (ratio === undefined) {
    throw new RangeError(
      `workload "${workload}" has no figure of the reference; expected one in REFERENCE_OVER_YARDSTICK (reference-figures.ts)`,
    );
  }
  return ratio;
}
