import { describe, expect, it } from 'vitest';
import { Liveness } from '../../native-worker/algorithm/liveness.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { SetupValues } from '../../native-worker/algorithm/setup-values.ts';
import { ProgramRecord } from '../../native-worker/search/program-record.ts';
import { programOf } from '../algorithm/listing-program.ts';

type Functions = Parameters<typeof programOf>[0];

const PREDICT = 's1 = dot(v1, v0)';
const LEARN = 's3 = s0 - s1; s3 = s2 * s3; v2 = s3 * v0; v1 = v1 + v2';

/** The words of a program's record. */
function wordsOf(program: Program, allowed: readonly number[] = [100]): number[] {
  const record = new ProgramRecord();
  record.write(program, allowed);
  return [...record.words.subarray(0, record.length)];
}

/** The words of a record of what a program's Setup comes to. */
function workedOut(functions: Functions): number[] {
  const program = programOf(functions);
  const liveness = new Liveness();
  liveness.analyse(program, 'scalar');
  const values = new SetupValues(liveness, 4);
  expect(values.workOut(program)).toBe(true);
  const record = new ProgramRecord();
  record.writeWorkedOut(program, [100], liveness, values.values);
  return [...record.words.subarray(0, record.length)];
}

describe('the record of a program', () => {
  const words = wordsOf(programOf({ setup: 's2 = 0.5', predict: PREDICT, learn: LEARN }));

  it.each<[string, Functions, readonly number[]]>([
    ['an op', { setup: 's2 = 0.5', predict: PREDICT, learn: LEARN.replace('*', '+') }, [100]],
    ['an address', { setup: 's2 = 0.5', predict: PREDICT, learn: LEARN.replace('s2', 's4') }, [100]],
    ['the last bit of a constant', { setup: 's2 = 0.5000000000000001', predict: PREDICT, learn: LEARN }, [100]],
    ['where a function ends', { predict: `s2 = 0.5; ${PREDICT}`, learn: LEARN }, [100]],
    ['whether it may be trained', { setup: 's2 = 0.5', predict: PREDICT, learn: LEARN }, [0]],
  ])('tells by %s', (_, functions, allowed) => {
    expect(wordsOf(programOf(functions), allowed)).not.toEqual(words);
  });

  it('tells 0 and -0', () => {
    const zero = programOf({ predict: 's1 = 0' });
    expect(wordsOf({ ...zero, constants: zero.constants.map(() => -0) })).not.toEqual(wordsOf(zero));
  });

  it('tells which tasks allow training, of however many', () => {
    const program = programOf({ predict: PREDICT });
    const allowed = Array.from({ length: 70 }, () => 5);
    const records = allowed.map((_, task) => wordsOf(program, allowed.with(task, 0)).join());
    expect(new Set(records).size).toBe(70);
  });

  it('leaves out what no op looks at', () => {
    const program = programOf({ predict: PREDICT });
    expect(wordsOf({ ...program, constants: Float64Array.of(1, 2, 3) })).toEqual(wordsOf(program));
  });

  it('has two hashes that both tell nearly all programs apart', () => {
    const record = new ProgramRecord();
    const hashes = { high: new Set<number>(), low: new Set<number>() };
    for (let k = 0; k < 10_000; k++) {
      const program = programOf({ predict: 's1 = 0' });
      record.write({ ...program, constants: program.constants.with(0, k / 64) }, [100]);
      hashes.high.add(record.high);
      hashes.low.add(record.low & 0xffff);
    }
    expect(hashes.high.size).toBeGreaterThan(9990);
    // Of 65,536 numbers, 10,000 draws meet 9,275 different ones on average.
    expect(hashes.low.size).toBeGreaterThan(9150);
  });
});

describe('the record of what Setup comes to', () => {
  const straight = workedOut({ setup: 's2 = 0.25', predict: PREDICT, learn: LEARN });

  it('is the same whatever way Setup takes', () => {
    expect(workedOut({ setup: 's5 = 0.5; s2 = s5 * s5', predict: PREDICT, learn: LEARN })).toEqual(straight);
    expect(workedOut({ setup: 's2 = 0.25; v1 = s2 * v3', predict: PREDICT, learn: LEARN })).toEqual(straight);
  });

  it('tells apart what registers hold, and which', () => {
    const setups = ['', 's2 = 1', 's2 = 2', 's4 = 1', 's2 = 1; s4 = 1', 's3 = -1; s2 = s3 * s2'];
    const records = setups.map((setup) =>
      workedOut({ setup, predict: 's1 = s2 - s4', learn: 's2 = s0 + s2; s4 = s0 + s4' }).join(),
    );
    expect(new Set(records).size).toBe(setups.length);
  });

  it('is never that of a program with the instructions of its Setup', () => {
    const functions = { predict: PREDICT, learn: LEARN };
    expect(workedOut(functions)).not.toEqual(wordsOf(programOf(functions)));
  });
});
