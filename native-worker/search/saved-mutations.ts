import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../algorithm/component-function.ts';
import type { Algorithm, Instruction } from '../algorithm/instruction.ts';
import { allocateProgram, type Program, readInstruction, writeInstruction } from '../algorithm/program.ts';
import { MUTATION_KINDS } from '../spec/method-schema.ts';
import { type MutationRecord, NOTHING } from './mutation-record.ts';

/** Kinds of records by number: only ever added to, since saved states hold the numbers. */
const RECORD_KINDS = ['nothing', ...MUTATION_KINDS.filter((kind) => kind !== 'identity')] as const;
/** Numbers of a record's row: kind, function, three figures that depend on the kind, first instruction. */
const ROW = 6;

/** Mutation records in typed arrays, so that every bit of their constants survives any way of storing them. */
export interface SavedMutations {
  /** Six numbers for each record. */
  readonly rows: Uint32Array;
  /** The instructions that the records mention, packed as in a program. */
  readonly words: Uint16Array;
  readonly constants: Float64Array;
}

/** Packs records; `unpackMutations` is the inverse. */
export function packMutations(records: readonly MutationRecord[]): SavedMutations {
  const instructions: Instruction[] = [];
  const rows = new Uint32Array(records.length * ROW);
  records.forEach((record, index) => {
    const first = instructions.length;
    const { component, figures, mentioned } = fieldsOf(record);
    instructions.push(...mentioned);
    const kind = RECORD_KINDS.findIndex((each) => each === record.kind);
    rows.set([kind, COMPONENT_FUNCTIONS.indexOf(component), ...figures, first], index * ROW);
  });
  const packed = allocateProgram([instructions.length, 0, 0]);
  instructions.forEach((instruction, index) => {
    writeInstruction(packed, index, instruction);
  });
  return { rows, words: packed.words, constants: packed.constants };
}

/** The records that were packed, in their order. */
export function unpackMutations({ rows, words, constants }: SavedMutations): readonly MutationRecord[] {
  const packed: Program = { words, constants, lengths: [words.length, 0, 0] };
  return Array.from({ length: rows.length / ROW }, (_, index) => readRecord(rows, index * ROW, packed));
}

interface Fields {
  readonly component: ComponentFunction;
  readonly figures: readonly [number, number, number];
  readonly mentioned: readonly Instruction[];
}

function fieldsOf(record: MutationRecord): Fields {
  switch (record.kind) {
    case 'nothing':
      return { component: 'setup', figures: [0, 0, 0], mentioned: [] };
    case 'alter-parameter':
    case 'randomize-instruction':
      return {
        component: record.component,
        figures: [record.position, 0, 0],
        mentioned: [record.before, record.after],
      };
    case 'randomize-function':
      return {
        component: record.component,
        figures: [record.before.length, record.after.length, 0],
        mentioned: [...record.before, ...record.after],
      };
    case 'insert-instruction':
    case 'remove-instruction':
      return { component: record.component, figures: [record.position, 0, 0], mentioned: [record.instruction] };
    case 'trade-instruction':
      return {
        component: record.component,
        figures: [record.inserted.position, record.removed.position, 0],
        mentioned: [record.inserted.instruction, record.removed.instruction],
      };
    case 'randomize-algorithm': {
      // Lengths are kept, so those of `before` are those of `after`.
      const { setup, predict, learn } = record.before;
      return {
        component: 'setup',
        figures: [setup.length, predict.length, learn.length],
        mentioned: [record.before, record.after].flatMap((algorithm) => [
          ...algorithm.setup,
          ...algorithm.predict,
          ...algorithm.learn,
        ]),
      };
    }
  }
}

function readRecord(rows: Uint32Array, at: number, packed: Program): MutationRecord {
  const kind = RECORD_KINDS[rows[at]!];
  const component = COMPONENT_FUNCTIONS[rows[at + 1]!];
  if (kind === undefined || component === undefined) {
    throw new RangeError(`saved mutation ${at / ROW} has no known kind and function; the saved state is damaged`);
  }
  const [a, b, c, first] = rows.subarray(at + 2, at + ROW) as unknown as [number, number, number, number];
  const instruction = (offset: number): Instruction => readInstruction(packed, first + offset);
  const range = (offset: number, count: number): Instruction[] =>
    Array.from({ length: count }, (_, k) => instruction(offset + k));
  const algorithm = (offset: number): Algorithm => ({
    setup: range(offset, a),
    predict: range(offset + a, b),
    learn: range(offset + a + b, c),
  });
  switch (kind) {
    case 'nothing':
      return NOTHING;
    case 'alter-parameter':
    case 'randomize-instruction':
      return { kind, component, position: a, before: instruction(0), after: instruction(1) };
    case 'randomize-function':
      return { kind, component, before: range(0, a), after: range(a, b) };
    case 'insert-instruction':
    case 'remove-instruction':
      return { kind, component, position: a, instruction: instruction(0) };
    case 'trade-instruction':
      return {
        kind,
        component,
        inserted: { position: a, instruction: instruction(0) },
        removed: { position: b, instruction: instruction(1) },
      };
    case 'randomize-algorithm':
      return { kind, before: algorithm(0), after: algorithm(a + b + c) };
  }
}
