import {
  COMPONENT_FUNCTIONS,
  type ComponentFunction,
  FUNCTION_NUMBERS,
  type FunctionNumber,
} from '../algorithm/component-function.ts';
import { equalInstructions, type ProgramBuffer } from '../algorithm/program-buffer.ts';
import type { Program } from '../algorithm/program.ts';
import type { MethodSpec, MutationKind } from '../spec/method-schema.ts';
import { alterInstruction } from './alter-instruction.ts';
import { EDIT } from './edit-encoding.ts';
import type { EditLog } from './edit-log.ts';
import { drawInstruction, drawOp, writeRandomInstruction } from './random-instruction.ts';
import { drawFunction } from './random-program.ts';
import type { RandomSource } from './random-source.ts';
import type { SearchSpace } from './search-space.ts';

/** The options of a method that say how programs are mutated. */
export type MutationOptions = Pick<MethodSpec, 'mutations' | 'mutateProbability' | 'constantMutation' | 'insertBound'>;

/** A component function that mutations may change. */
interface MutableFunction {
  readonly name: ComponentFunction;
  readonly number: FunctionNumber;
  readonly ops: readonly number[];
  /** Removal stops here. */
  readonly min: number;
  /** Insertion stops here. */
  readonly longest: number;
}

/**
 * Makes children (reference: mutator.cc). Draws in the reference's order: whether to mutate at all (only where that is
 * not certain), which mutation, which function (of those that have ops), then what the mutation needs.
 */
export class Mutator {
  readonly #space: SearchSpace;
  readonly #options: MutationOptions;
  readonly #random: RandomSource;
  /** The mutations' kinds, each as often as it weighs. */
  readonly #kinds: readonly MutationKind[];
  /** Functions that have ops: an empty list of ops freezes a function. */
  readonly #functions: readonly MutableFunction[];

  constructor(space: SearchSpace, options: MutationOptions, random: RandomSource) {
    this.#space = space;
    this.#options = options;
    this.#random = random;
    this.#kinds = options.mutations.flatMap(({ kind, weight }) => Array<MutationKind>(weight).fill(kind));
    this.#functions = FUNCTION_NUMBERS.map((number) => {
      const name = COMPONENT_FUNCTIONS[number];
      const { min, max } = space.sizes[name];
      // The reference compares with max - 1, so that no function ever reaches its maximum.
      return { name, number, ops: space.ops[name], min, longest: options.insertBound === 'below-max' ? max - 1 : max };
    }).filter(({ ops }) => ops.length > 0);
  }

  /**
   * Makes a child of a program, by one mutation or, with what is left of `mutateProbability`, by none.
   *
   * @param child becomes the child
   * @param edits gets the edit that was made, as `nothing` where it left all as it was; no edit where none was tried
   * @returns whether the child differs from its parent
   */
  mutate(parent: Program, child: ProgramBuffer, edits: EditLog): boolean {
    const { mutateProbability } = this.#options;
    child.copyFrom(parent);
    if (mutateProbability < 1 && this.#random.probability() >= mutateProbability) return false;
    const kind = this.#kinds[this.#random.choice(this.#kinds.length)]!;
    const unitsBefore = edits.units;
    if (this.#apply(kind, parent, child, edits)) return true;
    edits.truncate(unitsBefore);
    edits.addNothing(kind);
    return false;
  }

  /** Does a mutation to a copy of the parent; says whether that changed anything. */
  #apply(kind: MutationKind, parent: Program, child: ProgramBuffer, edits: EditLog): boolean {
    switch (kind) {
      case 'identity':
        return false;
      case 'randomize-algorithm':
        return this.#randomizeAlgorithm(parent, child, edits);
      case 'alter-parameter':
      case 'randomize-instruction':
        return this.#changeInstruction(kind, parent, child, edits);
      case 'randomize-function':
        return this.#randomizeFunction(parent, child, edits);
      case 'insert-instruction':
        return this.#insert(child, edits);
      case 'remove-instruction':
        return this.#remove(child, edits);
      case 'trade-instruction':
        return this.#trade(parent, child, edits);
    }
  }

  #drawFunction(): MutableFunction {
    return this.#functions[this.#random.choice(this.#functions.length)]!;
  }

  #changeInstruction(
    kind: 'alter-parameter' | 'randomize-instruction',
    parent: Program,
    child: ProgramBuffer,
    edits: EditLog,
  ): boolean {
    const { number, ops } = this.#drawFunction();
    const length = child.lengths[number];
    if (length === 0) return false;
    const position = this.#random.position(length);
    const index = child.startOf(number) + position;
    if (kind === 'alter-parameter') {
      alterInstruction(child, index, this.#options.constantMutation, this.#space, this.#random);
    } else {
      drawInstruction(child, index, ops, this.#space, this.#random);
    }
    edits.add(EDIT[kind], number, position, 0);
    edits.addInstructions(child, index, 1);
    return !equalInstructions(parent, child, index, index + 1);
  }

  #randomizeFunction(parent: Program, child: ProgramBuffer, edits: EditLog): boolean {
    const { name, number } = this.#drawFunction();
    const start = child.startOf(number);
    const length = child.lengths[number];
    drawFunction(child, name, this.#space, this.#random);
    edits.add(EDIT['randomize-function'], number, length, 0);
    edits.addInstructions(child, start, length);
    return !equalInstructions(parent, child, start, start + length);
  }

  #randomizeAlgorithm(parent: Program, child: ProgramBuffer, edits: EditLog): boolean {
    const { lengths, count } = child;
    for (const { name } of this.#functions) drawFunction(child, name, this.#space, this.#random);
    edits.add(EDIT['randomize-algorithm'], lengths[0], lengths[1], lengths[2]);
    edits.addInstructions(child, 0, count);
    return !equalInstructions(parent, child, 0, count);
  }

  #insert(child: ProgramBuffer, edits: EditLog): boolean {
    const target = this.#drawFunction();
    if (child.lengths[target.number] >= target.longest) return false;
    const position = this.#insertRandom(child, target);
    edits.add(EDIT['insert-instruction'], target.number, position, 0);
    edits.addInstructions(child, child.startOf(target.number) + position, 1);
    return true;
  }

  #remove(child: ProgramBuffer, edits: EditLog): boolean {
    const { number, min } = this.#drawFunction();
    const length = child.lengths[number];
    if (length <= min) return false;
    const position = this.#random.position(length);
    child.remove(number, child.startOf(number) + position);
    edits.add(EDIT['remove-instruction'], number, position, 0);
    return true;
  }

  /** Whatever the function's limits: its length is the same afterwards. */
  #trade(parent: Program, child: ProgramBuffer, edits: EditLog): boolean {
    const target = this.#drawFunction();
    const { number } = target;
    const start = child.startOf(number);
    const inserted = this.#insertRandom(child, target);
    const removed = this.#random.position(child.lengths[number]);
    edits.add(EDIT['trade-instruction'], number, inserted, removed);
    edits.addInstructions(child, start + inserted, 1);
    child.remove(number, start + removed);
    return !equalInstructions(parent, child, start, start + child.lengths[number]);
  }

  /** Inserts a random instruction into a function; gives its position there. */
  #insertRandom(child: ProgramBuffer, { number, ops }: MutableFunction): number {
    const op = drawOp(ops, this.#random);
    const position = this.#random.position(child.lengths[number] + 1);
    const index = child.startOf(number) + position;
    child.openGap(number, index);
    writeRandomInstruction(child, index, op, this.#space, this.#random);
    return position;
  }
}
