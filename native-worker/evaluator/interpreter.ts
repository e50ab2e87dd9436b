import { FEATURES_ADDRESS } from '../algorithm/output-kind.ts';
import type { Program } from '../algorithm/program.ts';
import { type NoiseSource, NoiseStream } from '../numerics/noise-stream.ts';
import type { Task, TaskSet } from '../tasks/task-set.ts';
import { ClassRules } from './class-rules.ts';
import type { EvaluationRequest, EvaluationResult, Evaluator } from './evaluator.ts';
import type { Memory } from './memory.ts';
import type { OutputRules } from './output-rules.ts';
import { PreparedProgram } from './prepared-program.ts';
import { evaluateLanes } from './protocol.ts';
import { BinaryRules, RegressionRules } from './scalar-rules.ts';
import { TaskLanes } from './task-lanes.ts';

/** Most tasks that run side by side: enough to spread the cost of finding out what an instruction does. */
const MOST_LANES = 16;

/** Most numbers in a register over all lanes, so that a few registers fit a processor's cache. */
const MOST_REGISTER_ENTRIES = 16384;

/**
 * The evaluator that defines the semantics: protocol, arithmetic and order of every operation. The others give its bits.
 *
 * It runs each instruction over several tasks before it turns to the next (`memory.ts`). Tasks do not touch each other,
 * so their results are those that each would have alone, as long as the noise of a place does not depend on the draws
 * before it. With a sequential `NoiseSource`, tasks have to be handed over one at a time.
 */
export class Interpreter implements Evaluator {
  readonly name = 'interpreter';
  private readonly noise: NoiseSource;
  private lanes: TaskLanes;
  private program: PreparedProgram;

  /** `noise` is where random instructions get their numbers. */
  constructor(noise: NoiseSource = new NoiseStream()) {
    this.noise = noise;
    this.lanes = lanesFor(1, noise);
    this.program = new PreparedProgram(this.lanes.memory);
  }

  evaluate(
    program: Program,
    set: TaskSet,
    request: EvaluationRequest,
    taskIndices: readonly number[],
    result: EvaluationResult,
  ): void {
    if (this.lanes.features !== set.features) {
      this.lanes = lanesFor(set.features, this.noise);
      this.program = new PreparedProgram(this.lanes.memory);
    }
    const { lanes } = this;
    this.program.prepare(program);
    lanes.memory.use('vector', FEATURES_ADDRESS);
    const rules = outputRules(set, request, lanes.memory);
    const evaluation = { program: this.program, lanes, rules, request, result };
    for (let first = 0; first < taskIndices.length;) {
      const count = countAlike(set.tasks, taskIndices, first, lanes.capacity);
      lanes.load(set.tasks, taskIndices, first, count);
      evaluateLanes(evaluation, set.tasks[taskIndices[first]!]!);
      first += count;
    }
  }
}

function lanesFor(features: number, noise: NoiseSource): TaskLanes {
  const fitting = Math.floor(MOST_REGISTER_ENTRIES / (features * features));
  return new TaskLanes(features, Math.max(1, Math.min(MOST_LANES, fitting)), noise);
}

/** The rules for the outputs of a task set. Its registers are in use in the memory from now on. */
function outputRules(set: TaskSet, request: EvaluationRequest, memory: Memory): OutputRules {
  if (set.outputs === 'vector') return new ClassRules(memory, set.classes);
  if (set.measure === 'rms') return new RegressionRules(memory);
  return new BinaryRules(memory, request.validationSigmoid === 'in-memory');
}

/** How many of the listed tasks, from a place on and at most so many, have as many examples and epochs as the first. */
function countAlike(tasks: readonly Task[], taskIndices: readonly number[], first: number, most: number): number {
  const { trainCount, validCount, epochOrders } = tasks[taskIndices[first]!]!;
  const end = Math.min(taskIndices.length, first + most);
  let place = first + 1;
  for (; place < end; place++) {
    const task = tasks[taskIndices[place]!]!;
    if (task.trainCount !== trainCount || task.validCount !== validCount) break;
    if (task.epochOrders.length !== epochOrders.length) break;
  }
  return place - first;
}
