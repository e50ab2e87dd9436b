import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import { JsonFormError } from '../../native-worker/algorithm/json-form-error.ts';
import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import {
  answerGoldenRow,
  type InstructionAnswer,
  type ProgramAnswer,
} from '../../native-worker/evaluator/golden-rows.ts';
import type { InstructionRunner } from '../../native-worker/evaluator/run-instruction.ts';
import { FIXED_NOISE_SEED } from '../../native-worker/search/random-stream.ts';
import { SetScoring } from '../../native-worker/search/set-scoring.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import { readProgram } from './read-program.ts';
import type { NamedTaskSet } from './task-sets-of.ts';
import { readTextFile } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/** How an algorithm from a file does on a set of tasks. */
export interface AlgorithmScore {
  /** Mean over the tasks. */
  readonly fitness: number;
  readonly byTask: readonly number[];
  /** Content hash of the algorithm. */
  readonly hash: string;
}

/**
 * Answers the rows of a `.jsonl` file, one after the other, in order.
 *
 * @throws {UsageError} naming the line and the field of the first row that is wrong
 */
export function* evaluateRows(
  file: string,
  evaluator: Evaluator & InstructionRunner,
): Generator<ProgramAnswer | InstructionAnswer> {
  const lines = readTextFile(file, 'rows of JSON').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const place = `${file}, line ${index + 1}`;
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch (error) {
      const isLast = lines.slice(index + 1).every((rest) => rest.trim() === '');
      const hint = isLast && !line.trimEnd().endsWith('}') ? '; the file ends in the middle of a row' : '';
      throw new UsageError(`${place}: is no JSON (${(error as Error).message})${hint}; expected one object a line`, {
        cause: error,
      });
    }
    try {
      yield answerGoldenRow(row, evaluator);
    } catch (error) {
      if (error instanceof JsonFormError) throw new UsageError(`${place}: ${error.message}`, { cause: error });
      throw error;
    }
  }
}

/**
 * Scores an algorithm in a file (a listing, JSON or the reference's protobuf text) on a set of tasks, as champions
 * are scored. A look at a T_final goes on record.
 *
 * @throws {UsageError} naming line and column of what is wrong in the file
 */
export async function evaluateAlgorithm(
  file: string,
  { role, spec, set }: NamedTaskSet,
  evaluator: Evaluator,
  history: HistoryClient | null,
): Promise<AlgorithmScore> {
  const program = readProgram(file);
  const scoring = new SetScoring(program, set, evaluator, spec, FIXED_NOISE_SEED);
  while (!scoring.advance(Number.MAX_SAFE_INTEGER));
  const { fitness, byTask } = scoring.score();
  const hash = contentHash(program, spec.outputs);
  if (role === 'final') {
    await history?.finalLooks.put({ runId: null, taskSet: set.hash, algorithm: hash, fitness, lookedAt: Date.now() });
  }
  return { fitness, byTask, hash };
}
