import { describe, expect, it } from 'vitest';
import { evaluatorsPresent } from '../kernel-evaluator/evaluators-present.ts';
import { begin, MISUSES } from './misuse.ts';

const EVALUATORS = await evaluatorsPresent();

describe.each(EVALUATORS)('$label, handed what does not fit together,', ({ evaluator }) => {
  it.each(MISUSES)('says so: $what', ({ change, says }) => {
    expect(() => {
      begin(evaluator, change);
    }).toThrow(says);
  });

  it('takes what fits together', () => {
    expect(() => {
      begin(evaluator);
    }).not.toThrow();
  });

  it.each([NaN, 0, 0.5, -1])('refuses to work on for %d entries, and works on as if nothing had happened', (work) => {
    begin(evaluator);
    expect(() => evaluator.advance(work)).toThrow(
      new RangeError(`work is ${work}; expected the entries to go through: 1 at least, or Infinity for all`),
    );
    while (!evaluator.advance(1e6));
  });

  it.each(['losses', 'trainSteps', 'trainTrace', 'validTrace', 'trainTraceLength', 'validTraceLength'] as const)(
    'says so where the %s of the result are given away while it works',
    (field) => {
      const result = begin(evaluator);
      expect(evaluator.advance(1)).toBe(false);
      const { buffer } = result[field];
      structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
      expect(() => {
        while (!evaluator.advance(1e6));
      }).toThrow(`result.${field} is detached`);
    },
  );

  it('works on as if nothing had happened after a refusal', () => {
    begin(evaluator);
    expect(evaluator.advance(1)).toBe(false);
    expect(() => {
      begin(evaluator, () => ({ taskIndices: [5] }));
    }).toThrow('taskIndices[0] is 5');
    while (!evaluator.advance(1e6));
  });
});
