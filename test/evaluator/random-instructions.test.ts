import { describe, expect, it } from 'vitest';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import {
  NOISE_FUNCTION,
  NOISE_PHASE,
  type NoiseSource,
  NoiseStream,
} from '../../native-worker/numerics/noise-stream.ts';
import { programOf } from '../algorithm/listing-program.ts';
import { type Examples, setOf, taskOf } from './example-tasks.ts';
import { runOnOne, runProgram } from './run-program.ts';

const TASK_SEED = 12345;
const NOISE_SEED = 678;
const REQUEST = { noiseSeed: NOISE_SEED, record: 'predictions' } as const;

const zeros = (count: number): Examples => Array.from({ length: count }, () => [[0, 0, 0], 0] as const);
const unitVectors: Examples = [
  [[1, 0, 0], 0],
  [[0, 1, 0], 0],
  [[0, 0, 1], 0],
];
const zeroSet = setOf(3, [
  taskOf(zeros(3), zeros(2), {
    seed: TASK_SEED,
    orders: [
      [0, 1, 2],
      [2, 0, 1],
    ],
  }),
]);
const unitSet = setOf(3, [taskOf(unitVectors, unitVectors, { seed: TASK_SEED })]);

/** The stream at a place of the task's noise. */
function streamAt(phase: number, component: number, ordinal: number, example: number): NoiseStream {
  const stream = new NoiseStream();
  stream.begin(TASK_SEED, NOISE_SEED);
  stream.at(phase, component, ordinal, example);
  return stream;
}

const { training, validation } = NOISE_PHASE;

describe('a random instruction', () => {
  it('draws afresh at every execution, from a stream in which every draw can be foretold', () => {
    const program = programOf({ predict: 's1 = uniform(-1, 1)' });
    const foretold = (phase: number, examples: readonly number[]): number[] =>
      examples.map((example) => streamAt(phase, NOISE_FUNCTION.predict, 0, example).uniform(-1, 1, 0));
    const { train, valid } = runOnOne(program, zeroSet, REQUEST);
    expect(train).toEqual(foretold(training, [0, 1, 2]));
    expect(valid).toEqual(foretold(validation, [0, 1]));
    expect(new Set([...train, ...valid]).size).toBe(5);
  });

  it('has a draw of its own for every entry of a vector', () => {
    const program = programOf({ setup: 'v1 = gaussian(0.5, 2, n_features)', predict: 's1 = dot(v1, v0)' });
    const stream = streamAt(training, NOISE_FUNCTION.setup, 0, 0);
    const entries = [0, 1, 2].map((entry) => stream.gaussian(0.5, 2, entry));
    const { train, valid } = runOnOne(program, unitSet, REQUEST);
    expect(train).toEqual(entries);
    expect(valid).toEqual(entries);
  });

  it('has a draw of its own for every entry of a matrix, row by row', () => {
    // Features pick the diagonal: entries 0, 4 and 8.
    const program = programOf({
      setup: 'm0 = uniform(0, 1, (n_features, n_features))',
      predict: 'v1 = dot(m0, v0); s1 = dot(v1, v0)',
    });
    const stream = streamAt(training, NOISE_FUNCTION.setup, 0, 0);
    expect(runOnOne(program, unitSet, REQUEST).train).toEqual([0, 4, 8].map((entry) => stream.uniform(0, 1, entry)));
  });

  it('is numbered over all three functions in their order', () => {
    const program = programOf({
      setup: 's2 = gaussian(0, 1); s2 = gaussian(0, 1)',
      predict: 's3 = gaussian(0, 1); s1 = s2 + s4',
      learn: 's4 = gaussian(0, 1)',
    });
    const setup = streamAt(training, NOISE_FUNCTION.setup, 1, 0).gaussian(0, 1, 0);
    const learn = [0, 1].map((example) => streamAt(training, NOISE_FUNCTION.learn, 3, example).gaussian(0, 1, 0));
    const { train } = runOnOne(program, zeroSet, REQUEST);
    expect(train).toEqual([setup, setup + learn[0]!, setup + learn[1]!]);
  });

  it('goes on counting examples from epoch to epoch', () => {
    const draws: number[] = [];
    const stream = new NoiseStream();
    const listening: NoiseSource = {
      begin: (taskSeed, noiseSeed) => {
        stream.begin(taskSeed, noiseSeed);
      },
      at: (phase, component, ordinal, example) => {
        draws.push(phase * 100 + example);
        stream.at(phase, component, ordinal, example);
      },
      uniform: (low, high, element) => stream.uniform(low, high, element),
      gaussian: (mean, deviation, element) => stream.gaussian(mean, deviation, element),
    };
    runProgram(programOf({ predict: 's1 = uniform(0, 1)' }), zeroSet, REQUEST, new Interpreter(listening));
    expect(draws).toEqual([0, 1, 2, 100, 101, 3, 4, 5, 102, 103]);
  });

  it('gives the lower bound itself where the bounds are the wrong way round', () => {
    const program = programOf({ predict: 'v1 = uniform(0.5, -0.5, n_features); s1 = dot(v1, v0)' });
    expect(runOnOne(program, unitSet, REQUEST).train).toEqual([0.5, 0.5, 0.5]);
    const equal = programOf({ predict: 's1 = uniform(0.25, 0.25)' });
    expect(runOnOne(equal, unitSet, REQUEST).train).toEqual([0.25, 0.25, 0.25]);
  });

  it('keeps its draws where dead code without random instructions before it is added', () => {
    const alive = programOf({ predict: 's1 = gaussian(0, 1)', learn: 's2 = uniform(0, 1)' });
    const cluttered = programOf({
      setup: 's3 = 4; v2 = v1 + v1',
      predict: 's3 = s3 * s3; s1 = gaussian(0, 1); m0 = outer(v0, v0)',
      learn: 's2 = uniform(0, 1); v2 = gaussian(0, 1, n_features)',
    });
    expect(runOnOne(cluttered, zeroSet, REQUEST)).toEqual(runOnOne(alive, zeroSet, REQUEST));
  });

  it('draws the same for the same task and noise seed, and otherwise for others', () => {
    const program = programOf({ predict: 's1 = gaussian(0, 1)' });
    const first = runOnOne(program, zeroSet, REQUEST);
    expect(runOnOne(program, zeroSet, REQUEST)).toEqual(first);
    expect(runOnOne(program, zeroSet, { ...REQUEST, noiseSeed: NOISE_SEED + 1 })).not.toEqual(first);
    const otherTask = setOf(3, [{ ...zeroSet.tasks[0]!, seed: TASK_SEED + 1 }]);
    expect(runOnOne(program, otherTask, REQUEST)).not.toEqual(first);
  });
});

describe('a sequential noise source', () => {
  it('is begun once for a task that is handed over alone, and asked in the order of execution', () => {
    const calls: string[] = [];
    const source: NoiseSource = {
      begin: (taskSeed, noiseSeed) => void calls.push(`begin ${taskSeed} ${noiseSeed}`),
      at: () => undefined,
      uniform: (low, high, element) => {
        calls.push(`uniform ${low} ${high} ${element}`);
        return 0;
      },
      gaussian: (mean, deviation, element) => {
        calls.push(`gaussian ${mean} ${deviation} ${element}`);
        return 0;
      },
    };
    const program = programOf({ setup: 'v1 = gaussian(0, 1, n_features)', predict: 's1 = uniform(0, 1)' });
    runProgram(program, unitSet, { ...REQUEST, trainExamples: 2, validExamples: 1 }, new Interpreter(source));
    expect(calls).toEqual([
      `begin ${TASK_SEED} ${NOISE_SEED}`,
      ...[0, 1, 2].map((entry) => `gaussian 0 1 ${entry}`),
      ...[0, 1, 2].map(() => 'uniform 0 1 0'),
    ]);
  });
});
