import { Liveness } from './liveness.ts';
import type { OutputKind } from './output-kind.ts';
import {
  allocateProgram,
  CONSTANTS_PER_INSTRUCTION,
  instructionCount,
  type Program,
  WORDS_PER_INSTRUCTION,
} from './program.ts';

/**
 * The program without the instructions that can make no difference to a prediction, in the order they had, registers
 * as they were. It predicts bit for bit what the program predicts, given the same numbers for random instructions.
 * Returns the program itself if nothing is dead.
 *
 * @param liveness scratch memory; hand in one's own where many programs are treated
 */
export function removeDeadCode(program: Program, outputs: OutputKind, liveness = new Liveness()): Program {
  const live = liveness.analyse(program, outputs);
  const lengths = liveLengths(program, live);
  const count = instructionCount(program);
  if (lengths[0] + lengths[1] + lengths[2] === count) return program;
  const kept = allocateProgram(lengths);
  for (let from = 0, to = 0; from < count; from++) {
    if (live[from] === 0) continue;
    copyInstruction(program, from, kept, to++);
  }
  return kept;
}

/** How many instructions of each function a mask marks. */
export function liveLengths(program: Program, live: Uint8Array): Program['lengths'] {
  const [setup, predict, learn] = program.lengths;
  return [
    marked(live, 0, setup),
    marked(live, setup, setup + predict),
    marked(live, setup + predict, setup + predict + learn),
  ];
}

function marked(mask: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) count += mask[i]!;
  return count;
}

function copyInstruction(source: Program, from: number, target: Program, to: number): void {
  for (let k = 0; k < WORDS_PER_INSTRUCTION; k++) {
    target.words[to * WORDS_PER_INSTRUCTION + k] = source.words[from * WORDS_PER_INSTRUCTION + k]!;
  }
  for (let k = 0; k < CONSTANTS_PER_INSTRUCTION; k++) {
    target.constants[to * CONSTANTS_PER_INSTRUCTION + k] = source.constants[from * CONSTANTS_PER_INSTRUCTION + k]!;
  }
}
