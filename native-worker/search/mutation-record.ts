import type { ComponentFunction } from '../algorithm/component-function.ts';
import type { Algorithm, Instruction } from '../algorithm/instruction.ts';
import {
  functionLength,
  functionStart,
  packAlgorithm,
  type Program,
  readInstruction,
  writeInstruction,
} from '../algorithm/program.ts';
import { copyProgram, withGap, withoutInstruction } from './edit-program.ts';

/** An instruction and where it stands (or stood) in its function. */
export interface PlacedInstruction {
  readonly position: number;
  readonly instruction: Instruction;
}

/**
 * Exactly what one mutation changed, by kind of mutation (reference: mutator.cc). Positions count from 0 within the
 * function. A mutation that came to nothing, whatever its kind, is `nothing`.
 */
export type MutationRecord =
  | { readonly kind: 'nothing' }
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

/** The record of a mutation that changed nothing. */
export const NOTHING: MutationRecord = { kind: 'nothing' };

/** The program that a mutation made of another, bit for bit. */
export function applyMutation(program: Program, record: MutationRecord): Program {
  switch (record.kind) {
    case 'nothing':
      return program;
    case 'alter-parameter':
    case 'randomize-instruction':
      return withInstructions(program, record.component, record.position, [record.after]);
    case 'randomize-function':
      return withInstructions(program, record.component, 0, record.after);
    case 'insert-instruction':
      return insert(program, record.component, record);
    case 'remove-instruction':
      return withoutInstruction(program, record.component, record.position);
    case 'trade-instruction':
      return withoutInstruction(
        insert(program, record.component, record.inserted),
        record.component,
        record.removed.position,
      );
    case 'randomize-algorithm':
      return packAlgorithm(record.after);
  }
}

/** The instructions of one function, as objects. */
export function instructionsOf(program: Program, component: ComponentFunction): readonly Instruction[] {
  const start = functionStart(program, component);
  return Array.from({ length: functionLength(program, component) }, (_, k) => readInstruction(program, start + k));
}

function withInstructions(
  program: Program,
  component: ComponentFunction,
  position: number,
  instructions: readonly Instruction[],
): Program {
  const changed = copyProgram(program);
  const start = functionStart(program, component) + position;
  instructions.forEach((instruction, k) => {
    writeInstruction(changed, start + k, instruction);
  });
  return changed;
}

function insert(program: Program, component: ComponentFunction, { position, instruction }: PlacedInstruction): Program {
  const grown = withGap(program, component, position);
  writeInstruction(grown, functionStart(grown, component) + position, instruction);
  return grown;
}
