import type { Program } from '../algorithm/program.ts';
import type { MutationKind } from '../spec/method-schema.ts';

/**
 * Edits in typed arrays: what made a program of its parent's, exactly, to be kept by the hundred thousand.
 *
 * A *unit* has the room of one packed instruction. An edit is a head unit, whose words are its kind and three figures,
 * and after it the instructions that it brought in:
 *
 * | kind | figures | instructions |
 * | --- | --- | --- |
 * | founder, randomize-algorithm | lengths of Setup, Predict, Learn | all |
 * | alter-parameter, randomize-instruction, insert-instruction | function, position | one |
 * | remove-instruction | function, position | none |
 * | trade-instruction | function, position of the insertion, then of the removal | the one inserted |
 * | randomize-function | function, its length | all of the function |
 * | nothing | the kind of mutation that came to nothing | none |
 *
 * What an edit took away is not held: it stands in the parent's program, and so is found when a line is replayed.
 */
export type EditUnits = Pick<Program, 'words' | 'constants'>;

/** Kinds of edits by number: only ever added to, since saved states hold the numbers. `identity` stands in figures only. */
export const EDIT = {
  founder: 0,
  nothing: 1,
  'alter-parameter': 2,
  'randomize-instruction': 3,
  'randomize-function': 4,
  'insert-instruction': 5,
  'remove-instruction': 6,
  'trade-instruction': 7,
  'randomize-algorithm': 8,
  identity: 9,
} as const satisfies Record<MutationKind | 'founder' | 'nothing', number>;

/** A kind of edit by name. */
export type EditKind = keyof typeof EDIT;

/** Kinds of edits by their numbers. */
export const EDIT_NAMES: ReadonlyMap<number, EditKind> = new Map(
  (Object.keys(EDIT) as EditKind[]).map((kind) => [EDIT[kind], kind]),
);

/** Number of kinds of edits. */
export const EDIT_KINDS = EDIT_NAMES.size;
