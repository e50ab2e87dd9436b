import { describe, expect, it } from 'vitest';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { begin, MISUSES } from './misuse.ts';

describe('an evaluator that is handed what does not fit together', () => {
  it.each(MISUSES)('says so: $what', ({ change, says }) => {
    expect(() => {
      begin(new Interpreter(), change);
    }).toThrow(says);
  });

  it('takes what fits together', () => {
    expect(() => {
      begin(new Interpreter());
    }).not.toThrow();
  });

  it('works on as if nothing had happened after a refusal', () => {
    const interpreter = new Interpreter();
    begin(interpreter);
    expect(interpreter.advance(1)).toBe(false);
    expect(() => {
      begin(interpreter, () => ({ taskIndices: [5] }));
    }).toThrow('taskIndices[0] is 5');
    expect(interpreter.advance(Infinity)).toBe(true);
  });
});
