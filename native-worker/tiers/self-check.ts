import type { Evaluator } from '../evaluator/evaluator.ts';
import { type SelfCheckCase, selfCheckCases } from './self-check-cases.ts';
import { hashOfCase } from './self-check-hash.ts';

/** What each case of the corpus gives, on every machine and in every evaluator, under this semantics version. */
export const RECORDED_HASHES: Readonly<Record<string, string>> = {
  'every op': '6d7e4cf1f3b30808',
  'every op on special values': '2cacccba6aa5ddac',
  'every op on vectors of special values': 'dda9b93f247ab4ea',
  'functions of one number': '873b3172c9b34f82',
  'network with tasks that stop early': '43f7c9850af488bf',
  'two classes, a logit in validation': '9a9a211aa4d7f233',
  'two classes, a probability in validation': 'f7a744ca4ff58e83',
  'three classes': 'f7e68cdaf32b08b0',
  'every op, F = 4, vectors: one': '9977f87f12431c0b',
  'every op, F = 4, vectors: ten tasks': '73c57884b1e08570',
  'every op, F = 4, vectors: any': '59c1651c89f1f019',
  'every op, F = 8, vectors: one': '51d92b6e11abb7fc',
  'every op, F = 8, vectors: ten tasks': '8c1104d333581312',
  'every op, F = 16, vectors: one': '576eca3a1dcee558',
  'every op, F = any, vectors: one': '321f154f154af5ae',
  'every op, F = any, vectors: any': 'cf4fba401898e48b',
  'pairs of instructions, F = 4, vectors: one': '6a18faf504020449',
  'pairs of instructions, F = 4, vectors: ten tasks': '54031930a8a06a6d',
  'pairs of instructions, F = 16, vectors: one': '561c2755530ef41b',
  'network, F = 4, vectors: one': '35071a659724ff40',
  'network, F = 4, vectors: ten tasks': '302d3460620ec802',
  'network, F = 16, vectors: one': 'eaa99b9b5ac0cab6',
};

/** What a case gave and what it should give. */
export interface SelfCheckOutcome {
  readonly name: string;
  readonly hash: string;
  readonly recorded: string;
}

/** Runs the whole corpus. Throws what the evaluator throws. */
export function runSelfCheck(
  evaluator: Evaluator,
  cases: readonly SelfCheckCase[] = selfCheckCases(),
): SelfCheckOutcome[] {
  return cases.map((each) => ({
    name: each.name,
    hash: hashOfCase(evaluator, each),
    recorded: RECORDED_HASHES[each.name] ?? 'nothing',
  }));
}

/**
 * Lets an evaluator prove itself: a short training and special bit patterns must give the recorded bits.
 *
 * @returns what is wrong, in one sentence; null where all is well
 */
export function selfCheckProblem(
  evaluator: Evaluator,
  cases: readonly SelfCheckCase[] = selfCheckCases(),
): string | null {
  try {
    const wrong = runSelfCheck(evaluator, cases).filter(({ hash, recorded }) => hash !== recorded);
    const [first] = wrong;
    if (first === undefined) return null;
    const others = wrong.length === 1 ? '' : `, and ${wrong.length - 1} of the other ${cases.length - 1} cases too`;
    return `it gives other bits than it should: case "${first.name}" gave ${first.hash}, expected ${first.recorded}${others}`;
  } catch (error) {
    return `it failed on known programs: ${error instanceof Error ? error.message : String(error)}`;
  }
}
