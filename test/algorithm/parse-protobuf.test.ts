import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import type { Algorithm, Instruction } from '../../native-worker/algorithm/instruction.ts';
import { OPS } from '../../native-worker/algorithm/op-table.ts';
import { parseProtobufAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';
import { anyAlgorithm, PROPERTY } from './random-algorithm.ts';
import { syntaxErrorOf } from './syntax-error-of.ts';

/** The linear learner as the reference's message prints itself. */
const LINEAR = `
setup_instructions {
  op: SCALAR_CONST_SET_OP  # the learning rate
  in1: 0
  in2: 0
  out: 2
  activation_data: 0.01
  float_data_0: 0
  float_data_1: 0
  float_data_2: 0
}
predict_instructions { op: VECTOR_INNER_PRODUCT_OP in1: 1 in2: 0 out: 1 }
learn_instructions { op: SCALAR_DIFF_OP in1: 0 in2: 1 out: 3 }
learn_instructions { op: SCALAR_PRODUCT_OP in1: 2 in2: 3 out: 3 }
learn_instructions { op: SCALAR_VECTOR_PRODUCT_OP in1: 3 in2: 0 out: 2 }
learn_instructions { op: VECTOR_SUM_OP in1: 1 in2: 2 out: 1 }
`;

/** An algorithm as protobuf text, all fields written as the reference writes them. */
function protobufText(algorithm: Algorithm): string {
  const decimal = (value: number): string => String(value).replace('Infinity', 'inf');
  const message = ({ op, in1, in2, out, constants }: Instruction): string => {
    const isScalarConstant = op === 56;
    const [first = 0, second = 0, third = 0] = isScalarConstant ? [] : constants;
    const name = op === 0 ? 'NO_OP' : `${OPS[op]!.name}_OP`;
    const fields = [`op: ${name} in1: ${in1} in2: ${in2} out: ${out}`];
    fields.push(`activation_data: ${decimal(isScalarConstant ? constants[0]! : 0)}`);
    fields.push(...[first, second, third].map((value, index) => `float_data_${index}: ${decimal(value)}`));
    return `{ ${fields.join(' ')} }`;
  };
  return (['setup', 'predict', 'learn'] as const)
    .flatMap((component) => algorithm[component].map((each) => `${component}_instructions ${message(each)}\n`))
    .join('');
}

describe('reading protobuf text', () => {
  it("gives the reference's linear learner", () => {
    expect(parseProtobufAlgorithm(LINEAR)).toEqual(linearAlgorithm());
  });

  it('takes separators, lists, angle brackets, numbers for ops, and numbers as C writes them', () => {
    const text =
      'learn_instructions: [ { op: 27; in1: 0x1, in2: 010, out: 3 }, < op: VECTOR_CONST_SET out: 1, ' +
      'float_data_0: .5f; float_data_1: - inf > ];\nlearn_instructions [],';
    expect(parseProtobufAlgorithm(text).learn).toEqual([
      { op: 27, in1: 1, in2: 8, out: 3, constants: [] },
      { op: 57, in1: 0, in2: 0, out: 1, constants: [0.5, -Infinity] },
    ]);
  });

  it('ignores what an op does not use, and the field that the reference never reads', () => {
    const text = 'setup_instructions { op: SCALAR_ABS_OP in1: 2 in2: 7 out: 1 activation_data: 4 index_data_0: 3 }';
    expect(parseProtobufAlgorithm(text).setup).toEqual([{ op: 5, in1: 2, in2: 0, out: 1, constants: [] }]);
  });

  it('gives back any algorithm that was written in it', () => {
    const withoutNegativeZero = (value: number): number => (value === 0 ? 0 : value);
    fc.assert(
      fc.property(anyAlgorithm, (algorithm) => {
        const plain = (instructions: readonly Instruction[]): Instruction[] =>
          instructions.map((each) => ({ ...each, constants: each.constants.map(withoutNegativeZero) }));
        const written = {
          setup: plain(algorithm.setup),
          predict: plain(algorithm.predict),
          learn: plain(algorithm.learn),
        };
        expect(parseProtobufAlgorithm(protobufText(written))).toEqual(written);
      }),
      { ...PROPERTY, numRuns: 100 },
    );
  });

  it.each([
    ['setup_instruction {}', 'line 1, column 1: found "setup_instruction"', 'did you mean setup_instructions?'],
    [
      'setup_instructions\n  { op: SCALAR_SUMM_OP }',
      'line 2, column 9: found "SCALAR_SUMM_OP"',
      'did you mean SCALAR_SUM',
    ],
    ['setup_instructions { op: 65 }', 'column 26: found "65"', 'its number, 0 to 64'],
    ['setup_instructions { in1: 2 }', 'column 20: found "{", expected an instruction with a field op', ''],
    ['setup_instructions { op: 1 in3: 2 }', 'column 28: found "in3"', 'did you mean in1 or in2?'],
    ['setup_instructions { op: 1 in1: 2 in1: 3 }', 'column 35: found "in1"', 'not yet set'],
    ['setup_instructions { op: 1 in1 2 }', 'column 32: found "2", expected ":" after in1', ''],
    ['setup_instructions { op: 1 in1: 2.5 }', 'column 33: found "2.5", expected a whole number', ''],
    ['setup_instructions { op: 1 in1: 70000 }', 'column 33: found s70000', '0 to 65535'],
    ['setup_instructions { op: 1 in1: -1 }', 'column 33: found s-1', '0 to 65535'],
    ['setup_instructions { op: 56 activation_data: x }', 'column 46: found "x", expected a number', ''],
    ['setup_instructions { op: 57 float_data_0: 1.5 }', 'column 43: found 1.5, expected the index as a fraction', ''],
    ['setup_instructions { op: 57 < }', 'column 29: found "<", expected "}" or one of the fields', ''],
    ['setup_instructions { op: 1', 'column 27: found the end of the text, expected "}"', ''],
    ['setup_instructions', 'column 19: found the end of the text, expected "{"', ''],
    ['setup_instructions { op: "SCALAR_SUM" }', 'column 26: found "\\"SCALAR_SUM\\""', ''],
  ])('answers %j with the place, what was found and what was expected', (text, ...parts) => {
    const message = syntaxErrorOf(() => parseProtobufAlgorithm(text));
    for (const part of parts) expect(message).toContain(part);
  });
});
