import type { Algorithm, Instruction } from '../../native-worker/algorithm/instruction.ts';
import { type ConstantRole, OPS, opAt } from '../../native-worker/algorithm/op-table.ts';
import { VECTOR_PREDICTION_ADDRESS } from '../../native-worker/algorithm/output-kind.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import type { RegisterKind } from '../../native-worker/algorithm/register-kind.ts';
import type { EvaluationRequest } from '../../native-worker/evaluator/evaluator.ts';
import type { Task, TaskSet } from '../../native-worker/tasks/task-set.ts';
import { Dice } from '../algorithm/dice.ts';
import { type ProgramSpace, randomAlgorithm } from '../algorithm/random-programs.ts';
import { type Flavour, numberOf, randomFlavour, specialValue } from './random-numbers.ts';

/** One evaluation, and how large the slices are in which evaluators are to work at it. */
export interface RandomEvaluation {
  readonly program: Program;
  readonly set: TaskSet;
  readonly request: EvaluationRequest;
  readonly taskIndices: readonly number[];
  readonly nextSlice: () => number;
}

/** Programs that share a task set. */
export const PROGRAMS_A_SET = 20;

/** Numbers of features and how many tasks of such there are at most, so that no evaluation takes long. */
const SIZES: readonly (readonly [features: number, mostTasks: number])[] = [
  ...[1, 2, 3, 4, 5, 7, 8].map((features) => [features, 17] as const),
  ...[2, 3, 4, 6, 8].map((features) => [features, 10] as const),
  ...[9, 12, 15, 16].map((features) => [features, 5] as const),
  ...[17, 24, 31, 32].map((features) => [features, 2] as const),
];
/** From so many features on, programs are short and examples few. */
const MANY_FEATURES = 15;

const ALL_OPS = OPS.map(({ number }) => number);
/** What learners are made of: more of them get through their training than of programs of all ops. */
const LEARNERS = [1, 2, 3, 18, 23, 24, 25, 27, 28, 29, 31, 39, 45, 48, 56, 57, 63, 64];

/** The evaluation of a number in an endless list that a seed stands for. Neighbours share a task set, made here if needed. */
export class RandomEvaluations {
  readonly #seed: number;
  #setNumber = -1;
  #set: TaskSet | undefined;

  constructor(seed: number) {
    this.#seed = seed;
  }

  at(index: number): RandomEvaluation {
    const setNumber = Math.floor(index / PROGRAMS_A_SET);
    if (this.#set === undefined || setNumber !== this.#setNumber) {
      this.#setNumber = setNumber;
      this.#set = randomSet(new Dice(Math.imul(this.#seed, 0x2545f491) + Math.imul(setNumber, 0x5bd1e995)));
    }
    const set = this.#set;
    const dice = new Dice(Math.imul(this.#seed, 0x6c078965) + Math.imul(index, 0x41c64e6d) + 1);
    const everyTask = [...set.tasks.keys()];
    return {
      set,
      program: randomProgram(dice, set),
      request: randomRequest(dice, set),
      taskIndices: dice.oneIn(3) ? everyTask.filter(() => dice.below(3) > 0) : everyTask,
      nextSlice: randomSlices(dice),
    };
  }
}

function randomSet(dice: Dice): TaskSet {
  const [features, mostTasks] = dice.pick(SIZES);
  const form = dice.pick(features > 1 ? ['rms', 'rms', 'accuracy', 'classes'] : ['rms', 'accuracy']);
  const classes = form === 'classes' ? 2 + dice.below(features - 1) : form === 'accuracy' ? 2 : 0;
  const [featureFlavour, labelFlavour] = [randomFlavour(dice), randomFlavour(dice)];
  const size = (): TaskSize => ({
    trainCount: 1 + dice.below(features < MANY_FEATURES ? 5 : 3),
    validCount: 1 + dice.below(3),
    epochs: 1 + dice.below(3),
  });
  const common = size();
  const mixed = dice.oneIn(4);
  // Labels grow from task to task, so that tasks fail at different steps.
  const label = (task: number): number =>
    classes === 0 ? numberOf(dice, labelFlavour) * (1 + task) : dice.below(classes);
  const most = dice.oneIn(3) ? mostTasks : Math.min(mostTasks, 5);
  const tasks = Array.from({ length: 1 + dice.below(most) }, (_, task) =>
    randomTask(dice, mixed && dice.oneIn(3) ? size() : common, features, featureFlavour, () => label(task)),
  );
  return {
    features,
    outputs: form === 'classes' ? 'vector' : 'scalar',
    classes,
    measure: form === 'rms' ? 'rms' : 'accuracy',
    tasks,
    hash: '',
  };
}

type TaskSize = Readonly<Record<'trainCount' | 'validCount' | 'epochs', number>>;

function randomTask(
  dice: Dice,
  { trainCount, validCount, epochs }: TaskSize,
  features: number,
  flavour: Flavour,
  label: () => number,
): Task {
  const numbers = (count: number): Float64Array => Float64Array.from({ length: count }, () => numberOf(dice, flavour));
  const stored = Array.from({ length: trainCount }, (_, example) => example);
  // Mostly the stored order first; an order may even show an example twice.
  const order = (epoch: number): number[] => {
    if (epoch === 0 && !dice.oneIn(4)) return stored;
    return dice.oneIn(4) ? stored.map(() => dice.below(trainCount)) : dice.shuffled(stored);
  };
  return {
    seed: dice.below(2 ** 32),
    trainCount,
    validCount,
    trainFeatures: numbers(trainCount * features),
    trainLabels: Float64Array.from(stored, label),
    validFeatures: numbers(validCount * features),
    validLabels: Float64Array.from({ length: validCount }, label),
    epochOrders: Array.from({ length: epochs }, (_, epoch) => Uint32Array.from(order(epoch))),
  };
}

function randomProgram(dice: Dice, { features, outputs }: TaskSet): Program {
  const many = features >= MANY_FEATURES;
  const space: ProgramSpace = {
    ops: dice.oneIn(2) ? ALL_OPS : LEARNERS,
    registers: { scalar: 2 + dice.below(3), vector: 3 + dice.below(2), matrix: 1 + dice.below(2) },
    longest: { setup: 6, predict: many ? 4 : 8, learn: many ? 6 : 12 },
  };
  const algorithm = randomAlgorithm(dice, space, outputs);
  const flavour = randomFlavour(dice);
  const addresses = dice.oneIn(4) ? farAddresses(dice) : undefined;
  const change = (instruction: Instruction): Instruction => {
    const { constants } = opAt(instruction.op);
    return rename(
      { ...instruction, constants: constants.map((role) => constantOf(dice, role, flavour)) },
      addresses ?? ((_, address) => address),
    );
  };
  return packAlgorithm(mapInstructions(algorithm, change));
}

function mapInstructions({ setup, predict, learn }: Algorithm, change: (each: Instruction) => Instruction): Algorithm {
  return { setup: setup.map(change), predict: predict.map(change), learn: learn.map(change) };
}

function constantOf(dice: Dice, role: ConstantRole, flavour: Flavour): number {
  if (role !== 'index' && role !== 'row' && role !== 'column') return numberOf(dice, flavour);
  // The largest fraction in single precision among them.
  return dice.oneIn(8) ? 1 - 2 ** -24 : Math.fround(dice.below(1000) / 1000);
}

type AddressChange = (kind: RegisterKind, address: number) => number;

/** Puts registers that the protocol does not use at addresses anywhere in 16 bits. */
function farAddresses(dice: Dice): AddressChange {
  const known = new Map<string, number>();
  return (kind, address) => {
    if (kind !== 'matrix' && address <= VECTOR_PREDICTION_ADDRESS) return address;
    const key = `${kind} ${address}`;
    // Each register has a stretch of its own.
    const far = known.get(key) ?? 10_000 * (1 + address) + dice.below(10_000);
    known.set(key, far);
    return far;
  };
}

function rename(instruction: Instruction, addressOf: AddressChange): Instruction {
  const { inputs, output } = opAt(instruction.op);
  const [first, second] = inputs;
  return {
    ...instruction,
    in1: first === undefined ? 0 : addressOf(first, instruction.in1),
    in2: second === undefined ? 0 : addressOf(second, instruction.in2),
    out: output === null ? 0 : addressOf(output, instruction.out),
  };
}

function randomRequest(dice: Dice, { tasks, measure }: TaskSet): EvaluationRequest {
  const examples = Math.max(...tasks.map(({ trainCount, epochOrders }) => trainCount * epochOrders.length));
  const tight = [1, 0.5, 2, 5, 3.5];
  const loose = [100, 100, 1e6, Infinity];
  return {
    trainExamples: dice.oneIn(3) ? dice.below(examples + 2) : Infinity,
    validExamples: dice.oneIn(3) ? dice.below(4) : Infinity,
    maxAbsError: dice.oneIn(20) ? specialLimit(dice) : dice.pick(dice.oneIn(2) ? tight : loose),
    noiseSeed: dice.below(2 ** 32),
    record: dice.pick(['nothing', 'errors', 'predictions']),
    keepsMemory: true,
    validationSigmoid: measure === 'accuracy' && dice.oneIn(2) ? 'in-memory' : 'local',
  };
}

function specialLimit(dice: Dice): number {
  const value = specialValue(dice);
  return Number.isNaN(value) ? 0 : value;
}

/** All in one go, in slices of single instructions, or in slices of any size. */
function randomSlices(dice: Dice): () => number {
  switch (dice.below(3)) {
    case 0:
      return () => Infinity;
    case 1:
      return () => 1;
    default:
      return () => 1 + dice.below(1000);
  }
}
