import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AlgorithmSyntaxError } from '../../native-worker/algorithm/algorithm-syntax-error.ts';
import { linearAlgorithm, networkAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { algorithmToJson } from '../../native-worker/algorithm/json-form.ts';
import { notationOf, parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { anyAlgorithm, PROPERTY } from './random-algorithm.ts';
import { syntaxErrorOf } from './syntax-error-of.ts';

const PROTOBUF = `# network's first line
setup_instructions { op: VECTOR_GAUSSIAN_SET_OP out: 2 float_data_1: 0.1 }
learn_instructions < op: SCALAR_DIFF_OP in2: 1 out: 4 >`;
const VALID_TEXTS = [printAlgorithm(networkAlgorithm()), PROTOBUF, JSON.stringify(algorithmToJson(networkAlgorithm()))];

describe('an algorithm as text', () => {
  it('comes back from its exact listing to the last bit, whatever the algorithm', () => {
    fc.assert(
      fc.property(anyAlgorithm, (algorithm) => {
        const read = parseAlgorithm(printAlgorithm(algorithm));
        expect(read).toEqual(algorithm);
        expect(packAlgorithm(read)).toEqual(packAlgorithm(algorithm));
      }),
      PROPERTY,
    );
  });

  it('is told apart by its beginning, after any comments', () => {
    expect(VALID_TEXTS.map(notationOf)).toEqual(['listing', 'protobuf', 'json']);
    expect(notationOf('# a\n\n  # b\ndef Setup():')).toBe('listing');
    expect(notationOf('// a\n/* b */ {')).toBe('json');
    expect(notationOf('learn_instructions: {')).toBe('protobuf');
    expect(notationOf('whatever')).toBe('listing');
  });

  it.each(VALID_TEXTS)('may begin with a byte order mark: %#', (text) => {
    expect(parseAlgorithm(`\uFEFF${text}`)).toEqual(parseAlgorithm(text));
  });
});

describe('addresses beyond the memory', () => {
  const addresses = { scalars: 4, vectors: 3, matrices: 0 };

  it.each([
    ['def Learn():\n  s1 = s2 + s4', 'line 2, column 13: found s4, expected s0 to s3, as memory has 4 of this kind'],
    ['def Learn():\n  v3 = s1 * v0', 'line 2, column 3: found v3, expected v0 to v2'],
    ['def Learn():\n  v2 = v3 * s1', 'line 2, column 8: found v3, expected v0 to v2'],
    ['def Learn():\n  m0 = outer(v0, v1)', 'line 2, column 3: found m0, expected an instruction without a matrix'],
    ['def Setup():\n\nsetup_', 'line 3, column 1'],
    ['setup_instructions {\n  op: 27 in1: 9 out: 1 }', 'line 2, column 15: found v9, expected v0 to v2'],
    ['{"setup": [{"op": 5, "in1": 7, "out": 1}]}', 'line 1, column 29: found s7, expected s0 to s3'],
  ])('are refused in %j', (text, message) => {
    expect(syntaxErrorOf(() => parseAlgorithm(text, { addresses }))).toContain(message);
  });

  it('are no matter where they are not read', () => {
    const text = 'setup_instructions { op: SCALAR_ABS_OP in1: 1 in2: 900 out: 2 }';
    expect(parseAlgorithm(text, { addresses }).setup).toHaveLength(1);
    expect(parseAlgorithm(printAlgorithm(linearAlgorithm()), { addresses })).toEqual(linearAlgorithm());
  });
});

describe('a text that is no algorithm', () => {
  it('is refused as binary data where it holds what no text holds', () => {
    expect(syntaxErrorOf(() => parseAlgorithm('def Setup():\n\0'))).toContain('line 2, column 1: found binary data');
    expect(syntaxErrorOf(() => parseAlgorithm('\u007FELF\uFFFD'))).toContain('found binary data, expected text');
  });

  it('never ends in another error, whatever the text', () => {
    const fragment = fc.constantFrom(
      'def Setup():\n',
      's1 = ',
      'dot(',
      'v1',
      ', ',
      ')',
      '[',
      '0.5',
      '{ op: 27',
      '}',
      '"',
      '<',
    );
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(garbage, (text) => {
        expect(outcomeOf(text)).toMatch(OUTCOME);
      }),
      { ...PROPERTY, numRuns: 1500 },
    );
  });

  it('never ends in another error when it was one and is damaged', () => {
    const damage = fc.record({
      text: fc.constantFrom(...VALID_TEXTS),
      at: fc.nat(2000),
      length: fc.nat(8),
      insertion: fc.string({ unit: 'grapheme', maxLength: 4 }),
    });
    fc.assert(
      fc.property(damage, ({ text, at, length, insertion }) => {
        const place = at % (text.length + 1);
        const damaged = text.slice(0, place) + insertion + text.slice(place + length);
        expect(outcomeOf(damaged)).toMatch(OUTCOME);
      }),
      { ...PROPERTY, numRuns: 1500 },
    );
  });

  it('is refused with its limit where it is too long', () => {
    const lines = 65536;
    expect(syntaxErrorOf(() => parseAlgorithm(`def Learn():\n${'NoOp()\n'.repeat(lines)}`))).toBe(
      'line 65537, column 1: found 65536 instructions, expected at most 65535',
    );
    expect(syntaxErrorOf(() => parseAlgorithm(`def Learn():\n${' s2 = uniform(0, 1)\n'.repeat(4097)}`))).toBe(
      'line 4098, column 2: found 4097 random instructions, expected at most 4096',
    );
  });
});

/** Pieces that make a careless reader slow or exhaust its stack when there are many. */
describe('a huge text that is no algorithm', () => {
  it.each(['x', ' ', '\n', '# ', '// ', '/*', '"', '{', 's1 ', '1', '-', 's1 = s2 + s3\n', 'op: {'])(
    'of %j alone is refused at once',
    (piece) => {
      const text = piece.repeat(200_000 / piece.length);
      expect(syntaxErrorOf(() => parseAlgorithm(text))).toMatch(/^line \d+, column \d+: found /);
      expect(syntaxErrorOf(() => parseAlgorithm(`def Setup():\ns1 = ${text}`))).toMatch(/^line \d+, column \d+/);
      expect(syntaxErrorOf(() => parseAlgorithm(`learn_instructions ${text}`))).toMatch(/^line \d+, column \d+/);
    },
  );
});

const OUTCOME = /^an algorithm$|^line \d+, column \d+: found .*, expected /s;

/** `an algorithm`, or what is wrong with the text. Any error that is not about syntax comes out. */
function outcomeOf(text: string): string {
  try {
    parseAlgorithm(text);
    return 'an algorithm';
  } catch (error) {
    if (error instanceof AlgorithmSyntaxError) return error.message;
    throw error;
  }
}
