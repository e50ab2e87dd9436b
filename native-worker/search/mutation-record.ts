import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../algorithm/component-function.ts';
import type { Algorithm, Instruction } from '../algorithm/instruction.ts';
import {
  functionStart,
  type Program,
  readInstruction,
  unpackProgram,
  WORDS_PER_INSTRUCTION,
} from '../algorithm/program.ts';
import type { MutationKind } from '../spec/method-schema.ts';
import { EDIT_NAMES, type EditKind, type EditUnits } from './edit-encoding.ts';

/** An instruction and where it stands (or stood) in its function. */
export interface PlacedInstruction {
  readonly position: number;
  readonly instruction: Instruction;
}

/**
 * Exactly what one mutation changed, by kind of mutation (reference: mutator.cc). Positions count from 0 within the
 * function.
 */
export type MutationRecord =
  /** A mutation that came to nothing. */
  | { readonly kind: 'nothing'; readonly attempted: MutationKind }
  | {
      /** One instruction took another's place: an argument or constant altered, or all of it redrawn. */
      readonly kind: 'alter-parameter' | 'randomize-instruction';
      readonly component: ComponentFunction;
      readonly position: number;
      readonly before: Instruction;
      readonly after: Instruction;
    }
  | {
      readonly kind: 'randomize-function';
      readonly component: ComponentFunction;
      readonly before: readonly Instruction[];
      readonly after: readonly Instruction[];
    }
  | {
      readonly kind: 'insert-instruction' | 'remove-instruction';
      readonly component: ComponentFunction;
      readonly position: number;
      readonly instruction: Instruction;
    }
  | {
      /** An insertion, then a removal: `removed.position` counts with the inserted instruction in place. */
      readonly kind: 'trade-instruction';
      readonly component: ComponentFunction;
      readonly inserted: PlacedInstruction;
      readonly removed: PlacedInstruction;
    }
  | { readonly kind: 'randomize-algorithm'; readonly before: Algorithm; readonly after: Algorithm };

/**
 * What an edit did to a program, as an object.
 *
 * @param head the edit's head unit
 * @param before the program that it was done to
 * @param after what came of it
 * @throws {RangeError} where no mutation's edit begins at the unit
 */
export function recordOfEdit(units: EditUnits, head: number, before: Program, after: Program): MutationRecord {
  const figure = (place: 0 | 1 | 2 | 3): number => units.words[head * WORDS_PER_INSTRUCTION + place]!;
  const kind = kindOf(figure(0), head);
  if (kind === 'nothing') return { kind, attempted: mutationKind(kindOf(figure(1), head), head) };
  if (kind === 'randomize-algorithm') return { kind, before: unpackProgram(before), after: unpackProgram(after) };

  const component = COMPONENT_FUNCTIONS[figure(1)]!;
  if (kind === 'randomize-function') {
    return { kind, component, before: unpackProgram(before)[component], after: unpackProgram(after)[component] };
  }
  const position = figure(2);
  const at = (program: Program, place: number): Instruction =>
    readInstruction(program, functionStart(program, component) + place);
  switch (kind) {
    case 'alter-parameter':
    case 'randomize-instruction':
      return { kind, component, position, before: at(before, position), after: at(after, position) };
    case 'insert-instruction':
      return { kind, component, position, instruction: at(after, position) };
    case 'remove-instruction':
      return { kind, component, position, instruction: at(before, position) };
    case 'trade-instruction': {
      const removed = figure(3);
      return {
        kind,
        component,
        inserted: { position, instruction: readInstruction(units, head + 1) },
        removed: { position: removed, instruction: at(before, removed < position ? removed : removed - 1) },
      };
    }
    case 'founder':
    case 'identity':
      throw damaged(head);
  }
}

function kindOf(number: number, head: number): EditKind {
  const kind = EDIT_NAMES.get(number);
  if (kind === undefined) throw damaged(head);
  return kind;
}

function mutationKind(kind: EditKind, head: number): MutationKind {
  if (kind === 'founder' || kind === 'nothing') throw damaged(head);
  return kind;
}

function damaged(head: number): RangeError {
  return new RangeError(
    `unit ${head} of a family tree is the head of no mutation; the saved state is damaged, start the run again`,
  );
}
