import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { RunSession } from '../../native-worker/search/run-session.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { fileTaskSource } from '../../native-worker/task-source.ts';

const SECONDS_OF_TRIAL = 1;
const MORE_THAN_ENOUGH = 1e8;

/** The run with so many candidates that it takes about so many seconds on this machine, whatever its method and its tasks. */
export function sizeRun(spec: Spec, evaluator: Evaluator, seconds: number): Spec {
  const sized = (candidates: number): Spec => ({ ...spec, budget: { ...spec.budget, candidates } });
  const trial = RunSession.start(sized(MORE_THAN_ENOUGH), { evaluator, tasks: fileTaskSource(process.cwd()) });
  // What is done once, such as making tasks, is no measure.
  while (trial.figures().counts.candidates === 0) trial.advance();
  const started = performance.now();
  while (performance.now() - started < 1000 * SECONDS_OF_TRIAL) trial.advance();
  const { candidates } = trial.figures().counts;
  const taken = (performance.now() - started) / 1000;
  const unit = 10 ** Math.max(2, Math.floor(Math.log10(candidates)) - 1);
  return sized(Math.max(1, Math.round((candidates * seconds) / taken / unit)) * unit);
}
