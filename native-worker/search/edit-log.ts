import { copyInstructions } from '../algorithm/program-buffer.ts';
import {
  CONSTANTS_PER_INSTRUCTION,
  instructionCount,
  type Program,
  WORDS_PER_INSTRUCTION,
} from '../algorithm/program.ts';
import type { MutationKind } from '../spec/method-schema.ts';
import { EDIT, type EditUnits } from './edit-encoding.ts';

const FIRST_CAPACITY = 64;

/** How a candidate is made, edit by edit, while it is being made: see `edit-encoding.ts`. Used again for the next one. */
export class EditLog implements EditUnits {
  words: Uint16Array = new Uint16Array(FIRST_CAPACITY * WORDS_PER_INSTRUCTION);
  constants: Float64Array = new Float64Array(FIRST_CAPACITY * CONSTANTS_PER_INSTRUCTION);
  #units = 0;
  /** The head that was written last. */
  #lastHead = 0;

  /** Units written. */
  get units(): number {
    return this.#units;
  }

  /** The kind (`EDIT`) of the edit that was added last; of one that came to nothing, the kind that was tried. */
  get lastKind(): number {
    const word = this.#lastHead * WORDS_PER_INSTRUCTION;
    return this.words[word] === EDIT.nothing ? this.words[word + 1]! : this.words[word]!;
  }

  /** Whether the edit that was added last came to nothing. */
  get cameToNothing(): boolean {
    return this.words[this.#lastHead * WORDS_PER_INSTRUCTION] === EDIT.nothing;
  }

  /** Forgets all but the first units. */
  truncate(units: number): void {
    this.#units = units;
  }

  /** A program without a parent. */
  addFounder(program: Program): void {
    const [setup, predict, learn] = program.lengths;
    this.add(EDIT.founder, setup, predict, learn);
    this.addInstructions(program, 0, instructionCount(program));
  }

  /** A mutation that came to nothing. */
  addNothing(attempted: MutationKind): void {
    this.add(EDIT.nothing, EDIT[attempted], 0, 0);
  }

  /** The head of an edit; the instructions that belong to it are added next. */
  add(kind: number, figure1: number, figure2: number, figure3: number): void {
    const unit = this.#take(1);
    this.#lastHead = unit;
    const word = unit * WORDS_PER_INSTRUCTION;
    this.words[word] = kind;
    this.words[word + 1] = figure1;
    this.words[word + 2] = figure2;
    this.words[word + 3] = figure3;
    const constant = unit * CONSTANTS_PER_INSTRUCTION;
    for (let k = 0; k < CONSTANTS_PER_INSTRUCTION; k++) this.constants[constant + k] = 0;
  }

  /** Instructions that an edit brought in: `count` of a program's, from index `first` on. */
  addInstructions(program: Program, first: number, count: number): void {
    copyInstructions(program, first, count, this, this.#take(count));
  }

  #take(units: number): number {
    const first = this.#units;
    this.#units += units;
    if (this.#units * WORDS_PER_INSTRUCTION > this.words.length) this.#grow(2 * this.#units);
    return first;
  }

  #grow(capacity: number): void {
    const { words, constants } = this;
    this.words = new Uint16Array(capacity * WORDS_PER_INSTRUCTION);
    this.constants = new Float64Array(capacity * CONSTANTS_PER_INSTRUCTION);
    this.words.set(words);
    this.constants.set(constants);
  }
}
