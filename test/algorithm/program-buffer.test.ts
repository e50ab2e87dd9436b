import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPONENT_FUNCTIONS, FUNCTION_NUMBERS } from '../../native-worker/algorithm/component-function.ts';
import type { Algorithm } from '../../native-worker/algorithm/instruction.ts';
import { bufferOf, equalInstructions, ProgramBuffer } from '../../native-worker/algorithm/program-buffer.ts';
import { packAlgorithm, unpackProgram } from '../../native-worker/algorithm/program.ts';
import { quickHash } from '../../native-worker/algorithm/quick-hash.ts';
import { anyAlgorithm, anyInstruction, PROPERTY } from './random-algorithm.ts';

/** A place in a function, as a share of its length. */
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('a program buffer', () => {
  it('is the program that it was copied from, whatever it held before', () => {
    const buffer = new ProgramBuffer();
    fc.assert(
      fc.property(anyAlgorithm, (algorithm) => {
        const program = packAlgorithm(algorithm);
        buffer.copyFrom(program);
        expect(buffer.toProgram()).toEqual(program);
        expect(unpackProgram(buffer)).toEqual(unpackProgram(program));
        expect(quickHash(buffer)).toBe(quickHash(program));
      }),
      PROPERTY,
    );
  });

  it('gets an instruction where a gap was opened, and the rest stays as it is', () => {
    fc.assert(
      fc.property(
        anyAlgorithm,
        anyInstruction,
        fc.constantFrom(...FUNCTION_NUMBERS),
        share,
        (algorithm, line, component, at) => {
          const name = COMPONENT_FUNCTIONS[component];
          const position = Math.floor(at * (algorithm[name].length + 1));
          const buffer = bufferOf(packAlgorithm(algorithm));
          const index = buffer.startOf(component) + position;
          buffer.openGap(component, index);
          buffer.copyInstruction(packAlgorithm({ setup: [line], predict: [], learn: [] }), 0, index);
          const expected: Algorithm = { ...algorithm, [name]: algorithm[name].toSpliced(position, 0, line) };
          expect(buffer.toProgram()).toEqual(packAlgorithm(expected));
        },
      ),
      PROPERTY,
    );
  });

  it('loses an instruction that is removed, and no other', () => {
    fc.assert(
      fc.property(anyAlgorithm, fc.constantFrom(...FUNCTION_NUMBERS), share, (algorithm, component, at) => {
        const name = COMPONENT_FUNCTIONS[component];
        fc.pre(algorithm[name].length > 0);
        const position = Math.floor(at * algorithm[name].length);
        const buffer = bufferOf(packAlgorithm(algorithm));
        buffer.remove(component, buffer.startOf(component) + position);
        const expected: Algorithm = { ...algorithm, [name]: algorithm[name].toSpliced(position, 1) };
        expect(buffer.toProgram()).toEqual(packAlgorithm(expected));
      }),
      PROPERTY,
    );
  });

  it('does nothing once it is reset, at any lengths', () => {
    const buffer = bufferOf(
      packAlgorithm({ setup: [{ op: 56, in1: 0, in2: 0, out: 2, constants: [3] }], predict: [], learn: [] }),
    );
    buffer.reset(1, 0, 2);
    expect(buffer.count).toBe(3);
    expect([...buffer.toProgram().words, ...buffer.toProgram().constants].every((each) => each === 0)).toBe(true);
  });

  it('hands out copies that do not change with it', () => {
    const buffer = new ProgramBuffer();
    buffer.reset(0, 1, 0);
    const copy = buffer.toProgram();
    buffer.words[0] = 5;
    buffer.lengths[1] = 0;
    expect(copy).toEqual({ words: new Uint16Array(4), constants: new Float64Array(3), lengths: [0, 1, 0] });
  });
});

describe('equal instructions', () => {
  const set = (value: number) => ({ op: 56, in1: 0, in2: 0, out: 2, constants: [value] });
  const of = (...values: number[]) => packAlgorithm({ setup: values.map(set), predict: [], learn: [] });

  it('are so bit by bit: zeros of different signs are not, NaNs are', () => {
    expect(equalInstructions(of(0), of(-0), 0, 1)).toBe(false);
    expect(equalInstructions(of(NaN), of(NaN), 0, 1)).toBe(true);
    expect(equalInstructions(of(1), of(1.0000000000000002), 0, 1)).toBe(false);
  });

  it('are looked for within the range only', () => {
    expect(equalInstructions(of(1, 2, 3), of(0, 2, 4), 1, 2)).toBe(true);
    expect(equalInstructions(of(1, 2, 3), of(0, 2, 4), 1, 3)).toBe(false);
  });
});
