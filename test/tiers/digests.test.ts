import { beforeAll, describe, expect, it } from 'vitest';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { RunSession } from '../../native-worker/search/run-session.ts';
import { openTiers } from '../../native-worker/tiers/open-tiers.ts';
import { buildKernels } from '../../native-worker/tiers/kernel-files.ts';
import { shortSearchDigest } from '../../native-worker/tiers/short-search.ts';
import { evaluatorsOf, kernelsPresent, type NamedEvaluator } from '../kernel-evaluator/evaluators-present.ts';
import { services, smallSpec } from '../search/run-sessions.ts';

/** Of the short search, in the form of digest 2; by the interpreter first. */
const SHORT_SEARCH_DIGEST = 'eebcbda7e1c36b0a1a5138b956c9a7603f9a1e8d8ae273d8e2d095a71352150b';

let evaluators: NamedEvaluator[];
beforeAll(async () => {
  const { kernels } = await kernelsPresent();
  evaluators = [...evaluatorsOf(kernels), { label: 'interpreter', evaluator: new Interpreter() }];
}, 300_000);

describe('a search comes to the same digest by every evaluator and instruction set', () => {
  it('small networks with random numbers, by functional equivalence checking', () => {
    const digests = evaluators.map(({ label, evaluator }) => [label, shortSearchDigest(evaluator)]);
    expect(digests).toEqual(evaluators.map(({ label }) => [label, SHORT_SEARCH_DIGEST]));
  });

  it.each(['paper', 'workbench'] as const)('form %s', (form) => {
    const digests = evaluators.map(({ evaluator }) => {
      const session = RunSession.start(smallSpec({ form }), { ...services(), evaluator });
      while (!session.finished) session.advance();
      return session.digest();
    });
    expect(new Set(digests).size).toBe(1);
  });
});

it('AUTOML_ZERO_ISA takes another instruction set, or says which there are', async () => {
  const kernels = await buildKernels({}, () => undefined);
  const native = openTiers(kernels, {})('native');
  const instructionSets = (await kernelsPresent()).kernels
    .filter(({ name }) => name === 'native')
    .map(({ instructionSet }) => instructionSet);
  expect(native.kind === 'open' ? native.instructionSet : undefined).toBe(instructionSets[0]);
  for (const instructionSet of instructionSets) {
    expect(openTiers(kernels, { AUTOML_ZERO_ISA: instructionSet })('native')).toMatchObject({ instructionSet });
  }
  const askForNone = (): unknown => openTiers(kernels, { AUTOML_ZERO_ISA: 'abacus' })('native');
  if (native.kind === 'open') expect(askForNone).toThrow(`expected one of: ${instructionSets.join(', ')}`);
  else expect(askForNone()).toEqual(native);
});
