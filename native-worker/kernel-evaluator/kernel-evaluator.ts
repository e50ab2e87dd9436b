import type { Instruction } from '../algorithm/instruction.ts';
import type { Program } from '../algorithm/program.ts';
import { checkEvaluation, checkResult } from '../evaluator/check-evaluation.ts';
import { checkTaskSet } from '../evaluator/check-task-set.ts';
import { checkWork } from '../evaluator/check-work.ts';
import type { EvaluationRequest, EvaluationResult, Evaluator } from '../evaluator/evaluator.ts';
import type { InstructionRunner, MemoryContents } from '../evaluator/run-instruction.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import { writeJob } from './job.ts';
import { STATUS } from './job-layout.ts';
import { readMemories, readResults, requestTasks } from './job-results.ts';
import type { Kernel } from './kernel.ts';
import { refusal } from './refusal.ts';
import { RegisterSlots } from './register-slots.ts';
import { SetArena } from './set-arena.ts';
import { runSingleInstruction } from './single-instruction.ts';

/** More work than there is in any evaluation. */
const ALL_WORK = Number.MAX_SAFE_INTEGER;

/**
 * Runs programs with the compiled kernel. All that it is handed is checked first; then the program goes into an arena that
 * holds the examples of the task set, and the kernel works there (`native-worker/kernel/job.hpp`).
 *
 * A task set has an arena of its own, made when it is first seen, which goes when the set does.
 */
export class KernelEvaluator implements Evaluator, InstructionRunner {
  readonly name: Kernel['name'];
  /** The instruction set that the kernel was compiled for. */
  readonly instructionSet: string;
  readonly #kernel: Kernel;
  readonly #arenas = new WeakMap<TaskSet, SetArena>();
  readonly #slots = new RegisterSlots();
  /** Those of single instructions, which few evaluators are asked for. */
  #instructionSlots: RegisterSlots | undefined;
  /** What is under way; no target when nothing is. Kept apart, so that beginning makes no object. */
  #target: SetArena | undefined;
  #set: TaskSet | undefined;
  #request: EvaluationRequest | undefined;
  #taskIndices: readonly number[] = [];
  #result: EvaluationResult | undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.name = kernel.name;
    this.instructionSet = kernel.instructionSet;
  }

  begin(
    program: Program,
    set: TaskSet,
    request: EvaluationRequest,
    taskIndices: readonly number[],
    result: EvaluationResult,
  ): void {
    const target = this.#arenaOf(set);
    checkEvaluation(program, set, request, taskIndices, result);
    this.#target = undefined;
    writeJob(target, set, this.#slots, program, request);
    requestTasks(target, taskIndices);
    this.#target = target;
    this.#set = set;
    this.#request = request;
    this.#taskIndices = taskIndices;
    this.#result = result;
  }

  advance(work: number): boolean {
    checkWork(work);
    const target = this.#target;
    const set = this.#set;
    const request = this.#request;
    const result = this.#result;
    if (target === undefined || set === undefined || request === undefined || result === undefined) return true;
    const status = target.access.advance(work);
    if (status === STATUS.more) return false;
    this.#target = undefined;
    this.#set = undefined;
    this.#request = undefined;
    this.#result = undefined;
    if (status !== STATUS.complete) throw refusal(this.#kernel, status);
    checkResult(set, request, this.#taskIndices, result);
    readResults(target, this.#taskIndices, result);
    if (request.keepsMemory === true) readMemories(target, this.#slots, set.features, this.#taskIndices, result);
    return true;
  }

  evaluate(
    program: Program,
    set: TaskSet,
    request: EvaluationRequest,
    taskIndices: readonly number[],
    result: EvaluationResult,
  ): void {
    this.begin(program, set, request, taskIndices, result);
    while (!this.advance(ALL_WORK));
  }

  runInstruction(instruction: Instruction, features: number, before: MemoryContents): MemoryContents {
    this.#instructionSlots ??= new RegisterSlots();
    return runSingleInstruction(this.#kernel, this.#instructionSlots, instruction, features, before);
  }

  #arenaOf(set: TaskSet): SetArena {
    const known = this.#arenas.get(set);
    if (known !== undefined) return known;
    checkTaskSet(set);
    const made = new SetArena(this.#kernel, set);
    this.#arenas.set(set, made);
    return made;
  }
}
