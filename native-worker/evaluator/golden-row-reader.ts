import { checkAlgorithm } from '../algorithm/check-algorithm.ts';
import type { Instruction } from '../algorithm/instruction.ts';
import { JsonFormError, valueText } from '../algorithm/json-form-error.ts';
import { algorithmFromJson, instructionFromJson } from '../algorithm/json-form.ts';
import { packAlgorithm, type Program } from '../algorithm/program.ts';
import { MOST_FEATURES } from '../algorithm/register-kind.ts';
import type { Measure, TaskSet } from '../tasks/task-set.ts';
import { listOf, readFields, readNumber, wholeNumber } from './json-fields.ts';
import type { MemoryContents } from './run-instruction.ts';

/** A row that asks for the memory after one instruction. */
export interface InstructionRow {
  readonly kind: 'instruction';
  readonly features: number;
  readonly instruction: Instruction;
  readonly before: MemoryContents;
}

/** A row that asks for the evaluation of a program on one task with explicit examples. */
export interface ProgramRow {
  readonly kind: 'program';
  readonly program: Program;
  readonly set: TaskSet;
  readonly maxAbsError: number;
}

type Fields = Readonly<Record<string, unknown>>;

const MEASURES: ReadonlyMap<unknown, Measure> = new Map([
  ['RMS_ERROR', 'rms'],
  ['ACCURACY', 'accuracy'],
]);

/**
 * Reads a row of the golden results' form from JSON data: with the key `instruction` an instruction row, else a program
 * row. Keys that are not needed, such as the expected results, are ignored. Throws a `JsonFormError` that names the field.
 */
export function readGoldenRow(row: unknown): InstructionRow | ProgramRow {
  const fields = readFields(row, [], 'an object: a program row or an instruction row');
  return 'instruction' in fields ? readInstructionRow(fields) : readProgramRow(fields);
}

function readInstructionRow(row: Fields): InstructionRow {
  const features = wholeNumber(1, MOST_FEATURES)(row['F'], ['F']);
  const memory = readFields(row['before'], ['before'], 'an object with the registers s, v and m');
  const before = {
    scalars: listOf(readNumber)(memory['s'], ['before', 's']),
    vectors: listOf(listOf(readNumber, features))(memory['v'], ['before', 'v']),
    matrices: listOf(listOf(readNumber, features * features))(memory['m'], ['before', 'm']),
  };
  const instruction = instructionFromJson(row['instruction'], ['instruction']);
  const [problem] = checkAlgorithm(
    { setup: [instruction], predict: [], learn: [] },
    { scalars: before.scalars.length, vectors: before.vectors.length, matrices: before.matrices.length },
  );
  if (problem !== undefined) {
    const { field, constant, found, expected } = problem;
    const path = field === 'constants' ? ['data', ...(constant === undefined ? [] : [constant])] : [field];
    throw new JsonFormError(['instruction', ...path], found, expected);
  }
  return { kind: 'instruction', features, instruction, before };
}

function readProgramRow(row: Fields): ProgramRow {
  const features = wholeNumber(1, MOST_FEATURES)(row['F'], ['F']);
  const measure = MEASURES.get(row['evalType']);
  if (measure === undefined) {
    throw new JsonFormError(['evalType'], valueText(row['evalType']), '"RMS_ERROR" or "ACCURACY"');
  }
  const { setup, predict, learn } = row;
  const train = readExamples(row, 'train', features);
  const valid = readExamples(row, 'valid', features);
  const exampleIndex = wholeNumber(0, train.labels.length - 1);
  const orders = listOf(listOf(exampleIndex, train.labels.length))(row['epochs'], ['epochs']);
  const task = {
    seed: 0,
    trainCount: train.labels.length,
    validCount: valid.labels.length,
    trainFeatures: train.features,
    trainLabels: train.labels,
    validFeatures: valid.features,
    validLabels: valid.labels,
    epochOrders: orders.map((order) => Uint32Array.from(order)),
  };
  const classes = measure === 'accuracy' ? 2 : 0;
  return {
    kind: 'program',
    program: packAlgorithm(algorithmFromJson({ setup, predict, learn })),
    set: { features, outputs: 'scalar', classes, measure, tasks: [task], hash: 'golden row' },
    maxAbsError: readNumber(row['maxAbsError'], ['maxAbsError']),
  };
}

function readExamples(
  row: Fields,
  part: 'train' | 'valid',
  features: number,
): { features: Float64Array; labels: Float64Array } {
  const vectors = listOf(listOf(readNumber, features))(row[`${part}Features`], [`${part}Features`]);
  const labels = listOf(readNumber, vectors.length)(row[`${part}Labels`], [`${part}Labels`]);
  return { features: Float64Array.from(vectors.flat()), labels: Float64Array.from(labels) };
}
