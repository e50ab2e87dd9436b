import type { FunctionNumber } from './component-function.ts';
import { CONSTANTS_PER_INSTRUCTION, type Program, WORDS_PER_INSTRUCTION } from './program.ts';

/**
 * A packed program that can be overwritten, so that a search need not make a new one for every candidate. It has room
 * for more instructions than `lengths` say; what stands behind the last one means nothing. It grows when it has to.
 */
export class ProgramBuffer implements Program {
  words: Uint16Array = new Uint16Array(0);
  constants: Float64Array = new Float64Array(0);
  readonly lengths: [setup: number, predict: number, learn: number] = [0, 0, 0];

  /** Number of instructions in all three functions. */
  get count(): number {
    const { lengths } = this;
    return lengths[0] + lengths[1] + lengths[2];
  }

  /** Becomes a copy of another program. */
  copyFrom(program: Program): void {
    const { words, constants } = program;
    // As much room as the other one has: then all of it can be copied at once, which costs less than to copy a part.
    if (this.words.length < words.length) this.#makeRoom(words.length / WORDS_PER_INSTRUCTION);
    this.words.set(words);
    this.constants.set(constants);
    this.#setLengths(program.lengths[0], program.lengths[1], program.lengths[2]);
  }

  /** Becomes a program of such lengths that does nothing: all its instructions are NO_OPs. */
  reset(setup: number, predict: number, learn: number): void {
    this.resize(setup, predict, learn);
    this.words.fill(0);
    this.constants.fill(0);
  }

  /** Becomes a program of such lengths, every instruction of which is to be overwritten. */
  resize(setup: number, predict: number, learn: number): void {
    this.#setLengths(setup, predict, learn);
    this.#makeRoom(this.count);
  }

  /** Index of a function's first instruction. */
  startOf(component: FunctionNumber): number {
    const { lengths } = this;
    return component === 0 ? 0 : component === 1 ? lengths[0] : lengths[0] + lengths[1];
  }

  /** Makes a place for one more instruction before an index of a function; what stands there is to be overwritten. */
  openGap(component: FunctionNumber, index: number): void {
    const { count } = this;
    this.#makeRoom(count + 1);
    this.#moveInstructions(index, count, index + 1);
    this.lengths[component]++;
  }

  /** Takes out the instruction at an index of a function. */
  remove(component: FunctionNumber, index: number): void {
    this.#moveInstructions(index + 1, this.count, index);
    this.lengths[component]--;
  }

  /** Takes over an instruction of another program, or of anything else that holds packed instructions. */
  copyInstruction(source: Pick<Program, 'words' | 'constants'>, from: number, to: number): void {
    copyInstructions(source, from, 1, this, to);
  }

  /** A copy that holds nothing but the program, and will not change. */
  toProgram(): Program {
    const { words, constants, lengths, count } = this;
    return {
      words: words.slice(0, count * WORDS_PER_INSTRUCTION),
      constants: constants.slice(0, count * CONSTANTS_PER_INSTRUCTION),
      lengths: [lengths[0], lengths[1], lengths[2]],
    };
  }

  #setLengths(setup: number, predict: number, learn: number): void {
    this.lengths[0] = setup;
    this.lengths[1] = predict;
    this.lengths[2] = learn;
  }

  #makeRoom(instructions: number): void {
    if (instructions * WORDS_PER_INSTRUCTION <= this.words.length) return;
    const { words, constants } = this;
    this.words = new Uint16Array(instructions * WORDS_PER_INSTRUCTION);
    this.constants = new Float64Array(instructions * CONSTANTS_PER_INSTRUCTION);
    this.words.set(words);
    this.constants.set(constants);
  }

  /** Moves the instructions from `start` up to `end` to where the first of them is at `target`. */
  #moveInstructions(start: number, end: number, target: number): void {
    this.words.copyWithin(target * WORDS_PER_INSTRUCTION, start * WORDS_PER_INSTRUCTION, end * WORDS_PER_INSTRUCTION);
    this.constants.copyWithin(
      target * CONSTANTS_PER_INSTRUCTION,
      start * CONSTANTS_PER_INSTRUCTION,
      end * CONSTANTS_PER_INSTRUCTION,
    );
  }
}

/** Copies packed instructions, number by number: for a few of them that is faster than the engine's way for many. */
export function copyInstructions(
  source: Pick<Program, 'words' | 'constants'>,
  from: number,
  count: number,
  target: Pick<Program, 'words' | 'constants'>,
  to: number,
): void {
  const sourceWord = from * WORDS_PER_INSTRUCTION;
  const targetWord = to * WORDS_PER_INSTRUCTION;
  for (let k = 0; k < count * WORDS_PER_INSTRUCTION; k++) target.words[targetWord + k] = source.words[sourceWord + k]!;
  const sourceConstant = from * CONSTANTS_PER_INSTRUCTION;
  const targetConstant = to * CONSTANTS_PER_INSTRUCTION;
  for (let k = 0; k < count * CONSTANTS_PER_INSTRUCTION; k++) {
    target.constants[targetConstant + k] = source.constants[sourceConstant + k]!;
  }
}

/** A buffer that holds a copy of a program. */
export function bufferOf(program: Program): ProgramBuffer {
  const buffer = new ProgramBuffer();
  buffer.copyFrom(program);
  return buffer;
}

/** Whether two programs have the same instructions from index `start` up to `end`, bit by bit (all NaNs are one). */
export function equalInstructions(first: Program, second: Program, start: number, end: number): boolean {
  for (let k = start * WORDS_PER_INSTRUCTION; k < end * WORDS_PER_INSTRUCTION; k++) {
    if (first.words[k] !== second.words[k]) return false;
  }
  for (let k = start * CONSTANTS_PER_INSTRUCTION; k < end * CONSTANTS_PER_INSTRUCTION; k++) {
    if (!Object.is(first.constants[k], second.constants[k])) return false;
  }
  return true;
}
