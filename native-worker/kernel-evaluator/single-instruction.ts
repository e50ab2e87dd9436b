import type { Instruction } from '../algorithm/instruction.ts';
import { NO_OP, opByName } from '../algorithm/op-table.ts';
import { packAlgorithm } from '../algorithm/program.ts';
import { REGISTER_KINDS, type RegisterKind } from '../algorithm/register-kind.ts';
import { allocateResult, type EvaluationRequest } from '../evaluator/evaluator.ts';
import type { MemoryContents } from '../evaluator/run-instruction.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import { DOUBLES_PER_BLOCK } from './arena-access.ts';
import { writeJob } from './job.ts';
import { JOB, STATUS } from './job-layout.ts';
import { readMemories, requestTasks } from './job-results.ts';
import type { Kernel } from './kernel.ts';
import { refusal } from './refusal.ts';
import type { RegisterSlots } from './register-slots.ts';
import { SetArena } from './set-arena.ts';

/** Setup runs, and no training follows. */
const SETUP_ONLY: EvaluationRequest = {
  trainExamples: 0,
  validExamples: 0,
  maxAbsError: Infinity,
  noiseSeed: 0,
  record: 'nothing',
  keepsMemory: true,
  validationSigmoid: 'local',
};

/** By kind: an instruction that reads and writes registers of that kind only. */
const SUM: Readonly<Record<RegisterKind, number>> = {
  scalar: opByName('SCALAR_SUM')!.number,
  vector: opByName('VECTOR_SUM')!.number,
  matrix: opByName('MATRIX_SUM')!.number,
};

type Contents = Readonly<Record<RegisterKind, readonly (readonly number[])[]>>;

/**
 * What `InstructionRunner` promises, by a kernel. The instruction is the second of Setup;
 * once the kernel has run the first, which clears the memory before, the contents are put in place.
 *
 * @param slots free to be used: its slots are others afterwards
 */
export function runSingleInstruction(
  kernel: Kernel,
  slots: RegisterSlots,
  instruction: Instruction,
  features: number,
  before: MemoryContents,
): MemoryContents {
  // Jobs hold no such instruction, so there would be no second.
  if (instruction.op === NO_OP) return before;
  const contents: Contents = {
    scalar: before.scalars.map((value) => [value]),
    vector: before.vectors,
    matrix: before.matrices,
  };
  const set = oneTask(features);
  const result = allocateResult(set);
  const target = new SetArena(kernel, set);
  // Learn, which does not run, names all registers, so that the job has them.
  const learn = REGISTER_KINDS.flatMap((kind) => contents[kind].map((_, address) => sumOf(kind, address)));
  const program = packAlgorithm({ setup: [sumOf('scalar', 0), instruction], predict: [], learn });
  writeJob(target, set, slots, program, SETUP_ONLY);
  requestTasks(target, [0]);
  // A slice without work is one instruction.
  advance(kernel, target, 0, STATUS.more);
  fillRegisters(target, slots, features, contents);
  advance(kernel, target, Infinity, STATUS.complete);

  readMemories(target, slots, features, [0], result);
  // By ascending address; behind those of the memory there may be registers that the protocol uses.
  const held = (kind: RegisterKind): number[][] =>
    result.memories[0]!.filter((register) => register.kind === kind)
      .slice(0, contents[kind].length)
      .map(({ values }) => Array.from(values));
  return { scalars: held('scalar').flat(), vectors: held('vector'), matrices: held('matrix') };
}

function oneTask(features: number): TaskSet {
  const nothing = new Float64Array();
  const task = {
    seed: 0,
    trainCount: 0,
    validCount: 0,
    trainFeatures: nothing,
    trainLabels: nothing,
    validFeatures: nothing,
    validLabels: nothing,
    epochOrders: [],
  };
  return { features, outputs: 'scalar', classes: 0, measure: 'rms', tasks: [task], hash: 'single instruction' };
}

function sumOf(kind: RegisterKind, address: number): Instruction {
  return { op: SUM[kind], in1: address, in2: address, out: address, constants: [] };
}

function advance(kernel: Kernel, { access }: SetArena, work: number, expected: number): void {
  const status = access.advance(work);
  if (status !== expected) throw refusal(kernel, status);
}

/** Writes the contents of a memory into the registers of all lanes; a register that it does not have gets zeros. */
function fillRegisters({ access, lanes }: SetArena, slots: RegisterSlots, features: number, contents: Contents): void {
  const sizes = { scalar: 1, vector: features, matrix: features * features };
  let place = access.words[JOB.registers]! * DOUBLES_PER_BLOCK;
  for (const kind of REGISTER_KINDS) {
    for (let slot = 0; slot < slots.count(kind); slot++) {
      const values = contents[kind][slots.addressOf(kind, slot)];
      for (let entry = 0; entry < sizes[kind]; entry++) {
        access.doubles.fill(values?.[entry] ?? 0, place, place + lanes);
        place += lanes;
      }
    }
  }
}
