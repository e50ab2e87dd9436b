import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../algorithm/component-function.ts';
import type { ProgramBuffer } from '../algorithm/program-buffer.ts';
import { functionLength, functionStart, type Program } from '../algorithm/program.ts';
import { drawInstruction } from './random-instruction.ts';
import type { RandomSource } from './random-source.ts';
import type { SearchSpace } from './search-space.ts';

/** Overwrites a program by a random one of the initial sizes: every instruction of Setup, then Predict, then Learn. */
export function drawProgram(program: ProgramBuffer, space: SearchSpace, random: RandomSource): void {
  const { setup, predict, learn } = space.sizes;
  program.reset(setup.init, predict.init, learn.init);
  for (const component of COMPONENT_FUNCTIONS) drawFunction(program, component, space, random);
}

/** Redraws every instruction of one function of a program that is being made; its length stays. */
export function drawFunction(
  program: Program,
  component: ComponentFunction,
  space: SearchSpace,
  random: RandomSource,
): void {
  const start = functionStart(program, component);
  const end = start + functionLength(program, component);
  for (let index = start; index < end; index++) drawInstruction(program, index, space.ops[component], space, random);
}
