import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../native-worker/algorithm/canonical-form.ts';
import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import { liveInstructions } from '../../native-worker/algorithm/liveness.ts';
import { opAt } from '../../native-worker/algorithm/op-table.ts';
import { packAlgorithm, type Program, writeInstruction } from '../../native-worker/algorithm/program.ts';
import { quickHash } from '../../native-worker/algorithm/quick-hash.ts';
import { allocateResult, type EvaluationRequest } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { TaskSet } from '../../native-worker/tasks/task-set.ts';
import { Dice } from '../algorithm/dice.ts';
import { programOf, textOf } from '../algorithm/listing-program.ts';
import {
  CROWDED,
  EVERY_OP,
  type ProgramSpace,
  randomAlgorithm,
  randomInstruction,
} from '../algorithm/random-programs.ts';
import { disguised } from '../algorithm/same-behaviour-variants.ts';
import { randomTaskSet } from './random-task-set.ts';
import { traceOf } from './run-program.ts';

const SMALL = { features: 3, tasks: 3, trainCount: 6, validCount: 5, epochs: 2 };
const SETTINGS = [
  { outputs: 'scalar', measure: 'rms', validationSigmoid: 'local' },
  { outputs: 'scalar', measure: 'accuracy', validationSigmoid: 'local' },
  { outputs: 'scalar', measure: 'accuracy', validationSigmoid: 'in-memory' },
  { outputs: 'vector', measure: 'accuracy', validationSigmoid: 'local' },
] as const;

/** Everything that an evaluation of a program shows, to the last bit. */
function behaviour(interpreter: Interpreter, program: Program, set: TaskSet, request: EvaluationRequest): string {
  const result = allocateResult(set, request.record);
  interpreter.evaluate(program, set, request, [...set.tasks.keys()], result);
  const bits = (numbers: Iterable<number>): string =>
    [...numbers].map((each) => (Object.is(each, -0) ? '-0' : String(each))).join(' ');
  const { trainTrace, trainCapacity, trainTraceLength, validTrace, validCapacity, validTraceLength } = result;
  return [
    bits(result.losses),
    bits(result.trainSteps),
    ...set.tasks.map((_, task) => bits(traceOf(task, trainTrace, trainCapacity, trainTraceLength))),
    ...set.tasks.map((_, task) => bits(traceOf(task, validTrace, validCapacity, validTraceLength))),
  ].join('\n');
}

/** The program with its dead random draws replaced by other junk: then those that are live keep their numbers. */
function withoutDeadDraws(
  dice: Dice,
  program: Program,
  space: ProgramSpace,
  setting: (typeof SETTINGS)[number],
): Program {
  const live = liveInstructions(program, setting.outputs);
  const junk = [1, 3, 19, 23, 24, 28, 56, 57, 58];
  const replaced: Program = { ...program, words: program.words.slice(), constants: program.constants.slice() };
  live.forEach((isLive, index) => {
    const { random, output } = opAt(program.words[4 * index]!);
    if (isLive === 1 || !random) return;
    const op = opAt(dice.pick(junk.filter((each) => opAt(each).output === output)));
    writeInstruction(replaced, index, {
      ...randomInstruction(dice, op, space.registers),
      out: program.words[4 * index + 3]!,
    });
  });
  return replaced;
}

function requestFor({ validationSigmoid }: (typeof SETTINGS)[number], set: TaskSet): EvaluationRequest {
  return {
    trainExamples: SMALL.trainCount * SMALL.epochs,
    validExamples: SMALL.validCount,
    maxAbsError: set.measure === 'rms' ? 1e6 : 100,
    noiseSeed: 7,
    record: 'predictions',
    validationSigmoid,
  };
}

describe.each(SETTINGS)('$outputs outputs, $measure, $validationSigmoid sigmoid', (setting) => {
  const interpreter = new Interpreter();

  it('a program and its canonical form predict and lose the same, bit for bit', () => {
    const dice = new Dice(21);
    let learned = 0;
    for (let round = 0; round < 1500; round++) {
      const set = randomTaskSet(dice, { ...SMALL, ...setting });
      const request = requestFor(setting, set);
      const drawn = packAlgorithm(randomAlgorithm(dice, EVERY_OP, setting.outputs));
      const program = withoutDeadDraws(dice, drawn, EVERY_OP, setting);
      const form = canonicalize(program, setting.outputs);
      const whole = behaviour(interpreter, program, set, request);
      if (behaviour(interpreter, form, set, request) !== whole) {
        expect.fail(`${textOf(program)}\nand its canonical form\n${textOf(form)}\ndiffer`);
      }
      if (!whole.startsWith('Infinity')) learned++;
    }
    expect(learned, 'many programs came through their training').toBeGreaterThan(500);
  });

  it('equal hashes mean equal predictions and losses, bit for bit', () => {
    const dice = new Dice(22);
    const set = randomTaskSet(dice, { ...SMALL, ...setting });
    const request = requestFor(setting, set);
    const known = new Map<string, { readonly text: string; readonly shown: string }>();
    let coincidences = 0;
    for (let round = 0; round < 4000; round++) {
      const program = packAlgorithm(randomAlgorithm(dice, round % 2 === 0 ? CROWDED : EVERY_OP, setting.outputs));
      // Random draws are numbered in the canonical program, dead ones not counted.
      const live = withoutDeadDraws(dice, program, EVERY_OP, setting);
      const text = textOf(live);
      const shown = behaviour(interpreter, live, set, request);
      const hash = contentHash(live, setting.outputs);
      const before = known.get(hash);
      if (before === undefined) known.set(hash, { text, shown });
      else if (before.shown !== shown) expect.fail(`${before.text}\nand\n${text}\nshare a hash and differ`);
      else if (before.text !== text) coincidences++;
    }
    expect(coincidences, 'unlike programs shared a hash').toBeGreaterThan(200);
  });

  it('another text of a program has its hash and, in canonical form, its losses', () => {
    const dice = new Dice(23);
    for (let round = 0; round < 500; round++) {
      const set = randomTaskSet(dice, { ...SMALL, ...setting });
      const request = requestFor(setting, set);
      const algorithm = randomAlgorithm(dice, EVERY_OP, setting.outputs);
      const [form, other] = [algorithm, disguised(dice, algorithm, setting.outputs)].map((each) =>
        canonicalize(packAlgorithm(each), setting.outputs),
      );
      expect(quickHash(other!)).toBe(quickHash(form!));
      expect(behaviour(interpreter, other!, set, request)).toBe(behaviour(interpreter, form!, set, request));
    }
  });
});

describe('programs that folding arithmetic would merge', () => {
  it('differ where something overflows: zero times x is NaN, zero is not', () => {
    const growing = programOf({ setup: 's2 = 1e200', predict: 's4 = s2 * s2; s5 = s3 * s4; s1 = s5 + s5' });
    const zero = programOf({});
    const set = randomTaskSet(new Dice(24), { ...SMALL, outputs: 'scalar', measure: 'rms' });
    const request = requestFor(SETTINGS[0], set);
    const interpreter = new Interpreter();
    expect(behaviour(interpreter, growing, set, request)).not.toBe(behaviour(interpreter, zero, set, request));
    expect(contentHash(growing, 'scalar')).not.toBe(contentHash(zero, 'scalar'));
  });

  it.each(['minimum', 'maximum'])('differ where operands of %s are NaN', (name) => {
    const [one, other] = [`s1 = ${name}(s2, s3)`, `s1 = ${name}(s3, s2)`].map((line) =>
      programOf({ setup: 's2 = nan; s3 = 1', predict: line }),
    );
    const set = randomTaskSet(new Dice(25), { ...SMALL, outputs: 'scalar', measure: 'rms' });
    const request = requestFor(SETTINGS[0], set);
    const interpreter = new Interpreter();
    expect(behaviour(interpreter, one!, set, request)).not.toBe(behaviour(interpreter, other!, set, request));
    expect(contentHash(one!, 'scalar')).not.toBe(contentHash(other!, 'scalar'));
  });
});
