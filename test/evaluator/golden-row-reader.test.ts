import { describe, expect, it } from 'vitest';
import { answerGoldenRow } from '../../native-worker/evaluator/golden-rows.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';

const PROGRAM_ROW = {
  F: 2,
  evalType: 'RMS_ERROR',
  epochs: [[0, 1]],
  maxAbsError: 100,
  setup: [],
  predict: [{ op: 27, in1: 0, in2: 0, out: 1, data: [] }],
  learn: [],
  trainFeatures: [
    [1, 2],
    [3, 4],
  ],
  trainLabels: [5, 0],
  validFeatures: [[0, 1]],
  validLabels: [2],
};

const INSTRUCTION_ROW = {
  F: 2,
  instruction: { op: 4, in1: 0, in2: 1, out: 1, data: [] },
  before: { s: [1, 0], v: [['NaN', 1]], m: [[1, 2, 3, '-Infinity']] },
};

const answer = (row: unknown): unknown => answerGoldenRow(row, new Interpreter());

describe('a row', () => {
  it('of a program is answered with fitness, errors and steps', () => {
    expect(answer(PROGRAM_ROW)).toEqual({ fitness: 0.5, trainAbsErrors: [0, 25], validAbsErrors: [1], trainSteps: 2 });
  });

  it('of an instruction is answered with all registers, numbers that are not finite as strings', () => {
    expect(answer(INSTRUCTION_ROW)).toEqual({
      after: { s: [1, 'Infinity'], v: [['NaN', 1]], m: [[1, 2, 3, '-Infinity']] },
    });
  });

  it('of an instruction is answered by the evaluator that is handed over', () => {
    const evaluator = new Interpreter();
    evaluator.runInstruction = (_, features, { scalars }) => ({
      scalars: [...scalars, features],
      vectors: [],
      matrices: [],
    });
    expect(answerGoldenRow(INSTRUCTION_ROW, evaluator)).toEqual({ after: { s: [1, 0, 2], v: [], m: [] } });
  });

  it('may hold more than is needed', () => {
    expect(answer({ ...PROGRAM_ROW, note: 'mine', expected: {} })).toEqual(answer(PROGRAM_ROW));
  });

  it('may have no training examples, and then gets no validation', () => {
    expect(answer({ ...PROGRAM_ROW, epochs: [[]], trainFeatures: [], trainLabels: [] })).toEqual({
      fitness: 0,
      trainAbsErrors: [],
      validAbsErrors: [],
      trainSteps: 0,
    });
  });

  const broken: readonly (readonly [string, unknown, string])[] = [
    ['no object', [], 'the whole: found a list of 0, expected an object: a program row or an instruction row'],
    ['no F', { ...PROGRAM_ROW, F: 0 }, 'F: found 0, expected a whole number from 1 to 256'],
    ['an unknown measure', { ...PROGRAM_ROW, evalType: 'MAE' }, 'evalType: found "MAE", expected "RMS_ERROR" or'],
    ['a short vector', { ...PROGRAM_ROW, trainFeatures: [[1], [2, 3]] }, 'trainFeatures[0]: found a list of 1'],
    ['a label too few', { ...PROGRAM_ROW, trainLabels: [1] }, 'trainLabels: found a list of 1, expected a list of 2'],
    ['a text for a number', { ...PROGRAM_ROW, validLabels: ['x'] }, 'validLabels[0]: found "x", expected a number'],
    ['an example that is not there', { ...PROGRAM_ROW, epochs: [[0, 2]] }, 'epochs[0][1]: found 2, expected a whole'],
    ['a limit missing', { ...PROGRAM_ROW, maxAbsError: undefined }, 'maxAbsError: found nothing, expected a number'],
    ['an unknown op', { ...PROGRAM_ROW, learn: [{ op: 99 }] }, 'learn[0].op: found 99'],
    [
      'no memory',
      { ...INSTRUCTION_ROW, before: 1 },
      'before: found 1, expected an object with the registers s, v and m',
    ],
    [
      'a register that is not there',
      { ...INSTRUCTION_ROW, instruction: { ...INSTRUCTION_ROW.instruction, in2: 2 } },
      'instruction.in2: found s2, expected s0 to s1',
    ],
    [
      'a constant missing',
      { ...INSTRUCTION_ROW, instruction: { op: 57, out: 0, data: [0.5] } },
      'instruction.data: found a list of 1, expected a list of 2',
    ],
    [
      'an index outside the vector',
      { ...INSTRUCTION_ROW, instruction: { op: 57, out: 0, data: [1, 2] } },
      'instruction.data[0]: found 1, expected',
    ],
  ];
  for (const [fault, row, message] of broken) {
    it(`with ${fault} is refused with a message that names the field`, () => {
      expect(() => answer(row)).toThrow(message);
    });
  }
});
