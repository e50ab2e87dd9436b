import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../../algorithm/component-function.ts';
import { describeInstruction } from '../../algorithm/describe-instruction.ts';
import { readInstruction, WORDS_PER_INSTRUCTION } from '../../algorithm/program.ts';
import { editsOfBytes } from '../../search/edit-bytes.ts';
import { EDIT_NAMES, type EditKind, type EditUnits } from '../../search/edit-encoding.ts';
import { EDIT_SHAPES } from '../../search/edit-shape.ts';

/**
 * A mutation as it stands on record, with what it brought in: what it took away follows from the parent's program alone.
 * Positions count from 0 within the function; instructions are lines of an exact listing.
 */
export interface RecordedMutation {
  readonly kind: EditKind;
  /** Of one that came to nothing: the kind that was tried. */
  readonly attempted?: EditKind;
  readonly function?: ComponentFunction;
  readonly position?: number;
  /** Of a trade: the position of the instruction removed, counted with the inserted one in place. */
  readonly removed?: number;
  /** Of a whole program: how many of the instructions belong to Setup, Predict and Learn. */
  readonly lengths?: readonly number[];
  readonly instructions?: readonly string[];
}

/**
 * The mutations that recorded edits hold, in order.
 *
 * @throws {RangeError} where the bytes are damaged
 */
export function recordedMutations(bytes: Uint8Array): readonly RecordedMutation[] {
  const edits = editsOfBytes(bytes);
  const mutations: RecordedMutation[] = [];
  for (let head = 0; head < edits.units;) {
    const word = head * WORDS_PER_INSTRUCTION;
    const kind = edits.words[word]!;
    const figures: Figures = [edits.words[word + 1]!, edits.words[word + 2]!, edits.words[word + 3]!];
    const count = EDIT_SHAPES.get(kind)!.instructions(figures[0], figures[1], figures[2]);
    mutations.push(mutationOf(EDIT_NAMES.get(kind)!, figures, linesOf(edits, head + 1, count)));
    head += 1 + count;
  }
  return mutations;
}

type Figures = [figure1: number, figure2: number, figure3: number];

function linesOf(edits: EditUnits, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, k) => describeInstruction(readInstruction(edits, first + k), 'exact'));
}

function mutationOf(kind: EditKind, figures: Figures, instructions: string[]): RecordedMutation {
  const [first, position, removed] = figures;
  const component = COMPONENT_FUNCTIONS[first];
  switch (kind) {
    case 'nothing':
      return { kind, attempted: EDIT_NAMES.get(first) ?? 'identity' };
    case 'founder':
    case 'randomize-algorithm':
      return { kind, lengths: figures, instructions };
    case 'randomize-function':
      return { kind, ...placed(component), instructions };
    case 'alter-parameter':
    case 'randomize-instruction':
    case 'insert-instruction':
      return { kind, ...placed(component), position, instructions };
    case 'remove-instruction':
      return { kind, ...placed(component), position };
    case 'trade-instruction':
      return { kind, ...placed(component), position, removed, instructions };
    case 'identity':
      return { kind };
  }
}

function placed(component: ComponentFunction | undefined): { readonly function: ComponentFunction } {
  if (component === undefined) throw new RangeError('a recorded mutation names no component function: it is damaged');
  return { function: component };
}
