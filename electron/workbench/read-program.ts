import { AlgorithmSyntaxError } from '../../native-worker/algorithm/algorithm-syntax-error.ts';
import { parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { readTextFile } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/** The algorithm in a file. @throws {UsageError} naming file, line and column of the mistake */
export function readProgram(file: string): Program {
  const text = readTextFile(file, 'an algorithm: a listing, JSON or protobuf text');
  try {
    return packAlgorithm(parseAlgorithm(text));
  } catch (error) {
    if (error instanceof AlgorithmSyntaxError) throw new UsageError(`${file}, ${error.message}`, { cause: error });
    throw error;
  }
}
