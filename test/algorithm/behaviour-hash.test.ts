import { describe, expect, it } from 'vitest';
import { BehaviourHasher } from '../../native-worker/algorithm/behaviour-hash.ts';
import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { Dice } from './dice.ts';
import { programOf } from './listing-program.ts';
import { ARITHMETIC, EVERY_OP, randomAlgorithm } from './random-programs.ts';
import { disguised } from './same-behaviour-variants.ts';

const hasher = new BehaviourHasher();
const hashOf = (program: Program, outputs: OutputKind = 'scalar') => ({ ...hasher.hash(program, outputs) });
const LINEAR = {
  setup: 's2 = 0.1',
  predict: 's1 = dot(v1, v0)',
  learn: 's3 = s0 - s1; s3 = s2 * s3; v2 = s3 * v0; v1 = v1 + v2',
};
const linear = (change: Partial<typeof LINEAR>): Program => programOf({ ...LINEAR, ...change });

describe('the behaviour hash', () => {
  it.each<[string, Partial<typeof LINEAR>]>([
    ['the order of independent instructions', { setup: 's3 = 0.4; s2 = 0.1' }],
    ['arithmetic on constants', { setup: 's2 = 0.05; s2 = s2 + s2' }],
    ['a constant that is made twice', { setup: 's2 = 0.1; s2 = 0.1' }],
    ['adding zero', { learn: 's3 = s0 - s1; s3 = s2 * s3; v2 = s3 * v0; v2 = v2 + v5; v1 = v1 + v2' }],
    ['multiplying by one', { setup: 's2 = 0.1; s5 = 1', learn: `${LINEAR.learn}; v1 = s5 * v1` }],
    ['work done again', { learn: 's3 = s0 - s1; s3 = s2 * s3; v2 = s3 * v0; v2 = s3 * v0; v1 = v2 + v1' }],
    ['dead code', { predict: 's1 = dot(v1, v0); s7 = s1 * s1' }],
    ['other registers', { learn: 's4 = s0 - s1; s5 = s2 * s4; v3 = s5 * v0; v1 = v1 + v3' }],
  ])('does not see %s', (_, change) => {
    expect(hashOf(linear(change))).toEqual(hashOf(programOf(LINEAR)));
  });

  it.each<[string, Partial<typeof LINEAR>]>([
    ['what is learned from', { learn: 's3 = s1 - s0; s3 = s2 * s3; v2 = s3 * v0; v1 = v1 + v2' }],
    ['what is accumulated', { learn: 's3 = s0 - s1; s3 = s2 * s3; v1 = s3 * v0' }],
    ['a parameter that starts elsewhere', { setup: 's2 = 0.1; v1[0.1] = 0.5' }],
    ['a rate that decays', { learn: `${LINEAR.learn}; s2 = s2 * s2` }],
    ['what Predict changes', { predict: 's1 = dot(v1, v0); v1 = v1 + v0' }],
  ])('sees %s', (_, change) => {
    expect(hashOf(linear(change)).behaviour).not.toBe(hashOf(programOf(LINEAR)).behaviour);
    expect(hashOf(linear(change)).structure).not.toBe(hashOf(programOf(LINEAR)).structure);
  });

  it('tells constants apart by behaviour, not by structure', () => {
    const other = hashOf(linear({ setup: 's2 = 0.2' }));
    expect(other.behaviour).not.toBe(hashOf(programOf(LINEAR)).behaviour);
    expect(other.structure).toBe(hashOf(programOf(LINEAR)).structure);
  });

  it('takes x - x for zero only where both are one register: two parameters that start alike are not', () => {
    const twins = (last: string): Program =>
      programOf({
        predict: `s2 = dot(v1, v0); s3 = dot(v2, v0); s1 = ${last}`,
        learn: 's4 = s0 - s1; v3 = s4 * v0; v1 = v1 + v3; v2 = v2 - v3',
      });
    expect(hashOf(twins('s2 - s2')).behaviour).not.toBe(hashOf(twins('s2 - s3')).behaviour);
  });

  it('tells random draws apart, and does not fold what differs by one', () => {
    const drawn = (predict: string): Program => programOf({ predict });
    const one = hashOf(drawn('s1 = gaussian(0, 1)'));
    expect(hashOf(drawn('s2 = gaussian(0, 1); s3 = gaussian(0, 1); s1 = s2 - s3'))).not.toEqual(one);
    expect(hashOf(drawn('s1 = gaussian(0, 2)')).behaviour).not.toBe(one.behaviour);
    expect(hashOf(drawn('s1 = gaussian(0, 2)')).structure).toBe(one.structure);
  });

  it.each([
    { outputs: 'scalar', space: EVERY_OP, behaviour: 970877878, structure: 719501758 },
    { outputs: 'scalar', space: ARITHMETIC, behaviour: -157043885, structure: 121106407 },
    { outputs: 'vector', space: EVERY_OP, behaviour: 1807660682, structure: 1709353950 },
    { outputs: 'vector', space: ARITHMETIC, behaviour: -1079740713, structure: -1203255666 },
  ] as const)(
    'stays what it was, so that runs can be repeated: $outputs outputs',
    ({ outputs, space, ...recorded }) => {
      const dice = new Dice(21);
      let behaviour = 0;
      let structure = 0;
      for (let k = 0; k < 1000; k++) {
        const hash = hashOf(packAlgorithm(randomAlgorithm(dice, space, outputs)), outputs);
        behaviour = (Math.imul(behaviour, 31) + hash.behaviour) | 0;
        structure = (Math.imul(structure, 31) + hash.structure) | 0;
      }
      expect({ behaviour, structure }).toEqual(recorded);
    },
  );

  it('is the same under other names, swapped operands and dead code, for thousands of programs of all ops', () => {
    const dice = new Dice(11);
    for (let k = 0; k < 2000; k++) {
      for (const outputs of ['scalar', 'vector'] as const) {
        const algorithm = randomAlgorithm(dice, EVERY_OP, outputs);
        const variant = disguised(dice, algorithm, outputs);
        expect(hashOf(packAlgorithm(variant), outputs)).toEqual(hashOf(packAlgorithm(algorithm), outputs));
      }
    }
  });
});
