import type { Instruction } from '../../native-worker/algorithm/instruction.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { allocateResult } from '../../native-worker/evaluator/evaluator.ts';
import type { MemoryContents } from '../../native-worker/evaluator/run-instruction.ts';
import { JOB } from '../../native-worker/kernel-evaluator/job-layout.ts';
import { KernelEvaluator } from '../../native-worker/kernel-evaluator/kernel-evaluator.ts';
import type { Arena, Kernel } from '../../native-worker/kernel-evaluator/kernel.ts';
import { setOf, taskOf } from '../evaluator/example-tasks.ts';
import { WHOLE } from '../evaluator/run-program.ts';

const SCALAR_SUM = 1;
const VECTOR_SUM = 23;
const MATRIX_SUM = 39;
const BLOCK_BYTES = 64;

type RunInstruction = (instruction: Instruction, features: number, before: MemoryContents) => MemoryContents;

/**
 * Runs single instructions by a kernel: gives the memory after one, as `runInstruction` does. It runs as the last of Setup,
 * with task seed 0 and noise seed 0; when those before it, which name all registers, have run, the memory is put in their
 * place.
 */
export function kernelInstructions(kernel: Kernel): RunInstruction {
  let arena: Arena | undefined;
  const evaluator = new KernelEvaluator({ ...kernel, allocate: (bytes) => (arena = kernel.allocate(bytes)) });
  return (instruction, features, before) => runInstructionIn(evaluator, () => arena!, instruction, features, before);
}

function runInstructionIn(
  evaluator: KernelEvaluator,
  arena: () => Arena,
  instruction: Instruction,
  features: number,
  before: MemoryContents,
): MemoryContents {
  const named = namingInstructions(before);
  const set = setOf(features, [taskOf([[new Array<number>(features).fill(0), 0]], [], { seed: 0 })]);
  const result = allocateResult(set);
  const request = { ...WHOLE, trainExamples: 0, record: 'nothing', keepsMemory: true } as const;
  const program = packAlgorithm({ setup: [...named, instruction], predict: [], learn: [] });
  evaluator.begin(program, set, request, [0], result);
  // A slice without work is one instruction.
  for (let k = 0; k < named.length; k++) if (evaluator.advance(0)) throw new Error('Setup was through too early');
  fillRegisters(arena(), before);
  while (!evaluator.advance(0));

  const registers = result.memories[0]!;
  const held = (kind: string, address: number): number[] => [
    ...registers.find((each) => each.kind === kind && each.address === address)!.values,
  ];
  return {
    scalars: before.scalars.map((_, address) => held('scalar', address)[0]!),
    vectors: before.vectors.map((_, address) => held('vector', address)),
    matrices: before.matrices.map((_, address) => held('matrix', address)),
  };
}

/** Instructions that name all registers in turn, so that each has its address as its slot. */
function namingInstructions({ scalars, vectors, matrices }: MemoryContents): Instruction[] {
  const naming = (op: number) => (_: unknown, address: number) => ({
    op,
    in1: address,
    in2: address,
    out: address,
    constants: [],
  });
  return [...scalars.map(naming(SCALAR_SUM)), ...vectors.map(naming(VECTOR_SUM)), ...matrices.map(naming(MATRIX_SUM))];
}

/** Writes a memory into the registers of all lanes. */
function fillRegisters({ view: { buffer, byteOffset } }: Arena, memory: MemoryContents): void {
  const header = new Uint32Array(buffer, byteOffset);
  const lanes = header[JOB.lanes]!;
  const registers = new Float64Array(buffer, byteOffset + header[JOB.registers]! * BLOCK_BYTES);
  // The protocol has slots for two scalars at least.
  const scalars = Array.from({ length: header[JOB.scalars]! }, (_, slot) => memory.scalars[slot] ?? 0);
  [...scalars, ...memory.vectors.flat(), ...memory.matrices.flat()].forEach((value, entry) => {
    registers.fill(value, entry * lanes, (entry + 1) * lanes);
  });
}
