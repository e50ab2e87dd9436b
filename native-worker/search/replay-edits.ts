import type { FunctionNumber } from '../algorithm/component-function.ts';
import type { ProgramBuffer } from '../algorithm/program-buffer.ts';
import { WORDS_PER_INSTRUCTION } from '../algorithm/program.ts';
import { EDIT, type EditUnits } from './edit-encoding.ts';

/**
 * Does to a program what an edit did to the parent's: bit for bit what lived comes out.
 *
 * @param head the edit's head unit
 * @returns the unit after the edit
 * @throws {RangeError} where no edit begins at the unit
 */
export function applyEdit(units: EditUnits, head: number, program: ProgramBuffer): number {
  const word = head * WORDS_PER_INSTRUCTION;
  const [kind, figure1, figure2, figure3] = [0, 1, 2, 3].map((k) => units.words[word + k]!) as Figures;
  const body = head + 1;
  switch (kind) {
    case EDIT.founder:
    case EDIT['randomize-algorithm']:
      program.reset(figure1, figure2, figure3);
      return overwrite(program, 0, program.count, units, body);
    case EDIT.nothing:
      return body;
    case EDIT['alter-parameter']:
    case EDIT['randomize-instruction']:
      return overwrite(program, program.startOf(functionOf(figure1)) + figure2, 1, units, body);
    case EDIT['randomize-function']:
      return overwrite(program, program.startOf(functionOf(figure1)), figure2, units, body);
    case EDIT['insert-instruction']:
      return insert(program, functionOf(figure1), figure2, units, body);
    case EDIT['remove-instruction']:
      remove(program, functionOf(figure1), figure2);
      return body;
    case EDIT['trade-instruction']: {
      const next = insert(program, functionOf(figure1), figure2, units, body);
      remove(program, functionOf(figure1), figure3);
      return next;
    }
    default:
      throw new RangeError(
        `unit ${head} of a family tree has no known kind of edit (${kind}); the saved state is damaged, start the run again`,
      );
  }
}

type Figures = [kind: number, figure1: number, figure2: number, figure3: number];

function functionOf(figure: number): FunctionNumber {
  return figure as FunctionNumber;
}

function overwrite(program: ProgramBuffer, index: number, count: number, units: EditUnits, body: number): number {
  for (let k = 0; k < count; k++) program.copyInstruction(units, body + k, index + k);
  return body + count;
}

function insert(
  program: ProgramBuffer,
  component: FunctionNumber,
  position: number,
  units: EditUnits,
  body: number,
): number {
  const index = program.startOf(component) + position;
  program.openGap(component, index);
  return overwrite(program, index, 1, units, body);
}

function remove(program: ProgramBuffer, component: FunctionNumber, position: number): void {
  program.remove(component, program.startOf(component) + position);
}
