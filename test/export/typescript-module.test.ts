import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMPONENT_FUNCTIONS } from '../../native-worker/algorithm/component-function.ts';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { OPS } from '../../native-worker/algorithm/op-table.ts';
import {
  packAlgorithm,
  type Program,
  readInstruction,
  instructionCount,
} from '../../native-worker/algorithm/program.ts';
import { removeDeadCode } from '../../native-worker/algorithm/remove-dead-code.ts';
import { allocateResult } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { EMITTERS } from '../../native-worker/export/emit-instruction.ts';
import { randomProgram } from '../search/programs.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import type { Task, TaskSet } from '../../native-worker/tasks/task-set.ts';
import { generatedTask } from '../tasks/sets.ts';
import { exportedSource, loadExported } from './exported.ts';

const EVERY_OP = OPS.map((op) => op.number);

interface Case {
  readonly outputs: 'scalar' | 'vector';
  readonly measure: 'rms' | 'accuracy';
  readonly classes: number;
  readonly validationSigmoid: 'local' | 'in-memory';
}

const CASES: readonly Case[] = [
  { outputs: 'scalar', measure: 'rms', classes: 0, validationSigmoid: 'local' },
  { outputs: 'scalar', measure: 'accuracy', classes: 2, validationSigmoid: 'local' },
  { outputs: 'scalar', measure: 'accuracy', classes: 2, validationSigmoid: 'in-memory' },
  { outputs: 'vector', measure: 'accuracy', classes: 3, validationSigmoid: 'local' },
];

/** A task whose labels fit the kind of output; its stream key is that of exported algorithms. */
function taskFor({ outputs, measure, classes }: Case, features: number, seed: number): Task {
  const task = generatedTask('linear', { features, paramSeed: seed, dataSeed: seed + 1000, train: 12, valid: 6 });
  const label = (value: number): number => {
    if (measure === 'rms') return value;
    return outputs === 'scalar' ? Number(value > 0) : Math.abs(Math.round(value * 7)) % classes;
  };
  return { ...task, seed: 0, trainLabels: task.trainLabels.map(label), validLabels: task.validLabels.map(label) };
}

function program(drawn: number, outputs: 'scalar' | 'vector'): Program {
  const random = new ThreefryRandomSource({ seed: drawn, experiment: 0, island: 0, purpose: 'search' });
  const size = (length: number) => ({ init: length, min: 0, max: length });
  const space = {
    addresses: { scalars: 4, vectors: 4, matrices: 2 },
    outputs,
    ops: { setup: EVERY_OP, predict: EVERY_OP, learn: EVERY_OP },
    sizes: { setup: size(8), predict: size(8), learn: size(8) },
  };
  return removeDeadCode(randomProgram(space, random), outputs);
}

function rows(values: Float64Array, features: number): number[][] {
  return Array.from({ length: values.length / features }, (_, k) => [
    ...values.subarray(k * features, (k + 1) * features),
  ]);
}

/** The evaluator's predictions on the validation examples; null where training failed. */
function evaluatorPredictions(
  candidate: Program,
  task: Task,
  use: Case,
  features: number,
  seed: number,
): number[] | null {
  const set: TaskSet = { features, ...use, tasks: [task], hash: '' };
  const result = allocateResult(set, 'predictions');
  const request = {
    trainExamples: task.trainCount,
    validExamples: task.validCount,
    maxAbsError: Infinity,
    noiseSeed: seed,
    record: 'predictions',
    validationSigmoid: use.validationSigmoid,
  } as const;
  new Interpreter().evaluate(candidate, set, request, [0], result);
  return result.validTraceLength[0] === task.validCount ? [...result.validTrace] : null;
}

/** An exported algorithm as JavaScript, which checks no types, sees it. */
interface UntypedExported {
  fit(...args: readonly unknown[]): unknown;
  predict(...args: readonly unknown[]): unknown;
}

describe('an exported algorithm', () => {
  it.each(CASES)(
    'predicts bit for bit what the evaluator predicts ($outputs outputs, $measure, sigmoid $validationSigmoid)',
    async (use) => {
      let compared = 0;
      for (let drawn = 1; drawn <= 160; drawn++) {
        const candidate = program(drawn, use.outputs);
        const features = 3 + (drawn % 4);
        const task = taskFor(use, features, drawn);
        const expected = evaluatorPredictions(candidate, task, use, features, drawn);
        if (expected === null) continue;
        const Algorithm = await loadExported(exportedSource(candidate, use));
        const algorithm = new Algorithm({ features, seed: drawn });
        algorithm.fit(rows(task.trainFeatures, features), [...task.trainLabels]);
        const predicted = rows(task.validFeatures, features).map((x) => algorithm.predict(x));
        expect(predicted, `program ${drawn}`).toEqual(expected);
        compared++;
      }
      expect(compared).toBeGreaterThan(60);
    },
  );

  it('is tried with every op in some program that survives training', () => {
    const seen = new Set<number>();
    for (const use of CASES) {
      for (let drawn = 1; drawn <= 160; drawn++) {
        const candidate = program(drawn, use.outputs);
        const features = 3 + (drawn % 4);
        if (evaluatorPredictions(candidate, taskFor(use, features, drawn), use, features, drawn) === null) continue;
        for (let i = 0; i < instructionCount(candidate); i++) seen.add(readInstruction(candidate, i).op);
      }
    }
    expect(EVERY_OP.filter((op) => op !== 0 && !seen.has(op))).toEqual([]);
  });

  it('has a statement for each op of the table', () => {
    expect(EMITTERS).toHaveLength(OPS.length);
  });

  it('gives the same after a reset as when it was new', async () => {
    const Algorithm = await loadExported(exportedSource(packAlgorithm(linearAlgorithm())));
    const task = generatedTask('linear');
    const learned = (algorithm: InstanceType<typeof Algorithm>): number => {
      algorithm.fit(rows(task.trainFeatures, 4), [...task.trainLabels], { epochs: 3 });
      return algorithm.predict([1, 2, 3, 4]);
    };
    const algorithm = new Algorithm({ features: 4 });
    const first = learned(algorithm);
    expect(learned(algorithm)).not.toBe(first);
    algorithm.reset();
    expect(learned(algorithm)).toBe(first);
  });

  it('says where it comes from', async () => {
    const Algorithm = await loadExported(exportedSource(packAlgorithm(linearAlgorithm())));
    expect(Algorithm.origin).toMatchObject({ run: 'a0123456789b', seed: 7, semantics: 1, fitness: { final: null } });
    expect(Algorithm.origin['listing']).toContain('s1 = dot(v1, v0)');
  });

  it('carries only the arithmetic that it uses', () => {
    const source = exportedSource(packAlgorithm(linearAlgorithm()));
    expect(source).not.toMatch(/import|threefry|function (exp|log|sin|norm)\b/);
    expect(source.split('\n').length).toBeLessThan(220);
  });

  it('has no comment that speaks of a file that the reader does not have', () => {
    const source = exportedSource(everyOpOnce('vector'), { outputs: 'vector', measure: 'accuracy', classes: 3 });
    expect(source).toContain('Threefry');
    expect(source).not.toMatch(/[\w-]+\.ts\b|folder|native-worker/);
  });

  it('refuses examples and options that cannot be right, by name', async () => {
    const Algorithm = await loadExported(exportedSource(packAlgorithm(linearAlgorithm())));
    const algorithm = new Algorithm({ features: 4 });
    expect(() => algorithm.predict([1, 2, 3])).toThrow(new RangeError('x: expected 4 numbers, found 3'));
    expect(() => algorithm.predict([1, 2, NaN, 4])).toThrow(TypeError);
    expect(() => algorithm.predict([1, 2, Infinity, 4])).toThrow(/x\[2\]/);
    expect(() => {
      algorithm.learn([1, 2, 3, 4], NaN);
    }).toThrow(/^y: /);
    expect(() => algorithm.fit([[1, 2, 3, 4]], [])).toThrow(/^y: expected 1 labels/);
    expect(() => algorithm.fit([[1, 2, 3, 4]], [1], { epochs: -1 })).toThrow(/^epochs: /);
    expect(() => new Algorithm({ features: 0 })).toThrow(/^features: /);
  });

  it('names the argument and the place of what is wrong in training data', async () => {
    const Algorithm = await loadExported(exportedSource(packAlgorithm(linearAlgorithm())));
    const algorithm = new Algorithm({ features: 4 });
    const good = [1, 2, 3, 4];
    expect(() => algorithm.fit([good, good, [1, 2]], [1, 2, 3])).toThrow(
      new RangeError('X[2]: expected 4 numbers, found 2'),
    );
    expect(() => algorithm.fit([good, good, [1, NaN, 3, 4]], [1, 2, 3])).toThrow(
      new TypeError('X[2][1]: expected a finite number, found NaN'),
    );
    expect(() => algorithm.fit([good, good], [1, Infinity])).toThrow(
      new TypeError('y[1]: expected a finite number, found Infinity'),
    );
    const Classifier = await loadExported(
      exportedSource(everyOpOnce('vector'), { outputs: 'vector', measure: 'accuracy', classes: 3 }),
    );
    expect(() => new Classifier({ features: 4 }).fit([good, good], [1, 3])).toThrow(
      new RangeError('y[1]: expected a class from 0 to 2, found 3'),
    );
  });

  it('says which argument is missing or no array', async () => {
    const Algorithm = await loadExported(exportedSource(packAlgorithm(linearAlgorithm())));
    const Untyped = Algorithm as unknown as new (...args: readonly unknown[]) => UntypedExported;
    const algorithm = new Untyped({ features: 4 });
    const thrown = (error: TypeError, call: () => unknown): void => {
      expect(call).toThrow(error);
    };
    thrown(new TypeError('options: expected { features: 4 }, found undefined'), () => new Untyped());
    thrown(new TypeError('x: expected an array, found undefined'), () => algorithm.predict());
    thrown(new TypeError('X: expected an array, found undefined'), () => algorithm.fit());
    thrown(new TypeError('y: expected an array, found null'), () => algorithm.fit([[1, 2, 3, 4]], null));
    thrown(new TypeError('X[0]: expected an array, found number'), () => algorithm.fit([7], [1]));
    thrown(new TypeError('options: expected { epochs: 1 }, found number'), () => algorithm.fit([], [], 3));
    expect(algorithm.predict(Float64Array.of(1, 2, 3, 4))).toBe(0);
  });

  it('checks the seed also where nothing is drawn', async () => {
    const Algorithm = await loadExported(exportedSource(packAlgorithm(linearAlgorithm())));
    expect(() => new Algorithm({ features: 4, seed: -1 })).toThrow(/^seed: expected a whole number/);
  });

  it('passes the strict type check on its own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'exported-'));
    try {
      const files = CASES.map((use, index) => {
        const file = join(folder, `found-${index}.ts`);
        writeFileSync(file, exportedSource(everyOpOnce(use.outputs), use));
        return file;
      });
      const compiler = resolve(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
      const check = spawnSync(process.execPath, [compiler, '--strict', '--noEmit', '--ignoreConfig', ...files], {
        encoding: 'utf8',
        cwd: folder,
      });
      expect(check.stdout).toBe('');
      expect(check.status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** A program with each op once in every function. */
function everyOpOnce(outputs: 'scalar' | 'vector'): Program {
  const out = outputs === 'vector' ? 2 : 1;
  const list = EVERY_OP.map((op) => ({
    op,
    in1: 0,
    in2: 1,
    out: OPS[op]!.output === null ? 0 : out,
    constants: OPS[op]!.constants.map(() => 0.5),
  }));
  const [setup, predict, learn] = COMPONENT_FUNCTIONS.map(() => list);
  return packAlgorithm({ setup: setup!, predict: predict!, learn: learn! });
}
