import { AlgorithmSyntaxError } from '../../native-worker/algorithm/algorithm-syntax-error.ts';
import { DataFileError } from '../../native-worker/data-files/data-file-error.ts';
import { SpecError } from '../../native-worker/spec/spec-error.ts';
import { TaskDataError } from '../../native-worker/tasks/task-data-error.ts';
import { HistoryError } from '../history/history-error.ts';
import { EvaluatorError } from '../../native-worker/tiers/evaluator-error.ts';
import { BundleError } from './bundle-error.ts';
import { UsageError } from './usage-error.ts';

/** Whose matter an error is: the user's input, the history file, an evaluator, or the program itself. */
export type ErrorClass = 'usage' | 'history' | 'evaluator' | 'defect';

/** Tells errors whose message is all that the user needs from defects of the program. */
export function classifyError(error: unknown): ErrorClass {
  if (error instanceof HistoryError || (error instanceof Error && error.name === 'SqliteError')) return 'history';
  if (error instanceof EvaluatorError) return 'evaluator';
  const isInput = [UsageError, BundleError, SpecError, TaskDataError, DataFileError, AlgorithmSyntaxError].some(
    (kind) => error instanceof kind,
  );
  return isInput ? 'usage' : 'defect';
}
