import type { ComponentFunction } from '../algorithm/component-function.ts';
import {
  allocateProgram,
  CONSTANTS_PER_INSTRUCTION,
  functionStart,
  instructionCount,
  type Program,
  WORDS_PER_INSTRUCTION,
} from '../algorithm/program.ts';

/** A copy that may be written to. */
export function copyProgram(program: Program): Program {
  const copy = allocateProgram(program.lengths);
  copy.words.set(program.words);
  copy.constants.set(program.constants);
  return copy;
}

/** A copy with room for one more instruction (a NO_OP until it is written) at a position of a function. */
export function withGap(program: Program, component: ComponentFunction, position: number): Program {
  const index = functionStart(program, component) + position;
  const grown = allocateProgram(withLength(program, component, 1));
  copyInstructions(program, 0, index, grown, 0);
  copyInstructions(program, index, instructionCount(program), grown, index + 1);
  return grown;
}

/** A copy without the instruction at a position of a function. */
export function withoutInstruction(program: Program, component: ComponentFunction, position: number): Program {
  const index = functionStart(program, component) + position;
  const shrunk = allocateProgram(withLength(program, component, -1));
  copyInstructions(program, 0, index, shrunk, 0);
  copyInstructions(program, index + 1, instructionCount(program), shrunk, index);
  return shrunk;
}

/** Whether two programs are the same, bit by bit. */
export function equalPrograms(first: Program, second: Program): boolean {
  return (
    first.lengths.every((length, component) => length === second.lengths[component]) &&
    first.words.every((word, at) => word === second.words[at]) &&
    first.constants.every((constant, at) => Object.is(constant, second.constants[at]))
  );
}

function withLength(program: Program, component: ComponentFunction, change: 1 | -1): Program['lengths'] {
  const [setup, predict, learn] = program.lengths;
  switch (component) {
    case 'setup':
      return [setup + change, predict, learn];
    case 'predict':
      return [setup, predict + change, learn];
    case 'learn':
      return [setup, predict, learn + change];
  }
}

/** Copies the instructions from `from` up to `to`. */
function copyInstructions(source: Program, from: number, to: number, target: Program, at: number): void {
  target.words.set(
    source.words.subarray(from * WORDS_PER_INSTRUCTION, to * WORDS_PER_INSTRUCTION),
    at * WORDS_PER_INSTRUCTION,
  );
  target.constants.set(
    source.constants.subarray(from * CONSTANTS_PER_INSTRUCTION, to * CONSTANTS_PER_INSTRUCTION),
    at * CONSTANTS_PER_INSTRUCTION,
  );
}
