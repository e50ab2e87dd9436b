import { expect, it } from 'vitest';
import { BehaviourHasher } from '../../native-worker/algorithm/behaviour-hash.ts';
import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { Dice } from '../algorithm/dice.ts';
import { ARITHMETIC, CROWDED, type ProgramSpace, randomAlgorithm } from '../algorithm/random-programs.ts';
import { randomTaskSet } from './random-task-set.ts';
import { runProgram } from './run-program.ts';

/** What a program loses on each task, or null where it overflowed, so that folding promises nothing. */
function lossesOf(dice: Dice) {
  const interpreter = new Interpreter();
  const shape = { features: 3, tasks: 3, trainCount: 8, validCount: 6, epochs: 1 };
  const set = randomTaskSet(dice, { ...shape, outputs: 'scalar', measure: 'rms' });
  return (program: ReturnType<typeof packAlgorithm>): string | null => {
    const outcomes = runProgram(program, set, { maxAbsError: 1e100 }, interpreter);
    const isFinite = outcomes.every(({ loss, valid }) => Number.isFinite(loss) && valid.length === 6);
    return isFinite ? outcomes.map(({ loss }) => loss).join(' ') : null;
  };
}

it.each<[string, ProgramSpace]>([
  ['arithmetic', ARITHMETIC],
  ['a few ops over a few registers', CROWDED],
])('programs of %s with equal behaviour hashes lose the same, bit for bit, where nothing overflows', (_, space) => {
  const dice = new Dice(21);
  const hasher = new BehaviourHasher();
  const losses = lossesOf(dice);
  const known = new Map<number, { readonly losses: string; readonly contents: Set<string> }>();
  for (let k = 0; k < 4000; k++) {
    const program = packAlgorithm(randomAlgorithm(dice, space, 'scalar'));
    const { behaviour } = hasher.hash(program, 'scalar');
    const found = losses(program);
    if (found === null) continue;
    const alike = known.get(behaviour) ?? { losses: found, contents: new Set() };
    known.set(behaviour, alike);
    alike.contents.add(contentHash(program, 'scalar'));
    expect(found).toBe(alike.losses);
  }
  const merged = [...known.values()].filter(({ contents }) => contents.size > 1);
  expect(known.size).toBeGreaterThan(100);
  expect(merged.length).toBeGreaterThan(20);
});
