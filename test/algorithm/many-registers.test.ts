import { describe, expect, it } from 'vitest';
import { BehaviourHasher } from '../../native-worker/algorithm/behaviour-hash.ts';
import type { Algorithm, Instruction } from '../../native-worker/algorithm/instruction.ts';
import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { DeadCodeRemover } from '../../native-worker/algorithm/remove-dead-code.ts';
import { ValidityFilter } from '../../native-worker/algorithm/validity.ts';
import { listingOf } from '../search/programs.ts';
import { Dice } from './dice.ts';
import { ARITHMETIC, EVERY_OP, type ProgramSpace, randomAlgorithm } from './random-programs.ts';

/** More registers than fit into a word, set to a constant that nothing reads. */
const UNREAD: readonly Instruction[] = Array.from({ length: 40 }, (_, k) => ({
  op: 56,
  in1: 0,
  in2: 0,
  out: 100 + k,
  constants: [0.5],
}));

interface Pair {
  readonly few: Program;
  readonly many: Program;
}

function pairs(space: ProgramSpace, outputs: OutputKind, add: (algorithm: Algorithm) => Algorithm): Pair[] {
  const dice = new Dice(41);
  return Array.from({ length: 1500 }, () => {
    const algorithm = randomAlgorithm(dice, space, outputs);
    return { few: packAlgorithm(algorithm), many: packAlgorithm(add(algorithm)) };
  });
}

const SPACES = [
  { name: 'arithmetic', space: ARITHMETIC, outputs: 'scalar' },
  { name: 'every op', space: EVERY_OP, outputs: 'scalar' },
  { name: 'every op, vector outputs', space: EVERY_OP, outputs: 'vector' },
] as const;
const PLACES = [
  { place: 'Setup', add: (each: Algorithm): Algorithm => ({ ...each, setup: [...UNREAD, ...each.setup] }) },
  { place: 'Predict', add: (each: Algorithm): Algorithm => ({ ...each, predict: [...UNREAD, ...each.predict] }) },
  { place: 'Learn', add: (each: Algorithm): Algorithm => ({ ...each, learn: [...UNREAD, ...each.learn] }) },
] as const;

describe.each(SPACES)('registers that nothing reads, however many ($name)', ({ space, outputs }) => {
  describe.each(PLACES)('in $place', ({ add }) => {
    const programs = pairs(space, outputs, add);

    it('leave dead code elsewhere as it is', () => {
      const [first, second] = [new DeadCodeRemover(), new DeadCodeRemover()];
      for (const { few, many } of programs) {
        expect(listingOf(second.remove(many, outputs))).toBe(listingOf(first.remove(few, outputs)));
      }
    });

    it('make a program no more and no less of a learner', () => {
      const [first, second] = [new ValidityFilter(), new ValidityFilter()];
      const seen = new Set<string>();
      for (const { few, many } of programs) {
        const judged = first.judge(few, outputs);
        seen.add(judged);
        expect(second.judge(many, outputs)).toBe(judged);
        // One filter for both: what it knows of few registers must not be taken for what it asks of many.
        expect(first.judge(many, outputs)).toBe(judged);
      }
      expect([...seen]).toEqual(expect.arrayContaining(['invalid', 'strict']));
    });

    it('leave the hash of what it does as it is', () => {
      const [first, second] = [new BehaviourHasher(), new BehaviourHasher()];
      for (const { few, many } of programs) {
        const { behaviour, structure } = first.hash(few, outputs);
        const other = second.hash(many, outputs);
        expect([other.behaviour, other.structure]).toEqual([behaviour, structure]);
      }
    });
  });
});
