import { describe, expect, it } from 'vitest';
import { describeInstruction } from '../../native-worker/algorithm/describe-instruction.ts';
import { OPS } from '../../native-worker/algorithm/op-table.ts';
import { parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';

/** The line of each op as the reference prints it (instruction.cc), for in1 = 2, in2 = 3, out = 1. */
const REFERENCE_LINES = `
NoOp()
s1 = s2 + s3
s1 = s2 - s3
s1 = s2 * s3
s1 = s2 / s3
s1 = abs(s2)
s1 = 1 / s2
s1 = sin(s2)
s1 = cos(s2)
s1 = tan(s2)
s1 = arcsin(s2)
s1 = arccos(s2)
s1 = arctan(s2)
s1 = exp(s2)
s1 = log(s2)
s1 = heaviside(s2, 1.0)
v1 = heaviside(v2, 1.0)
m1 = heaviside(m2, 1.0)
v1 = s2 * v3
v1 = bcast(s2)
v1 = 1 / v2
s1 = norm(v2)
v1 = abs(v2)
v1 = v2 + v3
v1 = v2 - v3
v1 = v2 * v3
v1 = v2 / v3
s1 = dot(v2, v3)
m1 = outer(v2, v3)
m1 = s2 * m3
m1 = 1 / m2
v1 = dot(m2, v3)
m1 = bcast(v2, axis=0)
m1 = bcast(v2, axis=1)
s1 = norm(m2)
v1 = norm(m2, axis=0)
v1 = norm(m2, axis=1)
m1 = transpose(m2)
m1 = abs(m2)
m1 = m2 + m3
m1 = m2 - m3
m1 = m2 * m3
m1 = m2 / m3
m1 = matmul(m2, m3)
s1 = minimum(s2, s3)
v1 = minimum(v2, v3)
m1 = minimum(m2, m3)
s1 = maximum(s2, s3)
v1 = maximum(v2, v3)
m1 = maximum(m2, m3)
s1 = mean(v2)
s1 = mean(m2)
v1 = mean(m2, axis=1)
v1 = std(m2, axis=1)
s1 = std(v2)
s1 = std(m2)
s1 = 0.123457
v1[0.25] = -0.333333
m1[0.25, 0.75] = 1e-05
s1 = uniform(-0.5, 0.1)
v1 = uniform(-0.5, 0.1, n_features)
m1 = uniform(-0.5, 0.1, (n_features, n_features))
s1 = gaussian(-0.5, 0.1)
v1 = gaussian(-0.5, 0.1, n_features)
m1 = gaussian(-0.5, 0.1, (n_features, n_features))
`
  .trim()
  .split('\n');

const CONSTANTS = new Map([
  [56, [0.12345678901]],
  [57, [0.25, -1 / 3]],
  [58, [0.25, 0.75, 0.00001]],
]);

describe('an instruction in words', () => {
  it.each(OPS)('of op $number, $name, is what the reference prints, and reads back', ({ number, inputs, output }) => {
    const line = REFERENCE_LINES[number]!;
    const instruction = {
      op: number,
      in1: inputs.length > 0 ? 2 : 0,
      in2: inputs.length > 1 ? 3 : 0,
      out: output === null ? 0 : 1,
      constants: number < 56 ? [] : (CONSTANTS.get(number) ?? [-0.5, 0.1]),
    };
    expect(describeInstruction(instruction)).toBe(line);
    const [read] = parseAlgorithm(`def Setup():\n  ${line}\n`).setup;
    expect(read).toMatchObject({ op: number, in1: instruction.in1, in2: instruction.in2, out: instruction.out });
  });

  it('shows constants as they are stored: single precision but for scalar constants', () => {
    const gaussian = { op: 62, in1: 0, in2: 0, out: 2, constants: [0, 0.1] };
    expect(describeInstruction(gaussian, 'exact')).toBe('s2 = gaussian(0, 0.10000000149011612)');
    expect(describeInstruction({ op: 56, in1: 0, in2: 0, out: 2, constants: [0.1] }, 'exact')).toBe('s2 = 0.1');
  });

  it('is refused for an op that does not exist', () => {
    expect(() => describeInstruction({ op: 65, in1: 0, in2: 0, out: 0, constants: [] })).toThrow(
      'op 65 does not exist; ops are numbered 0 to 64',
    );
  });
});
