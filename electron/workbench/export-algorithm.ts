import { basename } from 'node:path';
import { canonicalize } from '../../native-worker/algorithm/canonical-form.ts';
import { describeInstruction } from '../../native-worker/algorithm/describe-instruction.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { unpackProgram } from '../../native-worker/algorithm/program.ts';
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
 * @throws {UsageError} that names the path, where it cannot be written
 */
export function exportAlgorithm(subject: ExportSubject, file: string, withTest: boolean): ExportedFiles {
  const canonical = canonicalize(subject.program, subject.use.outputs);
  const algorithm = unpackProgram(canonical);
  const module = typescriptModule(
    {
      algorithm,
      ...subject.use,
      origin: { ...subject.origin, listing: printAlgorithm(algorithm) },
      describe: (instruction) => describeInstruction(instruction),
    },
    engineSources(),
  );
  const test = withTest ? file.replace(/\.ts$/, '') + '.test.ts' : null;
  const files = [{ path: file, text: module }];
  if (test !== null) files.push({ path: test, text: recordedTest(basename(file), recordExamples(canonical, subject)) });
  writeFilesWhole(files);
  return { module: file, test };
}
