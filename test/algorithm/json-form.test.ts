import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { algorithmFromJson, algorithmToJson, instructionFromJson } from '../../native-worker/algorithm/json-form.ts';
import { JsonFormError } from '../../native-worker/algorithm/json-form-error.ts';
import { anyAlgorithm, PROPERTY } from './random-algorithm.ts';

describe('the JSON form', () => {
  it('has ops, addresses and constants as in the golden rows', () => {
    expect(algorithmToJson(linearAlgorithm()).setup).toEqual([{ op: 56, in1: 0, in2: 0, out: 2, data: [0.01] }]);
  });

  it('comes back from JSON text to the last bit, -0, NaN and infinities included', () => {
    fc.assert(
      fc.property(anyAlgorithm, (algorithm) => {
        const text = JSON.stringify(algorithmToJson(algorithm));
        expect(algorithmFromJson(JSON.parse(text))).toEqual(algorithm);
      }),
      PROPERTY,
    );
  });

  it('takes ops by name and leaves out what an op does not use', () => {
    expect(instructionFromJson({ op: 'SCALAR_ABS_OP', in1: 3, out: 2 })).toEqual({
      op: 5,
      in1: 3,
      in2: 0,
      out: 2,
      constants: [],
    });
    expect(instructionFromJson({ op: 0 })).toEqual({ op: 0, in1: 0, in2: 0, out: 0, constants: [] });
  });

  it('rounds constants as they are stored', () => {
    expect(instructionFromJson({ op: 59, out: 2, data: [-0.5, 0.1] }).constants).toEqual([-0.5, Math.fround(0.1)]);
  });

  it('takes one function alone, the others are empty', () => {
    expect(algorithmFromJson({ learn: [{ op: 0 }] })).toMatchObject({ setup: [], predict: [] });
  });

  it.each([
    [null, 'the whole: found null, expected an object'],
    [[], 'the whole: found a list of 0, expected an object'],
    [{}, 'the whole: found an empty object, expected lists of instructions: setup, predict or learn'],
    [{ lern: [] }, 'lern: found an unknown key, expected only setup, predict, learn; did you mean learn?'],
    [{ setup: 5 }, 'setup: found 5, expected a list of instructions'],
    [{ setup: [7] }, 'setup[0]: found 7, expected an object'],
    [{ setup: [{}] }, 'setup[0].op: found nothing, expected the number of an op, 0 to 64, or its name'],
    [{ setup: [{ op: 1.5 }] }, 'setup[0].op: found 1.5, expected the number of an op'],
    [{ setup: [{ op: 'SCALAR_SUMM' }] }, 'did you mean SCALAR_SUM'],
    [{ setup: [{ op: 5, in1: '3', out: 1 }] }, 'setup[0].in1: found "3", expected an address'],
    [{ setup: [{ op: 5, in1: 2.5, out: 1 }] }, 'setup[0].in1: found s2.5, expected an address'],
    [{ setup: [{ op: 5, in1: 3 }] }, 'setup[0].out: found nothing, expected an address'],
    [
      { setup: [{ op: 56, out: 2 }] },
      'setup[0].data: found a list of 0, expected a list of 1 (value) for SCALAR_CONST_SET',
    ],
    [{ setup: [{ op: 5, in1: 3, out: 1, data: [1] }] }, 'setup[0].data: found a list of 1, expected a list of 0'],
    [{ setup: [{ op: 56, out: 2, data: ['nan'] }] }, 'setup[0].data[0]: found "nan", expected a number, "NaN"'],
    [
      { setup: [], learn: [{ op: 57, out: 2, data: [1, 2] }] },
      'learn[0].data[0]: found 1, expected the index as a fraction',
    ],
    [
      { setup: [{ op: 0, inn1: 3 }] },
      'setup[0].inn1: found an unknown key, expected only op, in1, in2, out, data; did you',
    ],
  ])('%j is answered with the path, what was found and what was expected', (value, message) => {
    const read = (): unknown => algorithmFromJson(value);
    expect(read).toThrow(JsonFormError);
    expect(read).toThrow(message);
  });
});
