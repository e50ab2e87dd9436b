import { describe, expect, it } from 'vitest';
import type { Instruction } from '../../native-worker/algorithm/instruction.ts';
import { packAlgorithm, readInstruction } from '../../native-worker/algorithm/program.ts';
import { alterInstruction } from '../../native-worker/search/alter-instruction.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { type Draw, ScriptedRandomSource } from './scripted-random-source.ts';
import { WIDE_SPACE } from './search-spaces.ts';

type How = 'log-normal' | 'uniform-factor';

function altered(instruction: Partial<Instruction>, how: How, ...script: Draw[]): Instruction {
  const random = new ScriptedRandomSource(...script);
  const before = { op: 0, in1: 0, in2: 0, out: 0, constants: [], ...instruction };
  const program = packAlgorithm({ setup: [], predict: [before], learn: [] });
  alterInstruction(program, 0, how, WIDE_SPACE, random);
  expect(random.left).toEqual([]);
  return readInstruction(program, 0);
}

const ALTER_CONSTANT: Draw = ['choice', 2, 1];

describe('altering an instruction', () => {
  it('draws nothing for NO_OP', () => {
    expect(altered({ op: 0 }, 'log-normal')).toMatchObject({ op: 0 });
  });

  it('redraws one of three addresses where there are two inputs', () => {
    const sum = { op: 1, in1: 1, in2: 2, out: 3 };
    expect(altered(sum, 'log-normal', ['choice', 3, 0], ['address', 5, 4])).toMatchObject({ ...sum, in1: 4 });
    expect(altered(sum, 'log-normal', ['choice', 3, 1], ['address', 5, 0])).toMatchObject({ ...sum, in2: 0 });
    expect(altered(sum, 'log-normal', ['choice', 3, 2], ['address', 4, 3])).toMatchObject({ ...sum, out: 4 });
  });

  it('redraws one of two addresses where there is one input', () => {
    const norm = { op: 21, in1: 1, out: 3 };
    expect(altered(norm, 'log-normal', ['choice', 2, 0], ['address', 4, 2])).toMatchObject({ ...norm, in1: 2 });
    expect(altered(norm, 'log-normal', ['choice', 2, 1], ['address', 4, 0])).toMatchObject({ ...norm, out: 1 });
  });

  it('redraws the output or alters a constant where there is no input', () => {
    const constant = { op: 56, out: 3, constants: [0.5] };
    expect(altered(constant, 'log-normal', ['choice', 2, 0], ['address', 4, 1])).toMatchObject({ ...constant, out: 2 });
    expect(altered(constant, 'log-normal', ALTER_CONSTANT, ['probability', 0.05])).toMatchObject({ constants: [-0.5] });
  });

  it('flips the sign, or else multiplies by exp of a Gaussian in the precision of the constant', () => {
    const double = altered(
      { op: 56, constants: [-0.3] },
      'log-normal',
      ALTER_CONSTANT,
      ['probability', 0.1],
      ['gaussianDouble', 1.25],
    );
    expect(double.constants[0]).toBeCloseTo(-0.3 * Math.exp(1.25), 14);
    const single = altered(
      { op: 57, constants: [0.5, Math.fround(0.3)] },
      'log-normal',
      ALTER_CONSTANT,
      ['choice', 2, 1],
      ['probability', 0.5],
      ['gaussianFloat', -2],
    ).constants[1]!;
    expect(single).toBe(Math.fround(single));
    expect(single / (0.3 * Math.exp(-2))).toBeCloseTo(1, 6);
  });

  it('leaves a constant of 0 at 0', () => {
    const value = altered(
      { op: 56, constants: [0] },
      'log-normal',
      ALTER_CONSTANT,
      ['probability', 0.5],
      ['gaussianDouble', 3],
    ).constants[0]!;
    expect(Math.abs(value)).toBe(0);
  });

  it('redraws an index', () => {
    expect(
      altered({ op: 57, constants: [0.5, 2] }, 'log-normal', ALTER_CONSTANT, ['choice', 2, 0], ['fraction', 0.25])
        .constants,
    ).toEqual([0.25, 2]);
    expect(
      altered({ op: 58, constants: [0.5, 0.5, 2] }, 'log-normal', ALTER_CONSTANT, ['choice', 3, 1], ['fraction', 0.25])
        .constants,
    ).toEqual([0.5, 0.25, 2]);
  });

  it('never flips a deviation', () => {
    const scaled = altered(
      { op: 64, constants: [1, 0.5] },
      'log-normal',
      ALTER_CONSTANT,
      ['choice', 2, 1],
      ['gaussianFloat', 0],
    );
    expect(scaled.constants[0]).toBe(1);
    expect(scaled.constants[1]).toBeCloseTo(0.5, 7);
    expect(
      altered({ op: 64, constants: [1, 0.5] }, 'uniform-factor', ALTER_CONSTANT, ['choice', 2, 1], ['fraction', 0])
        .constants,
    ).toEqual([1, 0.25]);
  });

  it('puts the bounds of a uniform draw in order, also those it found inverted', () => {
    const flipHigh = [ALTER_CONSTANT, ['choice', 2, 1], ['probability', 0]] as const;
    expect(altered({ op: 59, constants: [0.25, 0.5] }, 'log-normal', ...flipHigh).constants).toEqual([-0.5, 0.25]);
    const flipLow = [ALTER_CONSTANT, ['choice', 2, 0], ['probability', 0]] as const;
    expect(altered({ op: 61, constants: [0.75, 0.5] }, 'log-normal', ...flipLow).constants).toEqual([-0.75, 0.5]);
    expect(altered({ op: 61, constants: [-0.75, 0.5] }, 'log-normal', ...flipLow).constants).toEqual([0.5, 0.75]);
  });

  it('as in the paper multiplies by a factor from 0.5 to 2 and may flip besides', () => {
    const constant = { op: 56, constants: [3] };
    expect(
      altered(constant, 'uniform-factor', ALTER_CONSTANT, ['fraction', 0], ['probability', 0.1]).constants,
    ).toEqual([1.5]);
    expect(
      altered(constant, 'uniform-factor', ALTER_CONSTANT, ['fraction', 0.5], ['probability', 0]).constants,
    ).toEqual([-3.75]);
  });

  it('flips one in ten constants', () => {
    const random = new ThreefryRandomSource({ seed: 3, experiment: 0, island: 0, purpose: 'search' });
    let flips = 0;
    let altered = 0;
    for (let k = 0; k < 20_000; k++) {
      const program = packAlgorithm({
        setup: [{ op: 56, in1: 0, in2: 0, out: 1, constants: [0.5] }],
        predict: [],
        learn: [],
      });
      alterInstruction(program, 0, 'log-normal', WIDE_SPACE, random);
      const value = program.constants[0]!;
      if (value !== 0.5) altered++;
      if (value < 0) flips++;
    }
    // Half of 20,000 alter the constant (deviation 71), a tenth of them flip it (deviation 30).
    expect(Math.abs(altered - 10_000)).toBeLessThan(355);
    expect(Math.abs(flips - 1000)).toBeLessThan(150);
  });
});
