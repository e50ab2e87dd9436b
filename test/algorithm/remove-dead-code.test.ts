import { describe, expect, it } from 'vitest';
import { liveInstructions } from '../../native-worker/algorithm/liveness.ts';
import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { programDigest } from '../../native-worker/algorithm/program-digest.ts';
import { DeadCodeRemover, removeDeadCode } from '../../native-worker/algorithm/remove-dead-code.ts';
import { Dice } from './dice.ts';
import { programOf, textOf } from './listing-program.ts';
import { EVERY_OP, randomAlgorithm } from './random-programs.ts';

type Functions = Parameters<typeof programOf>[0];

/** Says that removal turns one program into the other. */
function expectRemoved(from: Functions, to: Functions, outputs: OutputKind = 'scalar'): void {
  expect(textOf(removeDeadCode(programOf(from), outputs))).toBe(textOf(programOf(to)));
}

/** Hands the label on from register to register, one each step, until it is the prediction. */
function shiftThrough(registers: number): Program {
  const move = (from: number, to: number) => ({ op: 5, in1: from, in2: 0, out: to, constants: [] });
  const shift = Array.from({ length: registers }, (_, k) => move(65535 - k, 65534 - k));
  return packAlgorithm({
    setup: [],
    predict: [...shift.toReversed(), move(65535 - registers, 1)],
    learn: [move(0, 65535)],
  });
}

describe('dead code removal', () => {
  it('keeps what reaches the prediction, in its order, and drops the rest', () => {
    expectRemoved(
      { setup: 's2 = 0.1; s3 = 0.2', predict: 's4 = s2 * s2; s1 = dot(v1, v0); s5 = s4 + s1', learn: 'v1 = s2 * v0' },
      { setup: 's2 = 0.1', predict: 's1 = dot(v1, v0)', learn: 'v1 = s2 * v0' },
    );
  });

  it('drops instructions that do nothing', () => {
    expectRemoved(
      { setup: 'NoOp()', predict: 'NoOp(); s1 = norm(v0); NoOp()', learn: 'NoOp()' },
      { predict: 's1 = norm(v0)' },
    );
  });

  it('leaves nothing of a program that never predicts', () => {
    expectRemoved({ setup: 's2 = 0.1', predict: 's3 = norm(v0)', learn: 's4 = s0 + s3' }, {});
  });

  it('keeps what Learn leaves for the next Predict, and for the one after that', () => {
    const program = { predict: 's1 = s2 + s2', learn: 's2 = s3 * s3; s3 = s0 + s0' };
    expectRemoved(program, program);
  });

  it('keeps what Predict leaves for the next Predict, since validation runs no Learn', () => {
    const program = { predict: 's1 = s2 + s2; s2 = norm(v0)', learn: 's2 = s0 + s0' };
    expectRemoved(program, program);
  });

  it('keeps what Predict leaves for Learn', () => {
    const program = { predict: 's2 = norm(v0); s1 = s3 + s3', learn: 's3 = s2 + s3' };
    expectRemoved(program, program);
  });

  it('drops a result that is overwritten before it is read', () => {
    expectRemoved(
      { setup: 's1 = 5', predict: 's1 = norm(v0); s1 = mean(v0)', learn: 's1 = s0 + s0' },
      { predict: 's1 = mean(v0)' },
    );
  });

  it('keeps a prediction that Learn or Setup makes if Predict does not', () => {
    const program = { setup: 's1 = 5', learn: 's1 = s1 + s0' };
    expectRemoved(program, program);
  });

  it('drops what is written to features and label at the end of a function, as the protocol overwrites it', () => {
    expectRemoved(
      { setup: 's0 = 1; v0 = bcast(s0)', predict: 's1 = norm(v0); s0 = 2; v0 = bcast(s1)', learn: 's0 = 3' },
      { predict: 's1 = norm(v0)' },
    );
  });

  it('keeps what is written to features and label and read in the same function', () => {
    const program = { predict: 's0 = 2; v0 = bcast(s0); s1 = norm(v0)' };
    expectRemoved(program, program);
  });

  it('takes setting one entry for reading the others', () => {
    const program = {
      setup: 'v1[0.1] = 2; v1[0.6] = 3; m0[0.1, 0.1] = 1',
      predict: 'v2 = dot(m0, v0); s1 = dot(v1, v2)',
    };
    expectRemoved(program, program);
    expectRemoved(
      { setup: 'v1[0.1] = 2', predict: 'v1 = bcast(s1); s1 = norm(v1)' },
      { predict: 'v1 = bcast(s1); s1 = norm(v1)' },
    );
    expectRemoved({ setup: 'v1[0.1] = 2; m0[0.1, 0.1] = 1', predict: 's1 = norm(v0)' }, { predict: 's1 = norm(v0)' });
  });

  it('drops random draws that nothing reads', () => {
    expectRemoved(
      { setup: 's2 = gaussian(0, 1)', predict: 's1 = uniform(0, 1); s1 = uniform(0, 2)' },
      { predict: 's1 = uniform(0, 2)' },
    );
  });

  it('takes v2 for the prediction and v1 for the label where outputs are vectors', () => {
    expectRemoved(
      {
        setup: 'v1 = bcast(s0)',
        predict: 's1 = norm(v0); v2 = v3 + v0; v1 = v0 + v0',
        learn: 'v3 = v1 - v2; v1 = v0 + v0',
      },
      { predict: 'v2 = v3 + v0', learn: 'v3 = v1 - v2' },
      'vector',
    );
  });

  it('takes s0 and s1 for ordinary registers where outputs are vectors', () => {
    const program = { setup: 's0 = 0.5', predict: 'v2 = s0 * v0', learn: 's0 = s0 * s1; s1 = norm(v1)' };
    expectRemoved(program, program, 'vector');
  });

  it('gives back the program itself if all of it is live', () => {
    const program = programOf({ predict: 's1 = norm(v0)' });
    expect(removeDeadCode(program, 'scalar')).toBe(program);
  });

  it('finds what is needed only after thousands of steps, in as many registers', () => {
    const program = shiftThrough(1500);
    expect(removeDeadCode(program, 'scalar')).toBe(program);
  });

  it('judges a program alike whatever was judged before it with the same scratch memory', () => {
    const dice = new Dice(1);
    const remover = new DeadCodeRemover();
    for (let round = 0; round < 500; round++) {
      const program = packAlgorithm(randomAlgorithm(dice, EVERY_OP, 'scalar'));
      const outputs = dice.oneIn(2) ? 'scalar' : 'vector';
      // Many registers, with high addresses: more than are remembered from one program to the next.
      if (round % 50 === 0) expect(remover.remove(shiftThrough(1500), 'scalar')).toEqual(shiftThrough(1500));
      expect(programDigest(remover.remove(program, outputs), outputs)).toBe(
        programDigest(removeDeadCode(program, outputs), outputs),
      );
    }
  });
});

describe('the mask of live instructions', () => {
  it('has one entry an instruction, 1 where it is live', () => {
    const program = programOf({ setup: 's2 = 0.1', predict: 's1 = norm(v0); NoOp()', learn: 's3 = s0 + s1' });
    expect([...liveInstructions(program, 'scalar')]).toEqual([0, 1, 0, 0]);
  });
});
