import { describe, expect, it } from 'vitest';
import { Liveness } from '../../native-worker/algorithm/liveness.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { DeadCodeRemover } from '../../native-worker/algorithm/remove-dead-code.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { FunctionalEquivalence } from '../../native-worker/search/functional-equivalence.ts';
import { KnownProbes } from '../../native-worker/search/known-probes.ts';
import { TaskEvaluation } from '../../native-worker/search/task-evaluation.ts';
import type { TaskSet } from '../../native-worker/tasks/task-set.ts';
import { Dice } from '../algorithm/dice.ts';
import { programOf } from '../algorithm/listing-program.ts';
import { ARITHMETIC, randomAlgorithm } from '../algorithm/random-programs.ts';
import { randomExamples, setOf, taskOf } from '../evaluator/example-tasks.ts';
import { SampleSource } from '../numerics/sample-source.ts';

/** Looks programs up, and keeps a number for each. */
class Numbers {
  readonly #liveness = new Liveness();
  readonly #known = new KnownProbes(this.#liveness, 4, 1);
  readonly #outcome = new Int32Array(1);

  /** The number that was kept for a program, or undefined. */
  of(program: Program): number | undefined {
    this.#liveness.analyse(program, 'scalar');
    return this.#known.find(program, program, [100], this.#outcome) ? this.#outcome[0] : undefined;
  }

  keep(program: Program, number: number): void {
    this.of(program);
    this.#outcome[0] = number;
    this.#known.keep(this.#outcome);
  }
}

const withConstant = (constant: number): Program => programOf({ predict: `s2 = ${constant}; s1 = s2 * s3` });

/** A live program of so many instructions. */
const ofLength = (instructions: number): Program =>
  packAlgorithm({
    setup: [],
    predict: Array.from({ length: instructions }, () => ({ op: 1, in1: 1, in2: 0, out: 1, constants: [] })),
    learn: [],
  });

describe('what is known about probes', () => {
  it('is never that of another program, however many share a place', () => {
    const numbers = new Numbers();
    const programs = Array.from({ length: 20_000 }, (_, k) => withConstant(k));
    programs.forEach((program, k) => {
      numbers.keep(program, k);
    });
    const known = programs.map((program) => numbers.of(program));
    expect(known.every((number, k) => number === undefined || number === k)).toBe(true);
    const found = known.filter((number) => number !== undefined).length;
    expect(found).toBeGreaterThan(8000);
    expect(found).toBeLessThan(16_500);
  });

  it('makes room for long programs and forgets the others for that', () => {
    const numbers = new Numbers();
    numbers.keep(withConstant(1), 1);
    expect(numbers.of(withConstant(1))).toBe(1);
    numbers.keep(ofLength(1000), 2);
    expect(numbers.of(ofLength(1000))).toBe(2);
    expect(numbers.of(withConstant(1))).toBeUndefined();
  });

  it('does not keep programs that would take all the room', () => {
    const numbers = new Numbers();
    numbers.keep(withConstant(1), 1);
    numbers.keep(ofLength(60_000), 2);
    expect(numbers.of(ofLength(60_000))).toBeUndefined();
    expect(numbers.of(withConstant(1))).toBe(1);
  });
});

/** What functional equivalence checking found for some programs, and what its cache holds in the end. */
function found(set: TaskSet, fec: { size: number; forgetEvery: number }, knowsProbes: boolean) {
  const dice = new Dice(11);
  const deadCode = new DeadCodeRemover();
  const evaluator = new Interpreter();
  const options = {
    maxAbsError: 100,
    validationSigmoid: 'local',
    fec: { trainExamples: 5, validExamples: 5, key: 'errors', ...fec },
    liveness: knowsProbes ? deadCode.liveness : null,
  } as const;
  const equivalence = new FunctionalEquivalence(evaluator, new TaskEvaluation(evaluator, set, options), options);
  let spared = 0;
  const programs = Array.from({ length: 600 }, () => {
    // Few different ones, so that many are known.
    const program = packAlgorithm(randomAlgorithm(new Dice(dice.below(60)), ARITHMETIC, 'scalar'));
    const fitness = new Float64Array(set.tasks.length);
    const allowed = set.tasks.map(({ trainCount }) => (dice.oneIn(10) ? 0 : trainCount));
    equivalence.begin(deadCode.remove(program, 'scalar'), program, allowed, 0, fitness);
    while (!equivalence.advance(Infinity));
    spared += equivalence.stepsSpared;
    return { fitness, steps: equivalence.steps, hits: equivalence.hits };
  });
  return { programs, spared, saved: equivalence.save() };
}

describe('functional equivalence checking that knows probes', () => {
  const source = new SampleSource(4);
  const examples = () => randomExamples(source, 4, 12, ([a = 0, b = 0]) => a - b);
  const set = setOf(
    4,
    [1, 2, 3].map((seed) => taskOf(examples(), examples(), { seed })),
  );

  it.each([
    { size: 1000, forgetEvery: 100 },
    { size: 1000, forgetEvery: 3 },
    { size: 10, forgetEvery: 0 },
  ])('finds what it finds without, and ends with the same cache: $size entries', (fec) => {
    const { spared, ...withKnown } = found(set, fec, true);
    const { spared: none, ...without } = found(set, fec, false);
    expect(withKnown).toEqual(without);
    expect(none).toBe(0);
    expect(spared).toBeGreaterThan(1000);
  });
});
