import { Liveness } from './liveness.ts';
import type { OutputKind } from './output-kind.ts';
import { CONSTANTS_PER_INSTRUCTION, type Program, WORDS_PER_INSTRUCTION } from './program.ts';
import { bufferOf, ProgramBuffer } from './program-buffer.ts';

/** Removes dead code. Holds scratch memory: make one for each search and use it for every candidate. */
export class DeadCodeRemover {
  /** What is known about the program that was handed over last. */
  readonly liveness = new Liveness();
  readonly #kept = new ProgramBuffer();

  /**
   * The program without the instructions that can make no difference to a prediction, in the order they had, registers
   * as they were. It predicts bit for bit what the program predicts, given the same numbers for random instructions.
   *
   * @returns the program itself if nothing is dead, else a buffer that holds until the next call
   */
  remove(program: Program, outputs: OutputKind): Program {
    const live = this.liveness.analyse(program, outputs);
    const { lengths } = program;
    const predictStart = lengths[0];
    const learnStart = predictStart + lengths[1];
    const end = learnStart + lengths[2];
    const setup = marked(live, 0, predictStart);
    const predict = marked(live, predictStart, learnStart);
    const learn = marked(live, learnStart, end);
    if (setup + predict + learn === end) return program;
    const kept = this.#kept;
    kept.resize(setup, predict, learn);
    copyMarked(program, live, end, kept);
    return kept;
  }
}

/** One program without its dead code, itself if it has none; see `DeadCodeRemover`, which is for many. */
export function removeDeadCode(program: Program, outputs: OutputKind): Program {
  const live = new DeadCodeRemover().remove(program, outputs);
  return live === program ? program : bufferOf(live).toProgram();
}

/** Copies the marked ones of the first instructions of a program, one behind the other. */
function copyMarked({ words, constants }: Program, mask: Uint8Array, end: number, target: Program): void {
  const { words: targetWords, constants: targetConstants } = target;
  let word = 0;
  let constant = 0;
  for (let index = 0; index < end; index++) {
    if (mask[index] === 0) continue;
    const from = index * WORDS_PER_INSTRUCTION;
    for (let k = 0; k < WORDS_PER_INSTRUCTION; k++) targetWords[word++] = words[from + k]!;
    const fromConstant = index * CONSTANTS_PER_INSTRUCTION;
    for (let k = 0; k < CONSTANTS_PER_INSTRUCTION; k++) targetConstants[constant++] = constants[fromConstant + k]!;
  }
}

function marked(mask: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) count += mask[i]!;
  return count;
}
