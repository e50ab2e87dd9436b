import { describe, expect, it } from 'vitest';
import { Canonicalizer, canonicalize } from '../../native-worker/algorithm/canonical-form.ts';
import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { removeDeadCode } from '../../native-worker/algorithm/remove-dead-code.ts';
import { usedAddresses } from '../../native-worker/algorithm/used-addresses.ts';
import { Dice } from './dice.ts';
import { programOf, textOf } from './listing-program.ts';
import { CROWDED, EVERY_OP, randomAlgorithm } from './random-programs.ts';
import { readAlgorithmFile } from './read-algorithm-file.ts';
import { disguised } from './same-behaviour-variants.ts';
import { sameUpToNames } from './same-up-to-names.ts';

type Functions = Parameters<typeof programOf>[0];

function expectForm(from: Functions, to: Functions, outputs: OutputKind = 'scalar'): void {
  expect(textOf(canonicalize(programOf(from), outputs))).toBe(textOf(programOf(to)));
}

function expectApart(a: Functions, b: Functions): void {
  expect(textOf(canonicalize(programOf(a), 'scalar'))).not.toBe(textOf(canonicalize(programOf(b), 'scalar')));
}

describe('the canonical form', () => {
  it('is without dead code', () => {
    expectForm({ setup: 's2 = 0.1; NoOp()', predict: 's3 = mean(v0); s1 = norm(v0)' }, { predict: 's1 = norm(v0)' });
  });

  it('numbers registers in the order of their first use, after those of the protocol', () => {
    expectForm(
      { setup: 's9 = 0.1; v7 = bcast(s9)', predict: 'v3 = v0 - v7; m8 = outer(v3, v7); s1 = norm(m8)' },
      { setup: 's2 = 0.1; v1 = bcast(s2)', predict: 'v2 = v0 - v1; m0 = outer(v2, v1); s1 = norm(m0)' },
    );
  });

  it('leaves the registers of the protocol where they are', () => {
    expectForm(
      { predict: 'v2 = v0 - v3; s1 = norm(v3)', learn: 's5 = s0 - s1; v3 = s5 * v0' },
      { predict: 's1 = norm(v1)', learn: 's2 = s0 - s1; v1 = s2 * v0' },
    );
    expectForm(
      { predict: 'v2 = v9 - v0', learn: 'v9 = v1 - v2; s7 = norm(v9); v9 = s7 * v9' },
      { predict: 'v2 = v3 - v0', learn: 'v3 = v1 - v2; s0 = norm(v3); v3 = s0 * v3' },
      'vector',
    );
  });

  it('keeps registers that carry a value from step to step apart from those that never hold one', () => {
    expectApart({ predict: 's1 = s2 - s3', learn: 's2 = s0 + s3' }, { predict: 's1 = s2 - s2', learn: 's2 = s0 + s2' });
  });

  it('takes all registers of a kind that nothing writes for one', () => {
    expectForm(
      { setup: 's6 = 0.1', predict: 's4 = s5 - s7; v3 = maximum(v4, v5); s2 = s4 / s8; s1 = s2 / s3' },
      { predict: 's3 = s2 - s2; s4 = s3 / s2; s1 = s4 / s2' },
    );
  });

  it('takes a register for never written if only dead code writes it', () => {
    expectForm({ predict: 's1 = s2 - s3; s3 = 0.1; s3 = s2 - s4' }, { predict: 's1 = s2 - s3; s3 = s2 - s2' });
    expectForm(
      { setup: 's3 = 0.1; s3 = 0.2', predict: 's3 = s2 - s4; s1 = s3 - s5' },
      { predict: 's3 = s2 - s2; s1 = s3 - s2' },
    );
  });

  it('does not take a register with one entry set for never written', () => {
    expectApart(
      { setup: 'v1[0.1] = 2', predict: 's1 = dot(v1, v2)' },
      { setup: 'v3[0.1] = 2', predict: 's1 = dot(v1, v2)' },
    );
  });

  it('orders operands that commute, whatever their names', () => {
    const inTurn = (first: string, second: string): Functions => ({
      predict: `s1 = ${first} + ${second}`,
      learn: `${first} = s0 - ${second}; ${second} = s1 - s0`,
    });
    const swap = ({ predict = '', ...rest }: Functions): Functions => ({
      ...rest,
      predict: predict.replace(/(s\d) \+ (s\d)/, '$2 + $1'),
    });
    const same = [inTurn('s2', 's3'), inTurn('s3', 's2'), inTurn('s8', 's4')].flatMap((each) => [each, swap(each)]);
    const forms = same.map((each) => textOf(canonicalize(programOf(each), 'scalar')));
    expect(new Set(forms).size).toBe(1);
  });

  it.each([
    ['sums', 's4 = s5 + s6; s1 = abs(s4)', 's5 = s6 - s5; s6 = s4 - s6'],
    ['products', 's4 = s5 * s6; s1 = abs(s4)', 's5 = s6 - s5; s6 = s4 - s6'],
    ['sums of vectors', 'v4 = v5 + v6; s1 = norm(v4)', 'v5 = v6 - v5; v6 = v4 - v6'],
    ['products of vectors', 'v4 = v5 * v6; s1 = norm(v4)', 'v5 = v6 - v5; v6 = v4 - v6'],
    ['inner products', 's1 = dot(v5, v6)', 'v5 = v6 - v5; v6 = v0 - v6'],
    ['sums of matrices', 'm4 = m5 + m6; s1 = norm(m4)', 'm5 = m6 - m5; m6 = m4 - m6'],
    ['products of matrices', 'm4 = m5 * m6; s1 = norm(m4)', 'm5 = m6 - m5; m6 = m4 - m6'],
  ])('orders operands of %s', (_, predict, learn) => {
    const swapped = predict.replace(/(\w+)5( . |, )(\w+)6/, '$36$2$15');
    expect(swapped).not.toBe(predict);
    const [one, other] = [programOf({ predict, learn }), programOf({ predict: swapped, learn })];
    expect(textOf(canonicalize(other, 'scalar'))).toBe(textOf(canonicalize(one, 'scalar')));
  });

  it('keeps operands of minimum and maximum, which tell them apart on NaN and zeros, in order', () => {
    for (const name of ['minimum', 'maximum']) {
      const learn = 's2 = s0 - s3';
      expectApart({ predict: `s1 = ${name}(s2, s3)`, learn }, { predict: `s1 = ${name}(s3, s2)`, learn });
      expectApart(
        { predict: `v1 = ${name}(v1, v0); s1 = norm(v1)` },
        { predict: `v1 = ${name}(v0, v1); s1 = norm(v1)` },
      );
      expectApart(
        { predict: `m1 = ${name}(m1, m0); s1 = norm(m1)` },
        { predict: `m1 = ${name}(m0, m1); s1 = norm(m1)` },
      );
    }
  });

  it('keeps operands of differences, quotients and other products in order', () => {
    expectApart({ predict: 's1 = s1 - s2' }, { predict: 's1 = s2 - s1' });
    expectApart({ predict: 's1 = s1 / s2' }, { predict: 's1 = s2 / s1' });
    expectApart({ predict: 'm0 = outer(v0, v1); s1 = norm(m0)' }, { predict: 'm0 = outer(v1, v0); s1 = norm(m0)' });
    expectApart({ predict: 'm0 = matmul(m0, m1); s1 = norm(m0)' }, { predict: 'm0 = matmul(m1, m0); s1 = norm(m0)' });
  });

  it('folds no arithmetic: zero times x is not zero where x overflows', () => {
    const zeroTimes = { predict: 's2 = mean(v0); s2 = s3 * s2; s1 = norm(v0); s1 = s1 + s2' };
    expectForm(zeroTimes, { predict: 's2 = mean(v0); s2 = s2 * s3; s1 = norm(v0); s1 = s1 + s2' });
    expectApart(zeroTimes, { predict: 's1 = norm(v0)' });
    expectApart({ predict: 's2 = mean(v0); s1 = s2 - s2' }, {});
  });

  it('keeps the order of instructions', () => {
    expectApart(
      { predict: 's2 = mean(v0); s3 = norm(v0); s1 = s2 - s3' },
      { predict: 's3 = norm(v0); s2 = mean(v0); s1 = s2 - s3' },
    );
  });

  it('clears fields that an op does not use', () => {
    const untidy = programOf({ setup: 's2 = 0.5', predict: 's1 = abs(s2)' });
    untidy.words[1] = 7;
    untidy.words[4 + 2] = 7;
    untidy.constants[2] = 7;
    expect(canonicalize(untidy, 'scalar')).toEqual(programOf({ setup: 's2 = 0.5', predict: 's1 = abs(s2)' }));
  });

  it("takes the paper's best program as evolution left it and after its clean-up for the same", () => {
    const raw = canonicalize(readAlgorithmFile('paper-cifar-10-winner-raw'), 'scalar');
    expect(textOf(raw)).toBe(textOf(canonicalize(readAlgorithmFile('paper-cifar-10-winner'), 'scalar')));
  });

  it.each(['scalar', 'vector'] as const)('is its own canonical form, and no larger (%s outputs)', (outputs) => {
    const dice = new Dice(2);
    const canonicalizer = new Canonicalizer();
    for (let round = 0; round < 1000; round++) {
      const program = packAlgorithm(disguised(dice, randomAlgorithm(dice, EVERY_OP, outputs), outputs));
      const form = canonicalizer.canonicalize(program, outputs).toProgram();
      expect(canonicalizer.canonicalize(form, outputs).toProgram()).toEqual(form);
      expect(removeDeadCode(form, outputs)).toBe(form);
      const [larger, smaller] = [usedAddresses(program), usedAddresses(form)];
      expect(smaller.scalars).toBeLessThanOrEqual(larger.scalars);
      expect(smaller.vectors).toBeLessThanOrEqual(larger.vectors);
      expect(smaller.matrices).toBeLessThanOrEqual(larger.matrices);
    }
  });

  it.each(['scalar', 'vector'] as const)('does not know in which words a program came (%s outputs)', (outputs) => {
    const dice = new Dice(3);
    const canonicalizer = new Canonicalizer();
    const seen = new Set<number>();
    for (let round = 0; round < 2000; round++) {
      const algorithm = randomAlgorithm(dice, EVERY_OP, outputs);
      const form = canonicalizer.canonicalize(packAlgorithm(algorithm), outputs).toProgram();
      const other = canonicalizer.canonicalize(packAlgorithm(disguised(dice, algorithm, outputs)), outputs);
      expect(other.toProgram()).toEqual(form);
      for (let i = 0; i < form.words.length; i += 4) seen.add(form.words[i]!);
    }
    expect(seen.size, 'every op but NO_OP was live in some program').toBe(64);
  });

  it.each(['scalar', 'vector'] as const)(
    'is the same for two programs only if one is the other in other words (%s outputs)',
    (outputs) => {
      const dice = new Dice(4);
      const programs = Array.from({ length: 1000 }, () =>
        removeDeadCode(packAlgorithm(randomAlgorithm(dice, CROWDED, outputs)), outputs),
      );
      const nonEmpty = programs.filter(({ words }) => words.length > 0);
      const texts = nonEmpty.map((program) => textOf(canonicalize(program, outputs)));
      let equal = 0;
      nonEmpty.forEach((program, i) => {
        for (let k = 0; k < i; k++) {
          const same = texts[i] === texts[k];
          if (same !== sameUpToNames(program, nonEmpty[k]!, outputs)) {
            expect.fail(
              `${textOf(program)}\nand\n${textOf(nonEmpty[k]!)}\nare ${same ? 'merged' : 'kept apart'} wrongly`,
            );
          }
          if (same && textOf(program) !== textOf(nonEmpty[k]!)) equal++;
        }
      });
      expect(equal, 'unlike texts of one program were among them').toBeGreaterThan(50);
    },
  );

  it('copes with the highest addresses and thousands of instructions', () => {
    const count = 3000;
    const places = Array.from({ length: count }, (_, k) => k);
    const program = programOf({
      predict: [
        's65535 = norm(v0)',
        ...places.map((k) => `s${65534 - k} = s${k + 2} + s${65535 - k}`),
        `s1 = abs(s${65535 - count})`,
      ].join(';'),
      learn: places.map((k) => `s${k + 2} = s0 - s${k + 2}`).join(';'),
    });
    const form = programOf({
      predict: [
        's2 = norm(v0)',
        ...places.map((k) => `s${2 * k + 4} = s${2 * k + 2} + s${2 * k + 3}`),
        `s1 = abs(s${2 * count + 2})`,
      ].join(';'),
      learn: places.map((k) => `s${2 * k + 3} = s0 - s${2 * k + 3}`).join(';'),
    });
    expect(canonicalize(program, 'scalar')).toEqual(form);
  });
});
