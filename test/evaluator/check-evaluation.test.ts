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

  it('works on as if nothing had happened after a refusal', () => {
    begin(evaluator);
    expect(evaluator.advance(1)).toBe(false);
    expect(() => {
      begin(evaluator, () => ({ taskIndices: [5] }));
    }).toThrow('taskIndices[0] is 5');
    while (!evaluator.advance(1e6));
  });
});
