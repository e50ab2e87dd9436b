import type { Instruction } from '../algorithm/instruction.ts';
import { packAlgorithm } from '../algorithm/program.ts';
import { NOISE_PHASE, type NoiseSource, NoiseStream } from '../numerics/noise-stream.ts';
import { PreparedProgram } from './prepared-program.ts';
import { TaskLanes } from './task-lanes.ts';

/** The contents of a memory: F entries a vector, F x F a matrix, row by row. */
export interface MemoryContents {
  readonly scalars: readonly number[];
  readonly vectors: readonly (readonly number[])[];
  readonly matrices: readonly (readonly number[])[];
}

/** Runs single instructions. All that do give the same bits. */
export interface InstructionRunner {
  /**
   * The memory after one instruction, which runs as the only one of Setup on a task with seed 0 and noise seed 0. Its
   * addresses must exist in the memory. Constants are rounded as programs store them.
   */
  runInstruction(instruction: Instruction, features: number, before: MemoryContents): MemoryContents;
}

/**
 * What `InstructionRunner` promises, by the interpreter.
 *
 * @param noise where a random instruction gets its numbers
 */
export function runInstruction(
  instruction: Instruction,
  features: number,
  before: MemoryContents,
  noise: NoiseSource = new NoiseStream(),
): MemoryContents {
  const lanes = new TaskLanes(features, 1, noise);
  const program = new PreparedProgram(lanes.memory);
  program.prepare(packAlgorithm({ setup: [instruction], predict: [], learn: [] }));
  const scalars = before.scalars.map((value, address) => filled(lanes.memory.use('scalar', address), [value]));
  const vectors = before.vectors.map((values, address) => filled(lanes.memory.use('vector', address), values));
  const matrices = before.matrices.map((values, address) => filled(lanes.memory.use('matrix', address), values));
  lanes.count = 1;
  lanes.noise.phase = NOISE_PHASE.training;
  lanes.noise.begin(0);
  program.run(program.setup.start, program.setup.end, lanes);
  return { scalars: scalars.map(([value]) => value!), vectors: vectors.map(listed), matrices: matrices.map(listed) };
}

function filled(register: Float64Array, values: readonly number[]): Float64Array {
  register.set(values);
  return register;
}

function listed(register: Float64Array): number[] {
  return Array.from(register);
}
