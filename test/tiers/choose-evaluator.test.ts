import { describe, expect, it } from 'vitest';
import { EVALUATOR_NAMES, type EvaluatorName } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { chooseEvaluator } from '../../native-worker/tiers/choose-evaluator.ts';
import { EvaluatorError } from '../../native-worker/tiers/evaluator-error.ts';
import { reportTiers } from '../../native-worker/tiers/report-tiers.ts';
import { type OpenedTier, type TierOpener, tierText } from '../../native-worker/tiers/tier.ts';
import { disturbed } from './disturbed-evaluator.ts';

const SOUND: OpenedTier = { kind: 'open', evaluator: new Interpreter(), instructionSet: 'avx2' };
const WRONG: OpenedTier = { ...SOUND, evaluator: disturbed(({ losses }) => losses.fill(0)) };
const ABSENT: OpenedTier = { kind: 'unavailable', reason: 'no C++ compiler was found' };

const opener =
  (tiers: Readonly<Partial<Record<EvaluatorName, OpenedTier>>>): TierOpener =>
  (name) =>
    tiers[name] ?? { kind: 'open', evaluator: new Interpreter(), instructionSet: null };

describe('auto', () => {
  it('takes the fastest that is there', () => {
    const { name, instructionSet, dropped } = chooseEvaluator('auto', opener({ native: SOUND, wasm: SOUND }));
    expect({ name, instructionSet, dropped }).toEqual({ name: 'native', instructionSet: 'avx2', dropped: [] });
  });

  it('takes the next where one is not there, and keeps the reason', () => {
    const { name, dropped } = chooseEvaluator('auto', opener({ native: ABSENT, wasm: SOUND }));
    expect(name).toBe('wasm');
    expect(dropped).toEqual([
      { name: 'native', instructionSet: null, selfCheck: 'not run', reason: 'no C++ compiler was found' },
    ]);
  });

  it('drops one that gives other bits than it should', () => {
    const { name, dropped } = chooseEvaluator('auto', opener({ native: WRONG, wasm: WRONG }));
    expect(name).toBe('interpreter');
    expect(dropped).toMatchObject([
      { name: 'native', instructionSet: 'avx2', selfCheck: 'failed' },
      { name: 'wasm', selfCheck: 'failed' },
    ]);
    expect(dropped[0]?.reason).toMatch(/^it gives other bits than it should: case "every op" gave/);
  });

  it('does not open what it does not need', () => {
    const opened: string[] = [];
    chooseEvaluator('auto', (name) => {
      opened.push(name);
      return SOUND;
    });
    expect(opened).toEqual(['native']);
  });

  it('is refused where nothing proves itself', () => {
    const all = opener({ native: ABSENT, wasm: WRONG, interpreter: WRONG });
    expect(() => chooseEvaluator('auto', all)).toThrow(EvaluatorError);
    expect(() => chooseEvaluator('auto', all)).toThrow(
      /^--evaluator auto: native: no C\+\+ compiler was found; wasm: .*; interpreter: .*; doctor says more$/,
    );
  });
});

describe('an evaluator that is named', () => {
  it.each(EVALUATOR_NAMES)('%s is taken, or refused with the reason; no other is taken in its place', (name) => {
    expect(chooseEvaluator(name, opener({ [name]: SOUND })).name).toBe(name);
    expect(() => chooseEvaluator(name, opener({ [name]: ABSENT }))).toThrow(
      `--evaluator ${name}: no C++ compiler was found; use --evaluator auto, which takes what works`,
    );
    expect(() => chooseEvaluator(name, opener({ [name]: WRONG }))).toThrow(EvaluatorError);
  });
});

it('a report has every tier, fastest first, with its self-check', () => {
  expect(reportTiers(opener({ native: ABSENT, wasm: WRONG }))).toEqual([
    {
      name: 'native',
      available: false,
      selfCheck: 'not run',
      reason: 'no C++ compiler was found',
      instructionSet: null,
    },
    {
      name: 'wasm',
      available: true,
      selfCheck: 'failed',
      reason: expect.stringContaining('other bits') as string,
      instructionSet: 'avx2',
    },
    { name: 'interpreter', available: true, selfCheck: 'passed', reason: null, instructionSet: null },
  ]);
});

it('a tier is named with its instruction set', () => {
  expect(tierText({ name: 'native', instructionSet: 'avx2' })).toBe('native (avx2)');
  expect(tierText({ name: 'interpreter', instructionSet: null })).toBe('interpreter');
});
