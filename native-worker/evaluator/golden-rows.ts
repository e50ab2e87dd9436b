import { type JsonNumber, writeJsonNumber } from '../algorithm/json-number.ts';
import { allocateResult, type Evaluator } from './evaluator.ts';
import { fitnessOfLoss } from './fitness.ts';
import { type InstructionRow, type ProgramRow, readGoldenRow } from './golden-row-reader.ts';
import type { InstructionRunner } from './run-instruction.ts';

/** The answer to a program row. */
export interface ProgramAnswer {
  readonly fitness: JsonNumber;
  /** |label - prediction| of the training steps of the first epoch, but for the step that failed, if one did. */
  readonly trainAbsErrors: readonly JsonNumber[];
  /** Of the first validation: |label - prediction|; with ACCURACY 0 where the class is right, 1 where it is wrong. */
  readonly validAbsErrors: readonly JsonNumber[];
  /** Training steps over all epochs, the one that failed included. */
  readonly trainSteps: number;
}

/** The answer to an instruction row: all registers after the instruction. */
export interface InstructionAnswer {
  readonly after: {
    readonly s: readonly JsonNumber[];
    readonly v: readonly (readonly JsonNumber[])[];
    readonly m: readonly (readonly JsonNumber[])[];
  };
}

/**
 * Answers a row of the golden results' form (`golden-row-reader.ts`), given as JSON data, in JSON data, by an evaluator.
 * Programs run as they are written, dead code too. Random instructions draw with task seed 0 and noise seed 0. Throws a
 * `JsonFormError` that names the field.
 */
export function answerGoldenRow(
  row: unknown,
  evaluator: Evaluator & InstructionRunner,
): ProgramAnswer | InstructionAnswer {
  const question = readGoldenRow(row);
  switch (question.kind) {
    case 'instruction':
      return answerInstruction(question, evaluator);
    case 'program':
      return answerProgram(question, evaluator);
  }
}

function answerInstruction(
  { instruction, features, before }: InstructionRow,
  evaluator: InstructionRunner,
): InstructionAnswer {
  const { scalars, vectors, matrices } = evaluator.runInstruction(instruction, features, before);
  const written = (values: readonly number[]): JsonNumber[] => values.map(writeJsonNumber);
  return { after: { s: written(scalars), v: vectors.map(written), m: matrices.map(written) } };
}

function answerProgram({ program, set, maxAbsError }: ProgramRow, evaluator: Evaluator): ProgramAnswer {
  const result = allocateResult(set, 'errors');
  const request = {
    trainExamples: Infinity,
    validExamples: Infinity,
    maxAbsError,
    noiseSeed: 0,
    record: 'errors',
    validationSigmoid: 'local',
  } as const;
  evaluator.evaluate(program, set, request, [0], result);
  const traced = (trace: Float64Array, length: number): JsonNumber[] =>
    Array.from(trace.subarray(0, length), writeJsonNumber);
  return {
    fitness: writeJsonNumber(fitnessOfLoss(result.losses[0]!, set.measure)),
    trainAbsErrors: traced(result.trainTrace, result.trainTraceLength[0]!),
    validAbsErrors: traced(result.validTrace, result.validTraceLength[0]!),
    trainSteps: result.trainSteps[0]!,
  };
}
