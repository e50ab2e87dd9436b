import { EDIT } from './edit-encoding.ts';

/** How an edit of a kind is laid out (`edit-encoding.ts`). */
export interface EditShape {
  /** How many figures its head has; further ones are 0. */
  readonly figures: 0 | 1 | 2 | 3;
  /** How many instructions follow the head, by the head's figures. */
  readonly instructions: (figure1: number, figure2: number, figure3: number) => number;
}

const none = (): number => 0;
const one = (): number => 1;
const allOfProgram = (setup: number, predict: number, learn: number): number => setup + predict + learn;

const ONE_AT_A_POSITION: EditShape = { figures: 2, instructions: one };
const WHOLE_PROGRAM: EditShape = { figures: 3, instructions: allOfProgram };

/** By kind of edit. */
export const EDIT_SHAPES: ReadonlyMap<number, EditShape> = new Map<number, EditShape>([
  [EDIT.founder, WHOLE_PROGRAM],
  [EDIT.nothing, { figures: 1, instructions: none }],
  [EDIT['alter-parameter'], ONE_AT_A_POSITION],
  [EDIT['randomize-instruction'], ONE_AT_A_POSITION],
  [EDIT['randomize-function'], { figures: 2, instructions: (_component, length) => length }],
  [EDIT['insert-instruction'], ONE_AT_A_POSITION],
  [EDIT['remove-instruction'], { figures: 2, instructions: none }],
  [EDIT['trade-instruction'], { figures: 3, instructions: one }],
  [EDIT['randomize-algorithm'], WHOLE_PROGRAM],
]);
