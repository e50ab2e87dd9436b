import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { bytesOfEdits, bytesOfProgram, editsOfBytes, programOfBytes } from '../../native-worker/search/edit-bytes.ts';
import { EDIT, EDIT_KINDS } from '../../native-worker/search/edit-encoding.ts';
import { EditLog } from '../../native-worker/search/edit-log.ts';
import { EDIT_SHAPES } from '../../native-worker/search/edit-shape.ts';

const RUNS = { seed: 8, numRuns: 300 };
const word = fc.oneof(fc.constant(0), fc.nat({ max: 9 }), fc.nat({ max: 0xffff }));
const constant = fc.oneof(
  fc.constant(0),
  fc.constantFrom(-0, NaN, Infinity, -Infinity, 5e-324),
  fc.double(),
  fc.float(),
);
const instruction = fc.record({
  words: fc.tuple(fc.nat({ max: 64 }), word, word, word),
  constants: fc.tuple(constant, constant, constant),
});
type Instruction = typeof instruction extends fc.Arbitrary<infer Value> ? Value : never;
const few = fc.nat({ max: 4 });
const edit = fc.record({
  kind: fc.constantFrom(...EDIT_SHAPES.keys()),
  figures: fc.tuple(few, few, few),
  instructions: fc.array(instruction, { minLength: 12, maxLength: 12 }),
});

function logOf(edits: readonly { kind: number; figures: [number, number, number]; instructions: Instruction[] }[]) {
  const log = new EditLog();
  for (const { kind, figures, instructions } of edits) {
    const { figures: count, instructions: bodyOf } = EDIT_SHAPES.get(kind)!;
    const [first, second, third] = figures.map((figure, k) => (k < count ? figure : 0)) as [number, number, number];
    log.add(kind, first, second, third);
    for (const { words, constants } of instructions.slice(0, bodyOf(first, second, third))) {
      log.addInstructions(
        { words: Uint16Array.from(words), constants: Float64Array.from(constants), lengths: [1, 0, 0] },
        0,
        1,
      );
    }
  }
  return log;
}

function unitsOf({ words, constants, units }: EditLog) {
  return { words: words.slice(0, 4 * units), constants: constants.slice(0, 3 * units), units };
}

describe('edits as bytes', () => {
  it('say how every kind of edit is laid out', () => {
    // No edit is of kind `identity`.
    expect(EDIT_SHAPES.size).toBe(EDIT_KINDS - 1);
    expect(EDIT_SHAPES.has(EDIT.identity)).toBe(false);
  });

  it('come back to the bit, signs of zeros and NaNs included', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        const log = logOf(edits);
        expect(unitsOf(editsOfBytes(bytesOfEdits(log, 0, log.units)))).toEqual(unitsOf(log));
      }),
      RUNS,
    );
  });

  it('take nine bytes for an instruction inserted without constants', () => {
    const log = logOf([
      {
        kind: EDIT['insert-instruction'],
        figures: [2, 7, 0],
        instructions: [{ words: [1, 2, 3, 4], constants: [0, 0, 0] }],
      },
    ]);
    expect(bytesOfEdits(log, 0, log.units)).toHaveLength(9);
  });

  it('that are cut off or damaged are refused by name, or read as edits; nothing else happens', () => {
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat({ max: 255 }),
        (edits, at, value) => {
          const log = logOf(edits);
          const bytes = bytesOfEdits(log, 0, log.units);
          const damaged = bytes.slice();
          damaged[at % bytes.length] = value;
          for (const wrong of [damaged, bytes.slice(0, at % bytes.length)]) {
            try {
              expect(editsOfBytes(wrong).units).toBeLessThanOrEqual(wrong.length);
            } catch (error) {
              expect(error).toBeInstanceOf(RangeError);
              expect(String(error)).toContain('recorded edits cannot be read: ');
            }
          }
        },
      ),
      RUNS,
    );
  });

  it('of a later format are refused', () => {
    expect(() => editsOfBytes(Uint8Array.of(2, 1, 9))).toThrow('their format is 2, expected 1');
    expect(() => editsOfBytes(new Uint8Array())).toThrow('it ends after 0 bytes');
  });
});

describe('a program as bytes', () => {
  it('comes back to the bit', () => {
    const set = (constants: number[]) => ({ op: 56, in1: 0, in2: 0, out: 2, constants });
    const program = packAlgorithm({ setup: [set([-0]), set([0.1])], predict: [], learn: [set([NaN])] });
    expect(programOfBytes(bytesOfProgram(program))).toEqual(program);
  });

  it('is not taken from bytes that hold edits, or more than a program', () => {
    const log = new EditLog();
    log.addNothing('identity');
    expect(() => programOfBytes(bytesOfEdits(log, 0, log.units))).toThrow('hold edits, expected a program');
    const program = bytesOfProgram(packAlgorithm({ setup: [], predict: [], learn: [] }));
    expect(() => programOfBytes(Uint8Array.of(...program, ...program.subarray(1)))).toThrow('expected a program');
  });
});
