import { describe, expect, it } from 'vitest';
import { fitnessOfLoss } from '../../native-worker/evaluator/fitness.ts';
import { programOf } from '../algorithm/listing-program.ts';
import { type Examples, incrementExamples, setOf, taskOf } from './example-tasks.ts';
import { runOnOne } from './run-program.ts';

const NOTHING = programOf({});
// Programs below copy by adding s9 or v9, which stay zero.

/** Shows in the errors what a program has in s1: all labels are 0. */
const zeros = (features: number, count: number): Examples =>
  incrementExamples(features, count).map(([x]) => [x, 0] as const);

describe('the protocol', () => {
  it('zeroes memory, runs Setup once, then Predict and Learn for every training example, then Predict for validation', () => {
    const program = programOf({
      setup: 's2 = 1; s3 = s3 + s2',
      predict: 's1 = s3 + s9',
      learn: 's3 = s3 + s2',
    });
    const { train, valid, trainSteps } = runOnOne(program, setOf(1, [taskOf(zeros(1, 4), zeros(1, 3))]));
    expect(train).toEqual([1, 2, 3, 4]);
    expect(valid).toEqual([5, 5, 5]);
    expect(trainSteps).toBe(4);
  });

  it('runs Predict once for every example of training and validation', () => {
    const counting = programOf({ setup: 's2 = 1', predict: 's1 = s1 + s2' });
    const { train, valid } = runOnOne(counting, setOf(2, [taskOf(zeros(2, 5), zeros(2, 4))]));
    expect(train).toEqual([1, 2, 3, 4, 5]);
    expect(valid).toEqual([6, 7, 8, 9]);
  });

  it('hides the label from Predict, in training and in validation', () => {
    const peeking = programOf({ predict: 's1 = s1 + s0' });
    const examples = incrementExamples(2, 5);
    const { train, valid } = runOnOne(peeking, setOf(2, [taskOf(examples, examples)]));
    expect(train).toEqual([0, 1, 2, 3, 4]);
    expect(valid).toEqual([0, 1, 2, 3, 4]);
  });

  it('shows Learn the label of its own example', () => {
    const copying = programOf({ predict: 's1 = s2 + s9', learn: 's2 = s0 + s9' });
    const { train, valid } = runOnOne(copying, setOf(2, [taskOf(incrementExamples(2, 4), zeros(2, 2))]));
    expect(train).toEqual([0, 1, 1, 1]);
    expect(valid).toEqual([3, 3]);
  });

  it('hides a label that Learn wrote before the next Predict', () => {
    const program = programOf({ setup: 's2 = 7', predict: 's1 = s0 + s9', learn: 's0 = s2 + s9' });
    expect(runOnOne(program, setOf(1, [taskOf(zeros(1, 3), zeros(1, 3))])).valid).toEqual([0, 0, 0]);
  });

  it('shows Setup neither features nor label', () => {
    const program = programOf({ setup: 's2 = norm(v0); s2 = s2 + s0', predict: 's1 = s2 + s9' });
    const ones: Examples = [[[1, 1], 1]];
    expect(runOnOne(program, setOf(2, [taskOf(ones, ones)])).valid).toEqual([1]);
  });

  it('shows the features again before Learn, where Predict wrote over them', () => {
    const program = programOf({ predict: 's1 = norm(v1); v0 = v0 - v0', learn: 'v1 = v0 + v9' });
    const { train } = runOnOne(
      program,
      setOf(1, [
        taskOf(
          [
            [[3], 0],
            [[4], 0],
            [[5], 0],
          ],
          zeros(1, 1),
        ),
      ]),
    );
    expect(train).toEqual([0, 3, 4]);
  });

  it('scores a program that does nothing on the increment task as the reference does', () => {
    const task = taskOf(incrementExamples(4, 10, 0.1), incrementExamples(4, 100, 0.1));
    const { loss, valid } = runOnOne(NOTHING, setOf(4, [task]));
    expect(loss).toBeCloseTo(32.835, 9);
    expect(fitnessOfLoss(loss, 'rms')).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(5.7301812), 6);
    expect(valid.slice(0, 3)).toEqual([0, 0.1, 0.2]);
  });
});

describe('stopping early', () => {
  const set = (labels: readonly number[]): ReturnType<typeof setOf> => {
    const examples = labels.map((label) => [[0], label] as const);
    return setOf(1, [taskOf(examples, examples)]);
  };

  it('lets an error of exactly the limit pass and stops at one above it', () => {
    expect(runOnOne(NOTHING, set([100, -100])).trainSteps).toBe(2);
    expect(runOnOne(NOTHING, set([100, -100])).loss).toBe(10000);
    const stopped = runOnOne(NOTHING, set([100, 100.00000000000001, 1]));
    expect(stopped).toEqual({ loss: Infinity, trainSteps: 2, train: [100], valid: [] });
  });

  it('counts the step that failed, records no error for it, and validates no more', () => {
    const failing = programOf({ setup: 's2 = 60', predict: 's1 = s3 + s9', learn: 's3 = s3 + s2' });
    expect(runOnOne(failing, set([0, 0, 0, 0]))).toEqual({ loss: Infinity, trainSteps: 3, train: [0, 60], valid: [] });
  });

  it('stops at an error that is not a number', () => {
    const program = programOf({ predict: 's1 = s2 / s2' });
    expect(runOnOne(program, set([0, 0]))).toEqual({ loss: Infinity, trainSteps: 1, train: [], valid: [] });
  });

  it('does so before Learn', () => {
    // Learn would make the prediction right again.
    const program = programOf({
      setup: 's2 = 200; s1 = 200',
      learn: 's1 = s1 - s2',
    });
    expect(runOnOne(program, set([0, 0])).trainSteps).toBe(1);
  });

  it('gives a validation up at an error above the limit', () => {
    const train: Examples = [[[0], 0]];
    const valid: Examples = [
      [[0], 1],
      [[0], 101],
      [[0], 1],
    ];
    const outcome = runOnOne(NOTHING, setOf(1, [taskOf(train, valid)]));
    expect(outcome).toEqual({ loss: Infinity, trainSteps: 1, train: [0], valid: [1] });
  });
});

describe('how many examples', () => {
  it('trains and validates as many as asked for, and divides by the stored validation count', () => {
    const examples = incrementExamples(1, 10).map(([x]) => [x, 1] as const);
    const set = setOf(1, [taskOf(examples, examples)]);
    const outcome = runOnOne(NOTHING, set, { trainExamples: 3, validExamples: 4 });
    expect(outcome.trainSteps).toBe(3);
    expect(outcome.valid).toHaveLength(4);
    expect(outcome.loss).toBe(0.4);
  });

  it('neither trains nor validates where no training examples are allowed', () => {
    const examples = incrementExamples(1, 10);
    const outcome = runOnOne(NOTHING, setOf(1, [taskOf(examples, examples)]), { trainExamples: 0 });
    expect(outcome).toEqual({ loss: Infinity, trainSteps: 0, train: [], valid: [] });
    expect(fitnessOfLoss(outcome.loss, 'rms')).toBe(0);
  });

  it('has no loss where nothing can be validated', () => {
    const outcome = runOnOne(NOTHING, setOf(1, [taskOf(incrementExamples(1, 3), [])]));
    expect(outcome.loss).toBe(Infinity);
  });
});

describe('epochs', () => {
  /** Predicts how many training steps there were. */
  const counter = programOf({ setup: 's2 = 1', predict: 's1 = s3 + s9', learn: 's3 = s3 + s2' });

  it('go through the examples each in its own order, with a validation after each', () => {
    const train: Examples = [
      [[1], 0],
      [[2], 0],
      [[4], 0],
    ];
    // s3 collects the features as the digits of a number.
    const program = programOf({
      setup: 's2 = 10',
      predict: 's1 = s3 + s9',
      learn: 's4 = norm(v0); s3 = s2 * s3; s3 = s3 + s4',
    });
    const task = taskOf(train, [[[0], 124421]], {
      orders: [
        [0, 1, 2],
        [2, 1, 0],
      ],
    });
    expect(runOnOne(program, setOf(1, [task]), { maxAbsError: 1e9 })).toMatchObject({ loss: 0, trainSteps: 6 });
  });

  it('count the best validation', () => {
    const train = zeros(1, 2);
    const order = [0, 1];
    const task = taskOf(train, [[[0], 4]], { orders: [order, order, order, order] });
    // Off by 2, 0, 2 and 4 after 2, 4, 6 and 8 steps.
    expect(runOnOne(counter, setOf(1, [task]))).toMatchObject({ loss: 0, trainSteps: 8 });
  });

  it('end with the examples asked for, also in the middle of one, and validate then', () => {
    const order = [0, 1];
    const task = taskOf(zeros(1, 2), [[[0], 3]], { orders: [order, order, order] });
    expect(runOnOne(counter, setOf(1, [task]), { trainExamples: 3 })).toMatchObject({ loss: 0, trainSteps: 3 });
  });

  it('keep the loss of earlier ones when training fails later', () => {
    const order = [0, 1];
    const task = taskOf(zeros(1, 2), [[[0], 0]], { orders: [order, order, order] });
    const outcome = runOnOne(counter, setOf(1, [task]), { maxAbsError: 2.5 });
    // Predictions in training: 0, 1; validation 2; training 2, then 3, which fails.
    expect(outcome).toEqual({ loss: 4, trainSteps: 4, train: [0, 1], valid: [2] });
  });

  it('go on after a validation that failed', () => {
    const order = [0, 1];
    const task = taskOf(zeros(1, 2), [[[0], 5]], { orders: [order, order] });
    const outcome = runOnOne(counter, setOf(1, [task]), { maxAbsError: 2.9 });
    // After 2 steps the validation is off by 3, but after 4 only by 1; training errors are 0, 1, 2, 3: too large.
    expect(outcome).toMatchObject({ loss: Infinity, trainSteps: 4 });
    expect(runOnOne(counter, setOf(1, [task]), { maxAbsError: 3 })).toMatchObject({ loss: 1, trainSteps: 4 });
    const gentle = programOf({ setup: 's2 = 0.5', predict: 's1 = s3 + s9', learn: 's3 = s3 + s2' });
    // Validations are off by 4 and 3.
    expect(runOnOne(gentle, setOf(1, [task]), { maxAbsError: 3.5 })).toMatchObject({ loss: 9, trainSteps: 4 });
  });

  it('inherit what Predict wrote in the validation before', () => {
    const program = programOf({ setup: 's2 = 1', predict: 's1 = s1 + s2' });
    const order = [0];
    const task = taskOf(zeros(1, 1), zeros(1, 3), { orders: [order, order] });
    // The second epoch's only step predicts 5, and its validation ends at 8; with a limit of 4.5 it fails.
    expect(runOnOne(program, setOf(1, [task]), { maxAbsError: 4.5 })).toMatchObject({
      loss: (4 + 9 + 16) / 3,
      trainSteps: 2,
    });
    expect(runOnOne(program, setOf(1, [task]), { maxAbsError: 4.5 }).train).toEqual([1]);
    expect(runOnOne(program, setOf(1, [task]), { maxAbsError: 100 }).valid).toEqual([2, 3, 4]);
  });
});

describe('what is recorded', () => {
  const set = setOf(1, [taskOf([[[0], 1]], [[[0], 3]])]);
  const program = programOf({ setup: 's1 = 2' });

  it('is errors, predictions or nothing', () => {
    expect(runOnOne(program, set, { record: 'errors' })).toMatchObject({ train: [1], valid: [1] });
    expect(runOnOne(program, set, { record: 'predictions' })).toMatchObject({ train: [2], valid: [2] });
    expect(runOnOne(program, set, { record: 'nothing' })).toMatchObject({ train: [], valid: [], loss: 1 });
  });
});
