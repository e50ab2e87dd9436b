import { COMPONENT_FUNCTIONS, type ComponentFunction } from './component-function.ts';
import type { Algorithm, Instruction } from './instruction.ts';
import { opAt } from './op-table.ts';

/** Words of one packed instruction: op, in1, in2, out. */
export const WORDS_PER_INSTRUCTION = 4;
/** Slots for the constants of one packed instruction. */
export const CONSTANTS_PER_INSTRUCTION = 3;

/**
 * The packed form of an algorithm: the in-memory form in search and evaluators alike. Treated as immutable by all but
 * who makes it. `lengths` say how long it is: the arrays may have room for more, and what stands there means nothing.
 *
 * The instructions of Setup, Predict and Learn follow one another; instruction i has its words at
 * `words[4 i ...]` (op, in1, in2, out) and its constants at `constants[3 i ...]`. Unused fields are 0.
 * Constants other than op 56's are already rounded to single precision, as the reference stores them.
 */
export interface Program {
  readonly words: Uint16Array;
  readonly constants: Float64Array;
  /** Number of instructions of Setup, Predict and Learn. */
  readonly lengths: readonly [setup: number, predict: number, learn: number];
}

/** Number of instructions in all three functions. */
export function instructionCount(program: Program): number {
  return program.lengths[0] + program.lengths[1] + program.lengths[2];
}

/** Index of the first instruction of a component function. */
export function functionStart(program: Program, component: ComponentFunction): number {
  switch (component) {
    case 'setup':
      return 0;
    case 'predict':
      return program.lengths[0];
    case 'learn':
      return program.lengths[0] + program.lengths[1];
  }
}

/** Number of instructions of a component function. */
export function functionLength(program: Program, component: ComponentFunction): number {
  switch (component) {
    case 'setup':
      return program.lengths[0];
    case 'predict':
      return program.lengths[1];
    case 'learn':
      return program.lengths[2];
  }
}

/** An empty packed program of the given lengths, to be filled by its maker before anyone else sees it. */
export function allocateProgram(lengths: Program['lengths']): Program {
  const count = lengths[0] + lengths[1] + lengths[2];
  const constantBytes = count * CONSTANTS_PER_INSTRUCTION * Float64Array.BYTES_PER_ELEMENT;
  const wordBytes = count * WORDS_PER_INSTRUCTION * Uint16Array.BYTES_PER_ELEMENT;
  // One buffer for both: making buffers is what costs, and searches make millions of programs.
  const buffer = new ArrayBuffer(constantBytes + wordBytes);
  return {
    words: new Uint16Array(buffer, constantBytes, count * WORDS_PER_INSTRUCTION),
    constants: new Float64Array(buffer, 0, count * CONSTANTS_PER_INSTRUCTION),
    lengths,
  };
}

/** Whether an op's constant is stored in double precision (reference: instruction.h): op 56's is, others are single. */
export function hasDoubleConstant(op: number): boolean {
  return op === 56;
}

/** A constant as the reference stores it: double precision for op 56, single precision elsewhere. */
export function storedConstant(op: number, value: number): number {
  return hasDoubleConstant(op) ? value : Math.fround(value);
}

/** Writes an instruction at an index of a program that is being made. */
export function writeInstruction(program: Program, index: number, instruction: Instruction): void {
  const word = index * WORDS_PER_INSTRUCTION;
  program.words[word] = instruction.op;
  program.words[word + 1] = instruction.in1;
  program.words[word + 2] = instruction.in2;
  program.words[word + 3] = instruction.out;
  const base = index * CONSTANTS_PER_INSTRUCTION;
  for (let k = 0; k < CONSTANTS_PER_INSTRUCTION; k++) {
    program.constants[base + k] = storedConstant(instruction.op, instruction.constants[k] ?? 0);
  }
}

/** The instruction at an index, as an object. */
export function readInstruction(program: Pick<Program, 'words' | 'constants'>, index: number): Instruction {
  const word = index * WORDS_PER_INSTRUCTION;
  const op = program.words[word] ?? 0;
  const base = index * CONSTANTS_PER_INSTRUCTION;
  return {
    op,
    in1: program.words[word + 1] ?? 0,
    in2: program.words[word + 2] ?? 0,
    out: program.words[word + 3] ?? 0,
    constants: opAt(op).constants.map((_, k) => program.constants[base + k] ?? 0),
  };
}

/** Packs an algorithm. Does not check addresses or constants: see `check-algorithm.ts`. */
export function packAlgorithm(algorithm: Algorithm): Program {
  const program = allocateProgram([algorithm.setup.length, algorithm.predict.length, algorithm.learn.length]);
  let index = 0;
  for (const component of COMPONENT_FUNCTIONS) {
    for (const instruction of algorithm[component]) writeInstruction(program, index++, instruction);
  }
  return program;
}

/** The instructions of a packed program as objects. Inverse of `packAlgorithm`. */
export function unpackProgram(program: Program): Algorithm {
  const instructionsOf = (component: ComponentFunction): Instruction[] => {
    const start = functionStart(program, component);
    return Array.from({ length: functionLength(program, component) }, (_, k) => readInstruction(program, start + k));
  };
  return { setup: instructionsOf('setup'), predict: instructionsOf('predict'), learn: instructionsOf('learn') };
}
