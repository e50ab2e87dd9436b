import { describe, expect, it } from 'vitest';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { parseListing } from '../../native-worker/algorithm/parse-algorithm.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { syntaxErrorOf } from './syntax-error-of.ts';

/** One line of Learn, read and printed again. */
function reprinted(line: string): string {
  return printAlgorithm(parseListing(`def Learn():\n${line}`))
    .split('\n')
    .at(-2)!
    .trim();
}

/** What is said about one line of Learn, which stands in line 2. */
function complaint(line: string): string {
  return syntaxErrorOf(() => parseListing(`def Learn():\n${line}`));
}

describe('reading a listing', () => {
  it('takes blank lines, comments, any indentation and any line ends', () => {
    const text =
      '# found by hand\r\n\r\ndef Setup():  # once\r\n\ts2=0.01 # rate\rdef Predict( ) :\ns1   =dot( v1,v0 )\n\n' +
      'def Learn():\n      s3 = s0-s1\n  s3 = s2*s3\n  v2 = s3 * v0#gradient\n  v1 = v1 + v2';
    expect(parseListing(text)).toEqual(linearAlgorithm());
  });

  it('takes the functions in any order, a missing one as empty', () => {
    expect(parseListing('def Learn():\n  NoOp()\ndef Setup():\n  s1 = 5')).toEqual({
      setup: [{ op: 56, in1: 0, in2: 0, out: 1, constants: [5] }],
      predict: [],
      learn: [{ op: 0, in1: 0, in2: 0, out: 0, constants: [] }],
    });
  });

  it.each([
    ['v2 = v0 * s4', 'v2 = s4 * v0'],
    ['m2 = m0 * s4', 'm2 = s4 * m0'],
    ['v9 = uniform(2e-3, 0.5)', 'v9 = uniform(0.0020000000949949026, 0.5, n_features)'],
    ['m1 = gaussian(-1, .5)', 'm1 = gaussian(-1, 0.5, (n_features, n_features))'],
    ['v8 = heaviside(v3)', 'v8 = heaviside(v3, 1.0)'],
    ['s8 = heaviside(s3, 1)', 's8 = heaviside(s3, 1.0)'],
    ['m1 = bcast(v1, axis = 1)', 'm1 = bcast(v1, axis=1)'],
    ['s1 = s2 -s3', 's1 = s2 - s3'],
    ['s1 = +1e3', 's1 = 1000'],
    ['s1 = -Infinity', 's1 = -inf'],
    ['s1 = NaN', 's1 = nan'],
    ['s01 = sin(s002)', 's1 = sin(s2)'],
  ])('understands "%s" as %s', (line, printed) => {
    expect(reprinted(line)).toBe(printed);
  });

  it('rounds constants to single precision, but not those of scalars', () => {
    expect(reprinted('s1 = 0.1')).toBe('s1 = 0.1');
    expect(reprinted('v1[0.5] = 0.1')).toBe('v1[0.5] = 0.10000000149011612');
  });
});

describe('a listing with a mistake', () => {
  it.each([
    ['  s1 = dott(v1, v0)', 'line 2, column 8: found "dott", expected', 'did you mean dot?'],
    ['  s1 = max(s1, s2)', 'line 2, column 8: found "max"', 'did you mean maximum or mean?'],
    ['  s1 = dot(s2, v0)', 'column 12: found "s2", expected a vector', 'lines with dot: s = dot(v, v); v = dot(m, v)'],
    ['  v1 = s2 + v3', 'column 11: found "+", expected "*"', 'lines with +: s = s + s; v = v + v; m = m + m'],
    ['  s1 = v2 + v3', 'column 8: found "v2", expected a scalar', 'v = v + v'],
    ['  m0 = bcast(v1)', 'column 16: found ")", expected ","', 'm = bcast(v, axis=0)'],
    ['  s1 = s3 -', 'column 12: found the end of the line, expected a scalar', ''],
    ['  s1 = s3 * 5', 'column 13: found "5", expected a scalar', ''],
    ['  s1 = 2 / s3', 'column 8: found "2", expected 1', ''],
    ['  s1 = heaviside(s1, 0.5)', 'column 22: found "0.5", expected 1', ''],
    ['  s1 = s2 + s3 s4', 'column 16: found "s4", expected the end of the line', ''],
    ['  v1[1] = 3', 'column 6: found 1, expected the index as a fraction', ''],
    ['  m1[0.5, -0.1] = 3', 'column 11: found -0.1', 'expected the column as a fraction'],
    ['  v1[0.99999999] = 3', 'column 6: found 1, expected the index as a fraction', ''],
    ['  s1 = 1e400', 'column 8: found "1e400", expected a constant within the range of double', 'write inf'],
    ['  v1 = uniform(0, -1e39)', 'column 19: found "-1e39"', 'within the range of single precision'],
    ['  s1 = s2 + s65536', 'column 13: found s65536, expected an address', '0 to 65535'],
    ['  x1 = 5', 'column 3: found "x1", expected a scalar (s0, s1, ...), a vector', 'or NoOp'],
    ['  s1 = 3.4.5', 'column 8: found "3.4.5"', ''],
    ['  s1 ? 5', 'column 6: found "?"', ''],
    ['  s1 = 5 \u{1F600}', 'column 10: found "\u{1F600}"', ''],
    ['  NoOp', 'column 7: found the end of the line, expected "("', ''],
  ])('"%s" is answered with the place, what was found and what was expected', (line, ...parts) => {
    for (const part of parts) expect(complaint(line)).toContain(part);
  });

  it.each([
    ['', 'line 1, column 1: found the end of the text, expected def Setup():, def Predict(): or def Learn():'],
    ['\n# nothing\n', 'line 3, column 1: found the end of the text, expected def Setup():'],
    ['s1 = 5', 'line 1, column 1: found "s1", expected def Setup():, def Predict(): or def Learn():'],
    ['def Setpu():', 'column 5: found "Setpu", expected Setup, Predict or Learn; did you mean Setup?'],
    ['def', 'column 4: found the end of the line, expected Setup, Predict or Learn'],
    ['def Setup()', 'column 12: found the end of the line, expected ":"'],
    ['def Setup(s1):', 'column 11: found "s1", expected ")"'],
    ['def Setup(): s1 = 4', 'column 14: found "s1", expected the end of the line'],
    ['def Learn():\ndef Learn():', 'line 2, column 5: found "Learn", expected each function once'],
  ])('%j is no listing', (text, message) => {
    expect(syntaxErrorOf(() => parseListing(text))).toContain(message);
  });
});
