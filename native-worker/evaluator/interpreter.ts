import { FEATURES_ADDRESS } from '../algorithm/output-kind.ts';
import type { Instruction } from '../algorithm/instruction.ts';
import type { Program } from '../algorithm/program.ts';
import { type NoiseSource, NoiseStream } from '../numerics/noise-stream.ts';
import type { Task, TaskSet } from '../tasks/task-set.ts';
import { checkEvaluation, checkResult } from './check-evaluation.ts';
import { checkTaskSet } from './check-task-set.ts';
import { checkWork } from './check-work.ts';
import { ClassRules } from './class-rules.ts';
import type { EvaluationRequest, EvaluationResult, Evaluator } from './evaluator.ts';
import type { Evaluation } from './lane-results.ts';
import type { Memory } from './memory.ts';
import type { OutputRules } from './output-rules.ts';
import { PreparedProgram } from './prepared-program.ts';
import { Protocol } from './protocol.ts';
import { type InstructionRunner, type MemoryContents, runInstruction } from './run-instruction.ts';
import { BinaryRules, RegressionRules } from './scalar-rules.ts';
import { TaskLanes } from './task-lanes.ts';

/** Most tasks that run side by side: enough to spread the cost of finding out what an instruction does. */
const MOST_TASKS_AT_ONCE = 16;

/** Most numbers in a register over all lanes, so that a few registers fit a processor's cache. */
const MOST_REGISTER_ENTRIES = 16384;

/**
 * The evaluator that defines the semantics: protocol, arithmetic and order of every operation. The others give its bits.
 *
 * It runs each instruction over several tasks before it turns to the next (`memory.ts`). Tasks do not touch each other,
 * so their results are those that each would have alone, as long as the noise of a place does not depend on the draws
 * before it. With a sequential `NoiseSource`, tasks have to be handed over one at a time.
 */
export class Interpreter implements Evaluator, InstructionRunner {
  readonly name = 'interpreter';
  private readonly noise: NoiseSource;
  private readonly checkedSets = new WeakSet<TaskSet>();
  private lanes: TaskLanes;
  private program: PreparedProgram;

  private set: TaskSet | undefined;
  private taskIndices: readonly number[] = [];
  /** Place in `taskIndices` of the first task that has not been given a lane. */
  private next = 0;
  /** Tasks that were given a lane last. */
  private loaded = 0;
  private evaluation: Evaluation | undefined;
  /** The way through the tasks that stand in the lanes. */
  private protocol: Protocol | undefined;

  /** `noise` is where random instructions get their numbers. */
  constructor(noise: NoiseSource = new NoiseStream()) {
    this.noise = noise;
    this.lanes = lanesFor(1, noise);
    this.program = new PreparedProgram(this.lanes.memory);
  }

  begin(
    program: Program,
    set: TaskSet,
    request: EvaluationRequest,
    taskIndices: readonly number[],
    result: EvaluationResult,
  ): void {
    if (!this.checkedSets.has(set)) {
      checkTaskSet(set);
      this.checkedSets.add(set);
    }
    checkEvaluation(program, set, request, taskIndices, result);
    if (this.lanes.features !== set.features) {
      this.lanes = lanesFor(set.features, this.noise);
      this.program = new PreparedProgram(this.lanes.memory);
    }
    const { lanes } = this;
    this.program.prepare(program);
    lanes.memory.use('vector', FEATURES_ADDRESS);
    const rules = outputRules(set, request, lanes.memory);
    this.set = set;
    this.taskIndices = taskIndices;
    this.next = 0;
    this.evaluation = { program: this.program, lanes, rules, request, result };
    this.protocol = undefined;
  }

  advance(work: number): boolean {
    checkWork(work);
    let left = work;
    while (left > 0) {
      const protocol = (this.protocol ??= this.loadNext());
      if (protocol === undefined) return this.finish();
      left = protocol.advance(left);
      if (protocol.isDone) this.finishLanes();
    }
    return this.protocol === undefined && this.next === this.taskIndices.length && this.finish();
  }

  evaluate(
    program: Program,
    set: TaskSet,
    request: EvaluationRequest,
    taskIndices: readonly number[],
    result: EvaluationResult,
  ): void {
    this.begin(program, set, request, taskIndices, result);
    this.advance(Infinity);
  }

  runInstruction(instruction: Instruction, features: number, before: MemoryContents): MemoryContents {
    return runInstruction(instruction, features, before, this.noise);
  }

  /** Gives lanes to the next tasks that are alike, if there are more. */
  private loadNext(): Protocol | undefined {
    const { lanes, set, taskIndices, next, evaluation } = this;
    if (next === taskIndices.length || set === undefined || evaluation === undefined) return undefined;
    const { tasks } = set;
    this.loaded = countAlike(tasks, taskIndices, next, lanes.capacity);
    lanes.load(tasks, taskIndices, next, this.loaded);
    this.next += this.loaded;
    return new Protocol(evaluation, tasks[taskIndices[next]!]!);
  }

  /** Whether what was begun is complete: it is, unless its memory was given away meanwhile. */
  private finish(): true {
    const { set, taskIndices, evaluation } = this;
    this.evaluation = undefined;
    if (set !== undefined && evaluation !== undefined) {
      checkResult(set, evaluation.request, taskIndices, evaluation.result);
    }
    return true;
  }

  /** Keeps the memory of the tasks in the lanes, if it is asked for; those that failed stand behind the others. */
  private finishLanes(): void {
    this.protocol = undefined;
    if (this.evaluation?.request.keepsMemory !== true) return;
    const { taskIndices, memory } = this.lanes;
    for (let lane = 0; lane < this.loaded; lane++) {
      this.evaluation.result.memories[taskIndices[lane]!] = memory.contents(lane);
    }
  }
}

function lanesFor(features: number, noise: NoiseSource): TaskLanes {
  const fitting = Math.floor(MOST_REGISTER_ENTRIES / (features * features));
  return new TaskLanes(features, Math.max(1, Math.min(MOST_TASKS_AT_ONCE, fitting)), noise);
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
