import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../algorithm/component-function.ts';
import { functionLength, functionStart, type Program, readInstruction, unpackProgram } from '../algorithm/program.ts';
import type { MethodSpec, MutationKind } from '../spec/method-schema.ts';
import { alterInstruction } from './alter-instruction.ts';
import { copyProgram, equalPrograms, withGap, withoutInstruction } from './edit-program.ts';
import { instructionsOf, type MutationRecord, NOTHING } from './mutation-record.ts';
import { drawInstruction, drawOp, writeRandomInstruction } from './random-instruction.ts';
import { drawFunction } from './random-program.ts';
import type { RandomSource } from './random-source.ts';
import type { SearchSpace } from './search-space.ts';

/** The options of a method that say how programs are mutated. */
export type MutationOptions = Pick<MethodSpec, 'mutations' | 'mutateProbability' | 'constantMutation' | 'insertBound'>;

/** A child and how it was made. */
export interface Mutation {
  /** The parent itself (the same object) where nothing changed. */
  readonly program: Program;
  readonly record: MutationRecord;
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
  readonly #functions: readonly ComponentFunction[];

  constructor(space: SearchSpace, options: MutationOptions, random: RandomSource) {
    this.#space = space;
    this.#options = options;
    this.#random = random;
    this.#kinds = options.mutations.flatMap(({ kind, weight }) => Array<MutationKind>(weight).fill(kind));
    this.#functions = COMPONENT_FUNCTIONS.filter((component) => space.ops[component].length > 0);
  }

  /** A child of a program, by one mutation or, with what is left of `mutateProbability`, by none. */
  mutate(parent: Program): Mutation {
    const { mutateProbability } = this.#options;
    if (mutateProbability < 1 && this.#random.probability() >= mutateProbability) return unchanged(parent);
    const child = this.#apply(this.#kinds[this.#random.choice(this.#kinds.length)]!, parent);
    return equalPrograms(parent, child.program) ? unchanged(parent) : child;
  }

  #apply(kind: MutationKind, parent: Program): Mutation {
    switch (kind) {
      case 'identity':
        return unchanged(parent);
      case 'randomize-algorithm':
        return this.#randomizeAlgorithm(parent);
      case 'alter-parameter':
      case 'randomize-instruction':
        return this.#changeInstruction(kind, parent, this.#drawFunction());
      case 'randomize-function':
        return this.#randomizeFunction(parent, this.#drawFunction());
      case 'insert-instruction':
        return this.#insert(parent, this.#drawFunction());
      case 'remove-instruction':
        return this.#remove(parent, this.#drawFunction());
      case 'trade-instruction':
        return this.#trade(parent, this.#drawFunction());
    }
  }

  #drawFunction(): ComponentFunction {
    return this.#functions[this.#random.choice(this.#functions.length)]!;
  }

  #changeInstruction(
    kind: 'alter-parameter' | 'randomize-instruction',
    parent: Program,
    component: ComponentFunction,
  ): Mutation {
    const length = functionLength(parent, component);
    if (length === 0) return unchanged(parent);
    const position = this.#random.position(length);
    const index = functionStart(parent, component) + position;
    const program = copyProgram(parent);
    if (kind === 'alter-parameter') {
      alterInstruction(program, index, this.#options.constantMutation, this.#space, this.#random);
    } else {
      drawInstruction(program, index, this.#space.ops[component], this.#space, this.#random);
    }
    const before = readInstruction(parent, index);
    return { program, record: { kind, component, position, before, after: readInstruction(program, index) } };
  }

  #randomizeFunction(parent: Program, component: ComponentFunction): Mutation {
    const program = copyProgram(parent);
    drawFunction(program, component, this.#space, this.#random);
    const before = instructionsOf(parent, component);
    return {
      program,
      record: { kind: 'randomize-function', component, before, after: instructionsOf(program, component) },
    };
  }

  #randomizeAlgorithm(parent: Program): Mutation {
    const program = copyProgram(parent);
    for (const component of this.#functions) drawFunction(program, component, this.#space, this.#random);
    const before = unpackProgram(parent);
    return { program, record: { kind: 'randomize-algorithm', before, after: unpackProgram(program) } };
  }

  #insert(parent: Program, component: ComponentFunction): Mutation {
    const { max } = this.#space.sizes[component];
    // The reference compares with max - 1, so that no function ever reaches its maximum.
    const longest = this.#options.insertBound === 'below-max' ? max - 1 : max;
    if (functionLength(parent, component) >= longest) return unchanged(parent);
    const { program, position, index } = this.#withInserted(parent, component);
    const instruction = readInstruction(program, index);
    return { program, record: { kind: 'insert-instruction', component, position, instruction } };
  }

  #remove(parent: Program, component: ComponentFunction): Mutation {
    const length = functionLength(parent, component);
    if (length <= this.#space.sizes[component].min) return unchanged(parent);
    const position = this.#random.position(length);
    const instruction = readInstruction(parent, functionStart(parent, component) + position);
    const program = withoutInstruction(parent, component, position);
    return { program, record: { kind: 'remove-instruction', component, position, instruction } };
  }

  /** Whatever the function's limits: its length is the same afterwards. */
  #trade(parent: Program, component: ComponentFunction): Mutation {
    const { program: grown, position, index } = this.#withInserted(parent, component);
    const inserted = { position, instruction: readInstruction(grown, index) };
    const removedPosition = this.#random.position(functionLength(grown, component));
    const removed = {
      position: removedPosition,
      instruction: readInstruction(grown, functionStart(grown, component) + removedPosition),
    };
    const program = withoutInstruction(grown, component, removedPosition);
    return { program, record: { kind: 'trade-instruction', component, inserted, removed } };
  }

  #withInserted(
    parent: Program,
    component: ComponentFunction,
  ): { readonly program: Program; readonly position: number; readonly index: number } {
    const op = drawOp(this.#space.ops[component], this.#random);
    const position = this.#random.position(functionLength(parent, component) + 1);
    const program = withGap(parent, component, position);
    const index = functionStart(program, component) + position;
    writeRandomInstruction(program, index, op, this.#space, this.#random);
    return { program, position, index };
  }
}

function unchanged(parent: Program): Mutation {
  return { program: parent, record: NOTHING };
}
