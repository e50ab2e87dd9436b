import type { Instruction } from '../../native-worker/algorithm/instruction.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import type { TasksSpec } from '../../native-worker/spec/tasks-schema.ts';

/** One full evaluation that is timed: the same work as the yardstick's workload of the same name. */
export interface Workload {
  readonly name: string;
  readonly program: Program;
  /** 10 tasks. */
  readonly tasks: TasksSpec;
}

/** Op, in1, in2, out, constants: the notation of `yardstick.cpp`. */
type Row = readonly [op: number, in1: number, in2: number, out: number, ...constants: number[]];

function instructions(rows: readonly Row[]): Instruction[] {
  return rows.map(([op, in1, in2, out, ...constants]) => ({ op, in1, in2, out, constants }));
}

const LINEAR_LEARN: readonly Row[] = [
  [2, 0, 1, 3],
  [3, 2, 3, 3],
  [18, 3, 0, 2],
  [23, 1, 2, 1],
];

/** Gradient descent on a linear model. */
const LINEAR = packAlgorithm({
  setup: instructions([[56, 0, 0, 2, 0.01]]),
  predict: instructions([[27, 1, 0, 1]]),
  learn: instructions(LINEAR_LEARN),
});

/** The same with the clutter of an evolved program: 10 setup, 2 predict, 8 learn instructions. */
const CLUTTERED = packAlgorithm({
  setup: instructions([
    [56, 0, 0, 1, 0.5],
    [56, 0, 0, 2, 0.3],
    [56, 0, 0, 3, -0.7],
    [56, 0, 0, 2, 0.9],
    [56, 0, 0, 3, 0.25],
    [56, 0, 0, 1, -0.1],
    [56, 0, 0, 2, 0.05],
    [56, 0, 0, 3, 0.4],
    [56, 0, 0, 1, 0.2],
    [56, 0, 0, 2, 0.01],
  ]),
  predict: instructions([
    [2, 1, 2, 3],
    [27, 1, 0, 1],
  ]),
  learn: instructions([
    [27, 2, 0, 3],
    [2, 0, 1, 3],
    [56, 0, 0, 2, 0.1],
    [3, 2, 3, 3],
    [18, 3, 0, 2],
    [23, 1, 2, 1],
    [18, 1, 2, 2],
    [2, 3, 2, 2],
  ]),
});

/** Gradient descent on a network with one hidden layer of rectifiers. */
const NETWORK = packAlgorithm({
  setup: instructions([
    [63, 0, 0, 2, 0, 0.1],
    [64, 0, 0, 0, 0, 0.1],
    [56, 0, 0, 3, 0.01],
  ]),
  predict: instructions([
    [31, 0, 0, 3],
    [23, 3, 1, 3],
    [48, 3, 5, 4],
    [27, 4, 2, 1],
    [1, 1, 2, 1],
  ]),
  learn: instructions([
    [2, 0, 1, 4],
    [3, 3, 4, 4],
    [1, 2, 4, 2],
    [18, 4, 4, 6],
    [23, 2, 6, 2],
    [18, 4, 2, 7],
    [16, 3, 0, 8],
    [25, 8, 7, 7],
    [23, 1, 7, 1],
    [28, 7, 0, 1],
    [39, 0, 1, 0],
  ]),
});

const TASKS = { count: 10, valid: 100, epochs: 1, measure: 'rms', paramSeeds: '1-10', dataSeeds: '1-10' } as const;
const NETWORK_TASKS = { ...TASKS, kind: 'network', teacher: 'paper', train: 1000 } as const;

/** The workloads of `yardstick.cpp`; names end in features - training examples - validation examples. */
export const WORKLOADS: readonly Workload[] = [
  { name: 'linear-f4-100-100', program: LINEAR, tasks: { ...TASKS, kind: 'linear', features: 4, train: 100 } },
  { name: 'program-2-8-f4-100-100', program: CLUTTERED, tasks: { ...TASKS, kind: 'linear', features: 4, train: 100 } },
  { name: 'network-f4-1000-100', program: NETWORK, tasks: { ...NETWORK_TASKS, features: 4 } },
  { name: 'network-f16-1000-100', program: NETWORK, tasks: { ...NETWORK_TASKS, features: 16 } },
];
