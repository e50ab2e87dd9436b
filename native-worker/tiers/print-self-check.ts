/*
 * What a platform check runs and compares: `node native-worker/tiers/print-self-check.ts --evaluator wasm` prints one
 * line of JSON with the hashes of the self-check's corpus and the digest of one short search. Nothing is compiled.
 * Exit code 5 where the evaluator is not there or gives other bits than are on record.
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { EVALUATOR_NAMES } from '../evaluator/evaluator.ts';
import { findKernels } from './kernel-files.ts';
import { openTiers } from './open-tiers.ts';
import { runSelfCheck } from './self-check.ts';
import { shortSearchDigest } from './short-search.ts';
import type { OpenedTier } from './tier.ts';

const FAILED = 5;

function report({ evaluator, instructionSet }: Extract<OpenedTier, { kind: 'open' }>): object {
  const outcomes = runSelfCheck(evaluator);
  const wrong = outcomes.filter(({ hash, recorded }) => hash !== recorded);
  if (wrong.length > 0) process.exitCode = FAILED;
  const corpus = createHash('sha256').update(outcomes.map(({ hash }) => hash).join(' '));
  return {
    evaluator: evaluator.name,
    instructionSet,
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    selfCheck: wrong.length === 0 ? 'passed' : 'failed',
    wrong: wrong.map(({ name }) => name),
    corpus: corpus.digest('hex'),
    digest: shortSearchDigest(evaluator),
  };
}

const { values } = parseArgs({ options: { evaluator: { type: 'string', default: 'interpreter' } } });
const name = EVALUATOR_NAMES.find((each) => each === values.evaluator);
if (name === undefined) {
  throw new RangeError(`--evaluator ${values.evaluator}: expected ${EVALUATOR_NAMES.join(', ')}`);
}
const tier = openTiers(findKernels(process.env), process.env)(name);
if (tier.kind !== 'open') {
  process.stderr.write(`${name}: ${tier.reason}\n`);
  process.exitCode = FAILED;
} else {
  process.stdout.write(`${JSON.stringify(report(tier))}\n`);
}
