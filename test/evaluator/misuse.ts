import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import {
  allocateResult,
  type EvaluationRequest,
  type EvaluationResult,
  type Evaluator,
} from '../../native-worker/evaluator/evaluator.ts';
import type { Task, TaskSet } from '../../native-worker/tasks/task-set.ts';
import { programOf } from '../algorithm/listing-program.ts';
import { incrementExamples, setOf, taskOf } from './example-tasks.ts';
import { WHOLE } from './run-program.ts';

/** What an evaluator is handed. */
export interface Handed {
  readonly program: Program;
  readonly set: TaskSet;
  readonly request: EvaluationRequest;
  readonly taskIndices: readonly number[];
  readonly result: EvaluationResult;
}

/** A way of handing over what does not fit together, and what the evaluator says. */
export interface Misuse {
  readonly what: string;
  readonly says: string;
  readonly change: (handed: Handed) => Partial<Handed>;
}

/** Hands over something sound, but for a change; gives the result that the evaluator works on. */
export function begin(evaluator: Evaluator, change: Misuse['change'] = () => ({})): EvaluationResult {
  const examples = incrementExamples(2, 5);
  const orders = [[0, 1, 2, 3, 4]];
  const set = setOf(
    2,
    [1, 2, 3].map((seed) => taskOf(examples, examples.slice(0, 4), { seed, orders })),
  );
  const sound: Handed = {
    program: programOf({ setup: 's2 = 0.5; v1[0.5] = 3', predict: 's1 = dot(v0, v1)', learn: 's2 = s0 * s2' }),
    set,
    request: WHOLE,
    taskIndices: [0, 1, 2],
    result: allocateResult(set, 'errors'),
  };
  const { program, set: handedSet, request, taskIndices, result } = { ...sound, ...change(sound) };
  evaluator.begin(program, handedSet, request, taskIndices, result);
  return result;
}

function detached<Contents extends Float64Array | Uint16Array | Uint32Array>(array: Contents): Contents {
  const copy = array.slice();
  structuredClone(copy.buffer, { transfer: [copy.buffer] });
  return copy as Contents;
}

const withProgram =
  (change: (program: Program) => Partial<Program>): Misuse['change'] =>
  ({ program }) => ({ program: { ...program, ...change(program) } });
const withWords = (place: number, word: number): Misuse['change'] =>
  withProgram(({ words }) => ({ words: words.with(place, word) }));
const withFraction = (value: number): Misuse['change'] =>
  withProgram(({ constants }) => ({ constants: constants.with(3, value) }));
const withRequest =
  (change: object): Misuse['change'] =>
  ({ request }) => ({ request: { ...request, ...change } });
const withResult =
  (change: (result: EvaluationResult) => object): Misuse['change'] =>
  ({ result }) => ({ result: { ...result, ...change(result) } });
const withSet =
  (change: object): Misuse['change'] =>
  ({ set }) => ({ set: { ...set, ...change } });
const withTask =
  (change: (task: Task) => object): Misuse['change'] =>
  ({ set }) => ({
    set: { ...set, tasks: set.tasks.map((task, k) => (k === 1 ? { ...task, ...change(task) } : task)) },
  });

/** Draws more often than there are numbers for random instructions. */
const MANY_DRAWS: Program = packAlgorithm({
  setup: Array.from({ length: 4097 }, () => ({ op: 59, in1: 0, in2: 0, out: 2, constants: [0, 1] })),
  predict: [],
  learn: [],
});

/** Every way that is caught. */
export const MISUSES: readonly Misuse[] = [
  ...[
    ['a negative length', -1, 'program.lengths[0] is -1; expected the number of instructions of setup'],
    ['half a length', 0.5, 'program.lengths[0] is 0.5; expected the number of instructions of setup'],
    ['too many instructions', 65536, 'program.lengths add up to 65538 instructions; expected at most 65535'],
    ['more instructions than words', 9, 'program.words has 16 entries; expected 44 at least'],
  ].map(([what, length, says]) => ({
    what: `a program with ${what}`,
    says: String(says),
    change: withProgram(({ lengths }) => ({ lengths: [Number(length), lengths[1], lengths[2]] })),
  })),
  {
    what: 'a program with too few constants',
    says: 'program.constants has 11 entries; expected 12 at least',
    change: withProgram(({ constants }) => ({ constants: constants.subarray(1) })),
  },
  {
    what: 'a program whose words were given away',
    says: 'program.words is detached: its memory was given to another thread; expected 16 entries',
    change: withProgram(({ words }) => ({ words: detached(words) })),
  },
  {
    what: 'a program whose constants were given away',
    says: 'program.constants is detached: its memory was given to another thread; expected 12 entries',
    change: withProgram(({ constants }) => ({ constants: detached(constants) })),
  },
  {
    what: 'a program with words of 32 bits',
    says: 'program.words is of class Uint32Array; expected a Uint16Array',
    change: withProgram(({ words }) => ({ words: Uint32Array.from(words) as never })),
  },
  {
    what: 'a program without words',
    says: 'program.words is undefined; expected a Uint16Array',
    change: withProgram(() => ({ words: undefined as never })),
  },
  {
    what: 'a program with an op that does not exist',
    says: 'instruction 2 of the program has op 65; ops are numbered 0 to 64',
    change: withWords(8, 65),
  },
  ...[1, -0.5, NaN, 1 - 2 ** -30].map((value) => ({
    what: `an entry's place of ${value}`,
    says: `instruction 1 of the program has ${Math.fround(value)} as constant 0; expected the place of an entry as a fraction: at least 0 and, in single precision, below 1`,
    change: withFraction(value),
  })),
  {
    what: 'more random instructions than there are numbers for',
    says: 'instruction 4096 of the program is its random instruction 4097; expected at most 4096',
    change: () => ({ program: MANY_DRAWS }),
  },
  ...[-1, 2.5, NaN].flatMap((count) =>
    ['trainExamples', 'validExamples'].map((field) => ({
      what: `${count} ${field}`,
      says: `request.${field} is ${count}; expected a whole number from 0 on, or Infinity for all`,
      change: withRequest({ [field]: count }),
    })),
  ),
  {
    what: 'NaN as limit on errors',
    says: 'request.maxAbsError is NaN; expected a number, or Infinity',
    change: withRequest({ maxAbsError: NaN }),
  },
  ...[-1, 0.5, 2 ** 32].map((noiseSeed) => ({
    what: `${noiseSeed} as noise seed`,
    says: `request.noiseSeed is ${noiseSeed}; expected a whole number from 0 to 4294967295`,
    change: withRequest({ noiseSeed }),
  })),
  {
    what: 'something else to record',
    says: 'request.record is everything; expected nothing, errors or predictions',
    change: withRequest({ record: 'everything' }),
  },
  ...[3, -1, 0.5, NaN].map((index) => ({
    what: `${index} as the index of a task`,
    says: `taskIndices[1] is ${index}; expected the index of a task, 0 to 2`,
    change: () => ({ taskIndices: [0, index] }),
  })),
  ...[
    [1, 1],
    [2, 1],
  ].map((taskIndices) => ({
    what: `the tasks ${taskIndices.join(' and ')}`,
    says: `taskIndices[1] is 1 after ${taskIndices[0]}; expected ascending indices`,
    change: () => ({ taskIndices }),
  })),
  ...(['losses', 'trainSteps', 'trainTraceLength', 'validTraceLength'] as const).flatMap((field) => [
    {
      what: `a result with too few ${field}`,
      says: `result.${field} has 2 entries; expected 3 at least`,
      change: withResult((result) => ({ [field]: result[field].subarray(1) })),
    },
    {
      what: `a result whose ${field} were given away`,
      says: `result.${field} is detached: its memory was given to another thread; expected 3 entries`,
      change: withResult((result) => ({ [field]: detached(result[field]) })),
    },
  ]),
  {
    what: 'a result without room for all errors of a training',
    says: 'result.trainCapacity is 4; expected 5 at least, since task 0 records so many examples',
    change: withResult(() => ({ trainCapacity: 4 })),
  },
  {
    what: 'a result without room for all errors of a validation',
    says: 'result.validCapacity is 0; expected 4 at least, since task 0 records so many examples',
    change: withResult(() => ({ validCapacity: 0 })),
  },
  {
    what: 'a result with too short a trace',
    says: 'result.trainTrace has 14 entries; expected 15 at least',
    change: withResult(({ trainTrace }) => ({ trainTrace: trainTrace.subarray(1) })),
  },
  {
    what: 'a result without a list of memories, where they are to be kept',
    says: 'result.memories is no list; expected one, as the request keeps the memory',
    change: ({ request, result }) => ({
      request: { ...request, keepsMemory: true },
      result: { ...result, memories: undefined as never },
    }),
  },
  ...[0, 257, 1.5].map((features) => ({
    what: `a set with ${features} features`,
    says: `set.features is ${features}; expected a whole number from 1 to 256`,
    change: withSet({ features }),
  })),
  ...[1, 3].map((classes) => ({
    what: `a set with ${classes} classes and 2 features`,
    says: `set.classes is ${classes}; expected a whole number from 2 to 2, the number of features`,
    change: withSet({ outputs: 'vector', measure: 'accuracy', classes }),
  })),
  {
    what: 'a set of classes that measures squares',
    says: 'set.measure is rms; expected accuracy, as the outputs are vectors',
    change: withSet({ outputs: 'vector', classes: 2 }),
  },
  {
    what: 'a set with a label that is no class',
    says: 'set.tasks[0].trainLabels[2] is 2; expected a class, 0 to 1',
    change: withSet({ outputs: 'vector', measure: 'accuracy', classes: 2 }),
  },
  {
    what: 'a task with a seed that is too large',
    says: 'set.tasks[1].seed is 4294967296; expected a whole number from 0 to 4294967295',
    change: withTask(() => ({ seed: 2 ** 32 })),
  },
  {
    what: 'a task with half an example',
    says: 'set.tasks[1].validCount is 0.5; expected a whole number from 0 to 4294967295',
    change: withTask(() => ({ validCount: 0.5 })),
  },
  {
    what: 'a task with too few features',
    says: 'set.tasks[1].trainFeatures has 10 entries; expected 12 at least',
    change: withTask(() => ({ trainCount: 6 })),
  },
  ...(['trainFeatures', 'trainLabels', 'validFeatures', 'validLabels'] as const).map((field) => ({
    what: `a task whose ${field} were given away`,
    says: `set.tasks[1].${field} is detached: its memory was given to another thread; expected ${
      { trainFeatures: 10, trainLabels: 5, validFeatures: 8, validLabels: 4 }[field]
    } entries`,
    change: withTask((task) => ({ [field]: detached(task[field]) })),
  })),
  {
    what: 'a task with an order that is too short',
    says: 'set.tasks[1].epochOrders[0] has 4 entries; expected 5 at least',
    change: withTask(({ epochOrders }) => ({ epochOrders: [epochOrders[0]!.subarray(1)] })),
  },
  {
    what: 'a task with an order that shows an example that is not there',
    says: 'set.tasks[1].epochOrders[0][3] is 5; expected a training example, 0 to 4',
    change: withTask(() => ({ epochOrders: [Uint32Array.of(0, 1, 2, 5, 4)] })),
  },
];
