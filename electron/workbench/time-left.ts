import type { RunFigures } from '../../native-worker/search/run-figures.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';

/**
 * Seconds until a run's budget is used up at the pace so far; a solved run ends sooner. Null where nothing limits the
 * run, or nothing is known yet.
 */
export function secondsLeft({ budget }: Spec, figures: RunFigures, seconds: number): number | null {
  const { counts, experimentCounts, experiment } = figures;
  const shares: number[] = [];
  const limit = (done: number, most: number | null): void => {
    if (most !== null) shares.push(done / most);
  };
  limit(counts.candidates, budget.candidates);
  limit(counts.chargedSteps, budget.trainSteps);
  if (budget.experiments > 0) {
    const inside = Math.max(
      experimentCounts.candidates / (budget.experimentCandidates ?? Infinity),
      experimentCounts.chargedSteps / (budget.experimentTrainSteps ?? Infinity),
    );
    if (inside > 0) shares.push((experiment + Math.min(1, inside)) / budget.experiments);
  }
  const share = Math.max(0, ...shares);
  return share === 0 ? null : Math.max(0, (seconds * (1 - share)) / share);
}
