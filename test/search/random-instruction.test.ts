import { describe, expect, it } from 'vitest';
import { OPS } from '../../native-worker/algorithm/op-table.ts';
import { allocateProgram, readInstruction, unpackProgram } from '../../native-worker/algorithm/program.ts';
import { drawInstruction } from '../../native-worker/search/random-instruction.ts';
import type { SearchSpace } from '../../native-worker/search/search-space.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { type Draw, ScriptedRandomSource } from './scripted-random-source.ts';
import { randomProgram } from './programs.ts';
import { WIDE_SPACE } from './search-spaces.ts';

function drawn(op: number, ...script: Draw[]): unknown {
  const random = new ScriptedRandomSource(['op', 2, 1], ...script);
  const program = allocateProgram([1, 0, 0]);
  program.words.fill(9);
  program.constants.fill(9);
  drawInstruction(program, 0, [0, op], WIDE_SPACE, random);
  expect(random.left).toEqual([]);
  return readInstruction(program, 0);
}

describe('a random instruction', () => {
  it('draws op, first input, second input, output', () => {
    expect(drawn(18, ['address', 5, 4], ['address', 4, 0], ['address', 3, 2])).toEqual({
      op: 18,
      in1: 4,
      in2: 0,
      out: 3,
      constants: [],
    });
  });

  it('draws op, input, output where there is one input', () => {
    expect(drawn(52, ['address', 3, 2], ['address', 3, 1])).toEqual({ op: 52, in1: 2, in2: 0, out: 2, constants: [] });
  });

  it('draws nothing more for NO_OP', () => {
    expect(drawn(0)).toEqual({ op: 0, in1: 0, in2: 0, out: 0, constants: [] });
  });

  it('draws the output, then the constants, each in its own precision and range', () => {
    expect(drawn(56, ['address', 4, 0], ['signedDouble', 0.1])).toMatchObject({ out: 1, constants: [0.1] });
    expect(drawn(57, ['address', 3, 2], ['fraction', 0.75], ['signedFloat', -0.5])).toMatchObject({
      out: 3,
      constants: [0.75, -0.5],
    });
    expect(drawn(58, ['address', 3, 0], ['fraction', 0.25], ['fraction', 0.75], ['signedFloat', 0.5])).toMatchObject({
      out: 0,
      constants: [0.25, 0.75, 0.5],
    });
    expect(drawn(62, ['address', 4, 3], ['signedFloat', -1], ['fraction', 0.5])).toMatchObject({
      out: 4,
      constants: [-1, 0.5],
    });
  });

  it('leaves the bounds of a uniform draw as they fall, inverted or not', () => {
    expect(drawn(60, ['address', 3, 0], ['signedFloat', 0.5], ['signedFloat', -0.5])).toMatchObject({
      constants: [0.5, -0.5],
    });
  });
});

describe('random programs', () => {
  const random = new ThreefryRandomSource({ seed: 1, experiment: 0, island: 0, purpose: 'search' });

  function instructionsOf(space: SearchSpace, count: number) {
    const programs = Array.from({ length: count }, () => unpackProgram(randomProgram(space, random)));
    return programs.flatMap(({ setup, predict, learn }) => [...setup, ...predict, ...learn]);
  }

  it('have the initial sizes', () => {
    expect(randomProgram(WIDE_SPACE, random).lengths).toEqual([3, 4, 5]);
  });

  it('never write label or features, and read and write all else', () => {
    const seen = new Set<string>();
    for (const { op, in1, out } of instructionsOf(WIDE_SPACE, 2000)) {
      const { inputs, output } = OPS[op]!;
      if (inputs[0] !== undefined) seen.add(`reads ${inputs[0]} ${in1}`);
      if (output !== null) seen.add(`writes ${output} ${out}`);
    }
    expect(seen).not.toContain('writes scalar 0');
    expect(seen).not.toContain('writes vector 0');
    // 5 + 4 + 3 registers to read, two fewer to write.
    expect(seen.size).toBe(12 + 10);
  });

  it('with vector outputs never write the one-hot label either', () => {
    const space: SearchSpace = { ...WIDE_SPACE, outputs: 'vector' };
    const written = instructionsOf(space, 1000)
      .filter(({ op }) => OPS[op]!.output === 'vector')
      .map(({ out }) => out);
    expect(new Set(written)).toEqual(new Set([2, 3]));
  });

  it('hold an op that is listed twice twice as often', () => {
    const ops = { setup: [56, 56, 1], predict: [27], learn: [] };
    const sizes = { ...WIDE_SPACE.sizes, setup: { init: 30, min: 0, max: 30 }, learn: { init: 0, min: 0, max: 0 } };
    const constants = instructionsOf({ ...WIDE_SPACE, ops, sizes }, 100).filter(({ op }) => op === 56).length;
    // 3000 draws, two thirds: standard deviation 26.
    expect(Math.abs(constants - 2000)).toBeLessThan(130);
  });
});
