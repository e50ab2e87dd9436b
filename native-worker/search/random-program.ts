import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../algorithm/component-function.ts';
import { allocateProgram, functionLength, functionStart, type Program } from '../algorithm/program.ts';
import { drawInstruction } from './random-instruction.ts';
import type { RandomSource } from './random-source.ts';
import type { SearchSpace } from './search-space.ts';

/** A program of the initial sizes, every instruction drawn at random: Setup, then Predict, then Learn. */
export function randomProgram(space: SearchSpace, random: RandomSource): Program {
  const { setup, predict, learn } = space.sizes;
  const program = allocateProgram([setup.init, predict.init, learn.init]);
  for (const component of COMPONENT_FUNCTIONS) drawFunction(program, component, space, random);
  return program;
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
