import { basename } from 'node:path';
import { canonicalize } from '../../native-worker/algorithm/canonical-form.ts';
import { describeInstruction } from '../../native-worker/algorithm/describe-instruction.ts';
import type { Instruction } from '../../native-worker/algorithm/instruction.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { unpackProgram } from '../../native-worker/algorithm/program.ts';
import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { recordedTest } from '../../native-worker/export/recorded-test.ts';
import { typescriptModule } from '../../native-worker/export/typescript-module.ts';
import { engineSources } from './engine-sources.ts';
import type { ExportSubject } from './export-subject.ts';
import { recordExamples } from './record-examples.ts';
import { writeFilesWhole } from './write-files.ts';

/** Files that an export wrote. */
export interface ExportedFiles {
  readonly module: string;
  /** The test that replays recorded examples, if it was asked for. */
  readonly test: string | null;
}

/**
 * Writes an algorithm as one TypeScript module, and beside it, if asked for, a test that replays recorded examples.
 * Either every file is written whole, or none is touched.
 *
 * @param recorder evaluates the examples of the test; null: no test
 * @throws {UsageError} that names the path, where it cannot be written
 */
export function exportAlgorithm(subject: ExportSubject, file: string, recorder: Evaluator | null): ExportedFiles {
  const canonical = canonicalize(subject.program, subject.use.outputs);
  const module = algorithmModule(subject);
  const files = [{ path: file, text: module }];
  if (recorder === null) {
    writeFilesWhole(files);
    return { module: file, test: null };
  }
  const test = file.replace(/\.ts$/, '') + '.test.ts';
  const recording = recordExamples(canonical, subject, recorder);
  writeFilesWhole([...files, { path: test, text: recordedTest(basename(file), recording) }]);
  return { module: file, test };
}

/** An algorithm as the text of one TypeScript module. */
export function algorithmModule(subject: ExportSubject): string {
  const algorithm = unpackProgram(canonicalize(subject.program, subject.use.outputs));
  const request = {
    algorithm,
    ...subject.use,
    origin: { ...subject.origin, listing: printAlgorithm(algorithm) },
    describe: (instruction: Instruction) => describeInstruction(instruction),
  };
  return typescriptModule(request, engineSources());
}
