import { describe, expect, it } from 'vitest';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { exp } from '../../native-worker/numerics/exp.ts';
import { sigmoid } from '../../native-worker/numerics/sigmoid.ts';
import { programOf } from '../algorithm/listing-program.ts';
import { type Examples, setOf, taskOf } from './example-tasks.ts';
import { type Outcome, runOnOne } from './run-program.ts';

describe('two classes', () => {
  /** Examples whose only feature is the logit that `LOGIT` gives out. */
  const LOGIT = programOf({ predict: 's1 = dot(v0, v1); s1 = s1 + s2', setup: 'v1[0] = 1' });
  const run = (program: Program, train: Examples, valid: Examples, request: object = {}): Outcome =>
    runOnOne(program, setOf(1, [taskOf(train, valid)], { measure: 'accuracy', classes: 2 }), request);
  const one: Examples = [[[0], 1]];

  it('are told apart by the sigmoid of s1 in training, which is written back to s1', () => {
    const { train } = run(
      LOGIT,
      [
        [[2], 1],
        [[-2], 1],
        [[0], 0],
      ],
      one,
    );
    expect(train).toEqual([1 - sigmoid(2), 1 - sigmoid(-2), 0.5]);
    // Learn finds the probability in s1 and hands it on as the next logit.
    const chained = programOf({ learn: 's2 = s1 + s9', predict: 's1 = s2 + s9' });
    const again = run(
      chained,
      [
        [[0], 0],
        [[0], 0],
        [[0], 0],
      ],
      one,
    );
    expect(again.train).toEqual([0.5, sigmoid(0.5), sigmoid(sigmoid(0.5))]);
  });

  it('leave s1 a logit in validation, unless it is to be a probability there too', () => {
    // Predict adds s1 to itself: 1, 2, 4, ... as a logit.
    const doubling = programOf({ predict: 's2 = 1; s1 = s1 + s1; s1 = s1 + s2' });
    const zeros: Examples = [
      [[0], 0],
      [[0], 0],
      [[0], 0],
    ];
    const p = sigmoid(1);
    const predictions = { record: 'predictions' } as const;
    const local = run(doubling, [[[0], 0]], zeros, predictions);
    const [a, b] = [2 * p + 1, 2 * (2 * p + 1) + 1];
    expect(local.valid).toEqual([sigmoid(a), sigmoid(b), sigmoid(2 * b + 1)]);
    const inMemory = run(doubling, [[[0], 0]], zeros, { ...predictions, validationSigmoid: 'in-memory' });
    const first = sigmoid(a);
    const second = sigmoid(2 * first + 1);
    expect(inMemory.valid).toEqual([first, second, sigmoid(2 * second + 1)]);
  });

  it('count as wrong by the share of stored examples', () => {
    const valid: Examples = [
      [[3], 1],
      [[3], 0],
      [[-3], 0],
      [[-3], 1],
      [[1], 1],
    ];
    const outcome = run(LOGIT, one, valid);
    expect(outcome.valid).toEqual([0, 1, 0, 1, 0]);
    expect(outcome.loss).toBe(2 / 5);
    expect(run(LOGIT, one, valid, { validExamples: 2 }).loss).toBe(1 / 5);
  });

  it('are the negative one at a probability of exactly one half', () => {
    expect(
      run(LOGIT, one, [
        [[0], 0],
        [[0], 1],
        [[1e-17], 1],
      ]).valid,
    ).toEqual([0, 1, 1]);
  });

  it('are the negative one for a logit that is no number, in validation without penalty', () => {
    // s3 turns NaN after the only training step.
    const program = programOf({ predict: 's1 = s3 + s9', learn: 's3 = s4 / s4' });
    expect(
      run(program, one, [
        [[0], 0],
        [[0], 1],
      ]),
    ).toMatchObject({ loss: 0.5, trainSteps: 1, valid: [0, 1] });
    expect(run(program, [...one, ...one], one)).toMatchObject({ loss: Infinity, trainSteps: 2 });
  });

  it('may have infinite logits', () => {
    const valid: Examples = [
      [[Infinity], 1],
      [[-Infinity], 0],
      [[Infinity], 0],
    ];
    const sure: Examples = [
      [[Infinity], 1],
      [[-Infinity], 0],
    ];
    expect(run(programOf({ setup: 's2 = 1; v1 = bcast(s2)', predict: 's1 = dot(v0, v1)' }), sure, valid)).toEqual({
      loss: 1 / 3,
      trainSteps: 2,
      train: [0, 0],
      valid: [0, 0, 1],
    });
  });

  it('end a validation at a wrong class where the limit on errors is below 1', () => {
    const outcome = run(
      LOGIT,
      [[[9], 1]],
      [
        [[3], 1],
        [[3], 0],
        [[3], 1],
      ],
      { maxAbsError: 0.5 },
    );
    expect(outcome).toMatchObject({ loss: Infinity, valid: [0] });
  });
});

describe('several classes', () => {
  const FEATURES = 4;
  const CLASSES = 3;
  /** Gives the features out as they are. */
  const COPY = programOf({ predict: 'v2 = v0 + v9' });
  const run = (program: Program, train: Examples, valid: Examples, request: object = {}): Outcome =>
    runOnOne(
      program,
      setOf(FEATURES, [taskOf(train, valid)], { outputs: 'vector', measure: 'accuracy', classes: CLASSES }),
      request,
    );
  const some: Examples = [[[0, 0, 0, 0], 0]];

  it('are compared with the softmax of v2 over the classes in training', () => {
    const { train } = run(
      COPY,
      [
        [[1, 2, 4, 99], 2],
        [[1, 2, 4, 99], 0],
      ],
      some,
    );
    const powers = [exp(-3), exp(-2), 1] as const;
    const total = powers[0] + (powers[1] + powers[2]);
    const shares = powers.map((power) => power / total);
    expect(train).toEqual([1 - shares[2]!, 1 - shares[0]!]);
  });

  it('leave the softmax in v2 for Learn, with zeros beyond the classes', () => {
    // The next prediction is what Learn found in v2, its last entry doubled on the way.
    const keeping = programOf({ learn: 'v3 = v2 + v9; s2 = norm(v2)', predict: 'v2 = v0 + v3' });
    const train: Examples = [
      [[0, 0, 0, 5], 0],
      [[0, 0, 0, 0], 0],
    ];
    const even = run(keeping, train, some);
    // Three equal shares, then the softmax of these: equal again, whatever stood in the fourth entry.
    expect(even.train[0]).toBe(1 - 1 / 3);
    expect(even.train[1]).toBe(1 - 1 / 3);
    const sizing = programOf({ learn: 'v3 = v2 + v9', predict: 's2 = norm(v3); v2 = bcast(s2); v2[0] = 0' });
    const length = Math.sqrt(1 / 9 + 1 / 9 + 1 / 9);
    const second = run(sizing, train, some).train[1]!;
    expect(second).toBeCloseTo(1 - 1 / (1 + 2 * Math.exp(length)), 12);
  });

  it('are hidden from Setup and Predict and shown to Learn as a one-hot vector in v1', () => {
    const peeking = programOf({ setup: 'v3 = v1 + v9', predict: 'v2 = v1 + v3' });
    // All zero: the class is 0.
    expect(
      run(
        peeking,
        [[[0, 0, 0, 0], 2]],
        [
          [[0, 0, 0, 0], 2],
          [[0, 0, 0, 0], 0],
        ],
      ).valid,
    ).toEqual([1, 0]);
    const copying = programOf({ predict: 'v2 = v3 + v9', learn: 'v3 = v1 + v9' });
    expect(
      run(
        copying,
        [[[0, 0, 0, 0], 2]],
        [
          [[0, 0, 0, 0], 2],
          [[0, 0, 0, 0], 0],
        ],
      ).valid,
    ).toEqual([0, 1]);
  });

  it('leave s0 to the program', () => {
    const program = programOf({ setup: 's0 = 3', predict: 'v2 = bcast(s0); v2[0] = 0' });
    // Not zeroed before Predict: classes 1 and 2 tie ahead of class 0.
    expect(run(program, some, [[[0, 0, 0, 0], 1]]).valid).toEqual([0]);
  });

  it('are in validation the lowest index of the largest entry among the classes', () => {
    const valid: Examples = [
      [[1, 2, 2, 9], 1],
      [[1, 2, 2, 9], 2],
      [[-1, -2, -3, 0], 0],
      [[0, 0, 0, 0], 0],
      [[Infinity, 0, Infinity, 0], 0],
      [[-Infinity, -Infinity, -Infinity, 0], 0],
    ];
    expect(run(COPY, some, valid)).toMatchObject({ valid: [0, 1, 0, 0, 0, 0], loss: 1 / 6 });
    expect(run(COPY, some, valid, { record: 'predictions' }).valid).toEqual([1, 1, 0, 0, 0, 0]);
  });

  it('stay raw in validation', () => {
    // v2 grows by the features at every Predict; a softmax in between would pull it back.
    const growing = programOf({ predict: 'v2 = v2 + v0' });
    const valid: Examples = [
      [[0, 3, 0, 0], 1],
      [[2, 0, 0, 0], 1],
      [[2, 0, 0, 0], 0],
    ];
    expect(run(growing, some, valid).valid).toEqual([0, 0, 0]);
  });

  it('are wrong where a NaN stands among the entries, not where it stands beyond', () => {
    const valid: Examples = [
      [[NaN, 1, 0, 0], 1],
      [[1, 0, NaN, 0], 0],
      [[1, 0, 0, NaN], 0],
    ];
    expect(run(COPY, some, valid)).toMatchObject({ valid: [1, 1, 0], loss: 2 / 3 });
    expect(run(COPY, some, valid, { record: 'predictions' }).valid).toEqual([-1, -1, 0]);
  });

  it('fail in training at a NaN', () => {
    expect(run(COPY, [[[0, NaN, 0, 0], 0]], some)).toMatchObject({ loss: Infinity, trainSteps: 1 });
    expect(run(COPY, [[[Infinity, 0, 0, 0], 0]], some)).toMatchObject({ loss: Infinity, trainSteps: 1 });
  });
});
