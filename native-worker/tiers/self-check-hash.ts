import { createHash } from 'node:crypto';
import { allocateResult, type EvaluationResult, type Evaluator } from '../evaluator/evaluator.ts';
import type { SelfCheckCase } from './self-check-cases.ts';

/** Letters of a case's hash: 64 bits tell any two results apart that are not made to be alike. */
const HASH_LETTERS = 16;

/**
 * Evaluates a case and hashes all that came out, bit by bit: losses, steps, traces and final memories. NaN counts as
 * one value, since its sign and payload differ between processors.
 */
export function hashOfCase(evaluator: Evaluator, { program, set, request, slice }: SelfCheckCase): string {
  const taskIndices = set.tasks.map((_, index) => index);
  const result = allocateResult(set, request.record);
  evaluator.begin(program, set, request, taskIndices, result);
  while (!evaluator.advance(slice));
  const hash = createHash('sha256');
  for (const values of numbersOf(result)) hash.update(canonicalBytes(values));
  return hash.digest('hex').slice(0, HASH_LETTERS);
}

function* numbersOf(result: EvaluationResult): Generator<ArrayLike<number>> {
  const { losses, trainSteps, trainTrace, trainTraceLength, validTrace, validTraceLength } = result;
  yield* [losses, trainSteps, trainTraceLength, validTraceLength];
  for (let task = 0; task < losses.length; task++) {
    const train = task * result.trainCapacity;
    yield trainTrace.subarray(train, train + trainTraceLength[task]!);
    const valid = task * result.validCapacity;
    yield validTrace.subarray(valid, valid + validTraceLength[task]!);
  }
  for (const { values } of result.memories.flat()) yield values;
}

const CANONICAL_NAN_HIGH_WORD = 0x7ff80000;

/** The numbers as doubles, lowest byte first, every NaN with the same bits. */
function canonicalBytes(values: ArrayLike<number>): Uint8Array {
  const doubles = Float64Array.from(values);
  const words = new Uint32Array(doubles.buffer);
  doubles.forEach((value, index) => {
    if (!Number.isNaN(value)) return;
    words[2 * index] = 0;
    words[2 * index + 1] = CANONICAL_NAN_HIGH_WORD;
  });
  return new Uint8Array(doubles.buffer);
}
