import {
  allocateResult,
  type EvaluationResult,
  type Evaluator,
  type RegisterContents,
} from '../../native-worker/evaluator/evaluator.ts';
import type { RandomEvaluation } from './random-evaluations.ts';

/** Stands where nothing is to be written; no evaluation gives it. */
const UNTOUCHED = -123456.78125;

/** Far more than there are instructions in any of the evaluations. */
const MOST_SLICES = 1_000_000;

/** Runs an evaluation, in its slices or in one go, into a result that tells what was written. */
export function run(evaluator: Evaluator, evaluation: RandomEvaluation, inSlices: boolean): EvaluationResult {
  const { program, set, request, taskIndices, nextSlice } = evaluation;
  const result = allocateResult(set, request.record);
  for (const values of [result.losses, result.trainSteps, result.trainTrace, result.validTrace]) values.fill(UNTOUCHED);
  if (inSlices) {
    evaluator.begin(program, set, request, taskIndices, result);
    let slices = 1;
    while (!evaluator.advance(nextSlice())) {
      if (slices++ === MOST_SLICES)
        throw new Error(`${evaluator.name} does not get on: ${MOST_SLICES} slices were not enough`);
    }
  } else {
    evaluator.evaluate(program, set, request, taskIndices, result);
  }
  return result;
}

/** The first place where two results differ in any bit, in words; undefined where there is none. */
export function firstDifference(expected: EvaluationResult, found: EvaluationResult): string | undefined {
  return (
    differenceIn('losses', expected.losses, found.losses) ??
    differenceIn('trainSteps', expected.trainSteps, found.trainSteps) ??
    differenceIn('trainTraceLength', expected.trainTraceLength, found.trainTraceLength) ??
    differenceIn('validTraceLength', expected.validTraceLength, found.validTraceLength) ??
    differenceIn('trainTrace', expected.trainTrace, found.trainTrace) ??
    differenceIn('validTrace', expected.validTrace, found.validTrace) ??
    differenceInMemories(expected.memories, found.memories)
  );
}

function differenceIn(name: string, expected: Numbers, found: Numbers): string | undefined {
  if (expected.length !== found.length) return `${name}: expected ${expected.length} entries, found ${found.length}`;
  for (let k = 0; k < expected.length; k++) {
    if (Object.is(expected[k], found[k]) && !Number.isNaN(found[k])) continue;
    // NaNs are to have the same bits too.
    const [wanted, given] = [bitsOf(expected[k]!), bitsOf(found[k]!)];
    if (wanted !== given) return `${name}[${k}]: expected ${expected[k]} (${wanted}), found ${found[k]} (${given})`;
  }
  return undefined;
}

type Numbers = Float64Array | Uint32Array;

/** The bits of a double, payload of NaN included. */
function bitsOf(value: number): string {
  return new BigUint64Array(Float64Array.of(value).buffer)[0]!.toString(16).padStart(16, '0');
}

function differenceInMemories(
  expected: EvaluationResult['memories'],
  found: EvaluationResult['memories'],
): string | undefined {
  for (let task = 0; task < Math.max(expected.length, found.length); task++) {
    const [wanted, given] = [expected[task] ?? [], found[task] ?? []];
    const [names, otherNames] = [namesOf(wanted), namesOf(given)];
    if (names !== otherNames) return `memory of task ${task}: expected ${names}, found ${otherNames}`;
    for (const [k, { kind, address, values }] of wanted.entries()) {
      const difference = differenceIn(`memory of task ${task}, ${kind} ${address}, entry `, values, given[k]!.values);
      if (difference !== undefined) return difference;
    }
  }
  return undefined;
}

function namesOf(registers: readonly RegisterContents[]): string {
  return registers.map(({ kind, address }) => `${kind} ${address}`).join(', ');
}
