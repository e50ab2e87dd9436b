import { describe, expect, it } from 'vitest';
import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { Measure, TaskSet } from '../../native-worker/tasks/task-set.ts';
import { Dice } from '../algorithm/dice.ts';
import { programOf } from '../algorithm/listing-program.ts';
import { ARITHMETIC, EVERY_OP, randomAlgorithm } from '../algorithm/random-programs.ts';
import { SampleSource } from '../numerics/sample-source.ts';
import { randomExamples, setOf, taskOf } from './example-tasks.ts';
import { type Outcome, runProgram } from './run-program.ts';

/** Tasks of three different sizes, more of them than run side by side, in mixed order. */
function mixedSet(seed: number, features: number, outputs: OutputKind, measure: Measure): TaskSet {
  const source = new SampleSource(seed);
  const classes = outputs === 'vector' ? features : measure === 'accuracy' ? 2 : 0;
  const tasks = Array.from({ length: 40 }, (_, index) => {
    // Labels of regression grow from task to task, so that tasks fail at different steps.
    const scale = 1 + index;
    const label = (x: readonly number[]): number => (classes > 0 ? source.integer(0, classes) : scale * x[0]!);
    const train = randomExamples(source, features, index < 25 ? 5 : 3, label);
    const valid = randomExamples(source, features, 4, label);
    const stored = train.map((_example, k) => k);
    const orders = index < 30 ? [stored, stored.toReversed()] : [stored];
    return taskOf(train, valid, { seed: index, orders });
  });
  return setOf(features, tasks, { outputs, classes, measure });
}

function aloneEach(program: Program, set: TaskSet, request: object): Outcome[] {
  const interpreter = new Interpreter();
  return set.tasks.map((_, index) => runProgram(program, set, request, interpreter, [index])[0]!);
}

describe('tasks that run side by side', () => {
  const kinds = [
    ['scalar', 'rms'],
    ['scalar', 'accuracy'],
    ['vector', 'accuracy'],
  ] as const;

  for (const [outputs, measure] of kinds) {
    it(`do not touch each other: random programs give the results of each task alone (${outputs}, ${measure})`, () => {
      const dice = new Dice(5);
      const interpreter = new Interpreter();
      let failed = 0;
      let finished = 0;
      for (const features of [3, 4, 6]) {
        const sorted = mixedSet(features, features, outputs, measure);
        const set = { ...sorted, tasks: dice.shuffled(sorted.tasks) };
        const asked = [...set.tasks.keys()].filter(() => !dice.oneIn(4));
        for (let repeat = 0; repeat < 20; repeat++) {
          const space = repeat % 2 === 0 ? EVERY_OP : ARITHMETIC;
          const program = packAlgorithm(randomAlgorithm(dice, space, outputs));
          const request = { maxAbsError: measure === 'rms' ? 20 : 100, noiseSeed: repeat };
          const alone = aloneEach(program, set, request);
          expect(runProgram(program, set, request, interpreter, asked)).toEqual(asked.map((index) => alone[index]));
          for (const { loss } of alone) if (loss === Infinity) failed++;
          finished += alone.length;
        }
      }
      expect(failed).toBeGreaterThan(0);
      expect(failed).toBeLessThan(finished);
    });
  }

  it('fail one by one: each counts its own steps', () => {
    // The error of task k grows by k + 1 a step.
    const tasks = Array.from({ length: 6 }, (_, k) => {
      const examples = Array.from({ length: 30 }, (_example, step) => [[0], (k + 1) * step] as const);
      return taskOf(examples, examples.slice(0, 1));
    });
    const outcomes = runProgram(programOf({}), setOf(1, tasks), { maxAbsError: 60 });
    expect(outcomes.map(({ trainSteps }) => trainSteps)).toEqual([30, 30, 22, 17, 14, 12]);
    expect(outcomes.map(({ loss }) => loss)).toEqual([0, 0, Infinity, Infinity, Infinity, Infinity]);
    expect(outcomes.map(({ train }) => train.length)).toEqual([30, 30, 21, 16, 13, 11]);
    expect(outcomes[2]!.train.slice(0, 4)).toEqual([0, 3, 6, 9]);
  });

  it('leave the results of tasks that were not asked for alone', () => {
    const set = mixedSet(1, 2, 'scalar', 'rms');
    const whole = runProgram(programOf({}), set, {}, new Interpreter());
    expect(runProgram(programOf({}), set, {}, new Interpreter(), [3, 7])).toEqual([whole[3], whole[7]]);
  });

  it('start from a clean memory, whatever ran before', () => {
    const set = mixedSet(2, 4, 'scalar', 'rms');
    const interpreter = new Interpreter();
    const writer = programOf({ setup: 's3 = 5; v2 = bcast(s3); m0 = outer(v2, v2)', learn: 's1 = s3 + s3' });
    const reader = programOf({ predict: 's1 = norm(m0); s2 = norm(v2); s1 = s1 + s2; s1 = s1 + s3' });
    const fresh = runProgram(reader, set, {}, new Interpreter());
    runProgram(writer, set, {}, interpreter);
    expect(runProgram(reader, set, {}, interpreter)).toEqual(fresh);
  });
});

describe('any number of features', () => {
  it('from 1 to 64, and 256, runs random programs of every op the same way twice', () => {
    const dice = new Dice(11);
    const interpreter = new Interpreter();
    for (const features of [...Array.from({ length: 64 }, (_, k) => k + 1), 256]) {
      const source = new SampleSource(features);
      const label = (x: readonly number[]): number => x[0]!;
      const task = taskOf(randomExamples(source, features, 2, label), randomExamples(source, features, 2, label));
      const program = packAlgorithm(randomAlgorithm(dice, EVERY_OP, 'scalar'));
      const outcomes = runProgram(program, setOf(features, [task, task, task]), {}, interpreter);
      expect(outcomes[1]).toEqual(outcomes[0]);
      expect(outcomes).toEqual(runProgram(program, setOf(features, [task, task, task])));
      expect(outcomes[0]!.trainSteps).toBeGreaterThan(0);
    }
  });
});
