import { describe, expect, it } from 'vitest';
import { Canonicalizer, canonicalize } from '../../native-worker/algorithm/canonical-form.ts';
import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import type { Instruction } from '../../native-worker/algorithm/instruction.ts';
import { opAt, OPS } from '../../native-worker/algorithm/op-table.ts';
import {
  instructionCount,
  packAlgorithm,
  type Program,
  readInstruction,
} from '../../native-worker/algorithm/program.ts';
import { quickHash } from '../../native-worker/algorithm/quick-hash.ts';
import { Dice } from './dice.ts';
import { programOf, textOf } from './listing-program.ts';
import { EVERY_OP, randomAlgorithm } from './random-programs.ts';
import { disguised } from './same-behaviour-variants.ts';

const LINEAR = {
  setup: 's2 = 0.1',
  predict: 's1 = dot(v1, v0)',
  learn: 's3 = s0 - s1; s3 = s2 * s3; v2 = s3 * v0; v1 = v1 + v2',
};

/** The canonical program with one field of its instruction `index` changed. */
function withField(
  program: Program,
  index: number,
  change: (instruction: Instruction) => Partial<Instruction>,
): Program {
  const changed: Program = { ...program, words: program.words.slice(), constants: program.constants.slice() };
  const instruction = readInstruction(program, index);
  const { op, in1, in2, out, constants } = { ...instruction, ...change(instruction) };
  changed.words.set([op, in1, in2, out], 4 * index);
  changed.constants.set(constants, 3 * index);
  return changed;
}

/** The next larger number that an op can store. */
function oneBitUp(op: number, value: number): number {
  if (value < 0) return -oneBitDown(op, -value);
  const bits = new DataView(new ArrayBuffer(8));
  if (op === 56) {
    bits.setFloat64(0, value);
    bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
    return bits.getFloat64(0);
  }
  bits.setFloat32(0, value);
  bits.setUint32(0, bits.getUint32(0) + 1);
  return bits.getFloat32(0);
}

function oneBitDown(op: number, value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  if (op === 56) {
    bits.setFloat64(0, value);
    bits.setBigUint64(0, bits.getBigUint64(0) - 1n);
    return bits.getFloat64(0);
  }
  bits.setFloat32(0, value);
  bits.setUint32(0, bits.getUint32(0) - 1);
  return bits.getFloat32(0);
}

const signature = (op: number): string => {
  const { inputs, output, constants, partialWrite } = opAt(op);
  return [...inputs, '>', output, constants.length, partialWrite].join(' ');
};

describe('the content hash', () => {
  it('is the same in every version of the program with these semantics, and on every machine', () => {
    expect(contentHash(programOf(LINEAR), 'scalar')).toBe('7b99b7bff308f51c6b33fd63d3213518');
    expect(contentHash(programOf({}), 'scalar')).toBe('0d63946fc05cebd1ad597ee8201d6a84');
  });

  it('is 32 lower-case hexadecimal digits', () => {
    expect(contentHash(programOf(LINEAR), 'scalar')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('tells output kinds apart', () => {
    const program = programOf({ predict: 'v2 = v0 + v0; s1 = norm(v2)', learn: 'v2 = v0 - v2' });
    expect(contentHash(program, 'scalar')).not.toBe(contentHash(program, 'vector'));
    expect(contentHash(programOf({}), 'scalar')).not.toBe(contentHash(programOf({}), 'vector'));
  });

  it('does not change with renamed registers, swapped operands and dead code', () => {
    const dice = new Dice(5);
    for (let round = 0; round < 2000; round++) {
      const outputs = dice.pick(['scalar', 'vector'] as const);
      const algorithm = randomAlgorithm(dice, EVERY_OP, 'scalar');
      const other = disguised(dice, algorithm, outputs);
      expect(contentHash(packAlgorithm(other), outputs)).toBe(contentHash(packAlgorithm(algorithm), outputs));
    }
  });

  it('changes with any bit of any live constant, whatever the op', () => {
    const seen = new Set<number>();
    forLiveInstructions(6, (form, index, { op, constants }) => {
      constants.forEach((_, place) => {
        const changed = withField(form, index, () => ({
          constants: constants.map((value, k) => (k === place ? oneBitUp(op, value) : value)),
        }));
        expect(contentHash(changed, 'scalar')).not.toBe(contentHash(form, 'scalar'));
        seen.add(op);
      });
    });
    expect([...seen].toSorted((a, b) => a - b)).toEqual([56, 57, 58, 59, 60, 61, 62, 63, 64]);
  });

  it('tells 0 from -0, but not a NaN from another', () => {
    const hashOf = (constant: string): string =>
      contentHash(programOf({ setup: `s2 = ${constant}`, predict: 's1 = s2 / s2' }), 'scalar');
    expect(hashOf('0')).not.toBe(hashOf('-0'));
    const [quiet, odd] = [programOf({ predict: 's1 = nan' }), programOf({ predict: 's1 = nan' })];
    new DataView(odd.constants.buffer).setBigUint64(0, 0xfff8000000000001n, true);
    expect(contentHash(odd, 'scalar')).toBe(contentHash(quiet, 'scalar'));
    expect(quickHash(odd)).toBe(quickHash(quiet));
  });

  it('changes with the op of any live instruction', () => {
    forLiveInstructions(7, (form, index, { op }) => {
      for (const other of OPS) {
        if (other.number === op || signature(other.number) !== signature(op)) continue;
        const changed = withField(form, index, () => ({ op: other.number }));
        expect(contentHash(changed, 'scalar')).not.toBe(contentHash(form, 'scalar'));
      }
    });
  });

  it('changes with any address of a live instruction, unless that only says the same in other words', () => {
    let changes = 0;
    forLiveInstructions(8, (form, index, { op }) => {
      const fields = ['in1', 'in2'].slice(0, opAt(op).inputs.length).concat('out');
      for (const field of fields) {
        const changed = withField(form, index, (instruction) => ({
          [field]: instruction[field as 'in1' | 'in2' | 'out'] === 1 ? 2 : 1,
        }));
        const sameForm = textOf(canonicalize(changed, 'scalar')) === textOf(form);
        expect(contentHash(changed, 'scalar') === contentHash(form, 'scalar')).toBe(sameForm);
        if (!sameForm) changes++;
      }
    });
    expect(changes).toBeGreaterThan(1000);
  });

  it('changes with an address of the hand-designed learner', () => {
    const hash = contentHash(programOf(LINEAR), 'scalar');
    const others = [
      { ...LINEAR, predict: 's1 = dot(v0, v0)' },
      { ...LINEAR, predict: 's1 = dot(v2, v0)' },
      { ...LINEAR, learn: LINEAR.learn.replace('s0 - s1', 's1 - s0') },
      { ...LINEAR, learn: LINEAR.learn.replace('v1 = v1 + v2', 'v1 = v2 + v2') },
      { ...LINEAR, learn: LINEAR.learn.replace('s2 * s3', 's3 * s3') },
    ];
    for (const other of others) expect(contentHash(programOf(other), 'scalar')).not.toBe(hash);
  });

  it('tells apart which function holds an instruction', () => {
    const inSetup = programOf({ setup: 's2 = 0.5', predict: 's1 = s1 + s2' });
    const inPredict = programOf({ predict: 's2 = 0.5; s1 = s1 + s2' });
    expect(contentHash(inSetup, 'scalar')).not.toBe(contentHash(inPredict, 'scalar'));
    expect(quickHash(inSetup)).not.toBe(quickHash(inPredict));
  });
});

describe('the quick hash', () => {
  it('is a whole number that fits a double', () => {
    const dice = new Dice(10);
    for (let round = 0; round < 200; round++) {
      const hash = quickHash(packAlgorithm(randomAlgorithm(dice, EVERY_OP, 'scalar')));
      expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
    }
  });

  it('is equal for two of many programs only where the programs are', () => {
    const dice = new Dice(11);
    const canonicalizer = new Canonicalizer();
    const contents = new Map<number, string>();
    for (let round = 0; round < 5000; round++) {
      const form = canonicalizer.canonicalize(packAlgorithm(randomAlgorithm(dice, EVERY_OP, 'scalar')), 'scalar');
      const text = textOf(form);
      const known = contents.get(quickHash(form)) ?? text;
      expect(text).toBe(known);
      contents.set(quickHash(form), text);
    }
  });

  it('changes in half of its bits with any one bit of a constant', () => {
    const program = programOf(LINEAR);
    const bits = new DataView(program.constants.buffer);
    const before = BigInt(quickHash(program));
    let flipped = 0;
    for (let bit = 0n; bit < 52n; bit++) {
      const own = bits.getBigUint64(0, true);
      bits.setBigUint64(0, own ^ (1n << bit), true);
      flipped += (BigInt(quickHash(program)) ^ before).toString(2).replaceAll('0', '').length;
      bits.setBigUint64(0, own, true);
    }
    expect(flipped / 52).toBeGreaterThan(22);
    expect(flipped / 52).toBeLessThan(31);
  });

  it('stays what it is: digests of runs depend on it', () => {
    expect(quickHash(programOf(LINEAR))).toBe(6287319343083888);
  });
});

/** Shows a check every instruction of some canonical forms. */
function forLiveInstructions(
  seed: number,
  check: (form: Program, index: number, instruction: Instruction) => void,
): void {
  const dice = new Dice(seed);
  for (let round = 0; round < 150; round++) {
    const form = canonicalize(packAlgorithm(randomAlgorithm(dice, EVERY_OP, 'scalar')), 'scalar');
    for (let index = 0; index < instructionCount(form); index++) check(form, index, readInstruction(form, index));
  }
}
