import { describe, expect, it } from 'vitest';
import { linearAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import { algorithmToJson } from '../../native-worker/algorithm/json-form.ts';
import { parseJsonAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';
import { syntaxErrorOf } from './syntax-error-of.ts';

describe('reading an algorithm from JSON text', () => {
  it('gives the algorithm, comments allowed', () => {
    const text = `// by hand\n${JSON.stringify(algorithmToJson(linearAlgorithm()), null, 2)}`;
    expect(parseJsonAlgorithm(text)).toEqual(linearAlgorithm());
  });

  it('keeps the sign of a zero, as a number or as a string', () => {
    const constants = parseJsonAlgorithm('{"setup": [{"op": 60, "out": 1, "data": [-0, "-0"]}]}').setup[0]?.constants;
    expect(constants).toEqual([-0, -0]);
  });

  it.each([
    ['{"setup": [\n  {"op": 1, "in1": 1, "in2": 2}\n]}', 'line 2, column 3: found nothing', '(at setup[0].out)'],
    ['{"setup": [\n  {"op": "SUM"}\n]}', 'line 2, column 10: found "SUM"', '(at setup[0].op)'],
    ['{"learn": [{"op": 57, "out": 1, "data": [1, 2]}]}', 'line 1, column 42: found 1', '(at learn[0].data[0])'],
    ['{"setpu": []}', 'column 11: found an unknown key', 'did you mean setup? (at setpu)'],
    ['{', 'line 1, column 2: found the end of the text, expected "}"', ''],
    ['{"setup" []}', 'column 10: found "[", expected ":"', ''],
    ['{"setup": [] "learn": []}', 'column 14: found "\\"learn\\"", expected ","', ''],
    ['{"setup": []} x', 'column 15: found "x", expected valid JSON', ''],
    ['{"setup": []} 5', 'column 15: found "5", expected the end of the text', ''],
    ['{setup: []}', 'column 2: found "setup"', ''],
    ['[1, 2', 'found the end of the text, expected "]"', ''],
    ['', 'line 1, column 1: found the end of the text, expected a value', ''],
    ['"', 'line 1, column 1', 'unexpected end of string'],
  ])('answers %j with the place, what was found and what was expected', (text, ...parts) => {
    const message = syntaxErrorOf(() => parseJsonAlgorithm(text));
    for (const part of parts) expect(message).toContain(part);
  });

  it('refuses deep nesting before it can exhaust the stack', () => {
    expect(syntaxErrorOf(() => parseJsonAlgorithm('['.repeat(200_000)))).toContain('nested 17 deep');
    expect(syntaxErrorOf(() => parseJsonAlgorithm('{"a":'.repeat(200_000)))).toContain('nested 17 deep');
  });
});
