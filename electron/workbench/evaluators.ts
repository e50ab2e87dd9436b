import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { parseListing } from '../../native-worker/algorithm/parse-algorithm.ts';
import { allocateResult, type Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { EvaluatorError } from './evaluator-error.ts';
import { UsageError } from './usage-error.ts';

/** The ways of running programs, fastest first. */
const EVALUATOR_NAMES = ['native', 'wasm', 'interpreter'] as const;
export type EvaluatorName = (typeof EVALUATOR_NAMES)[number];

/** One way of running programs, as `doctor` reports it. */
export interface EvaluatorReport {
  readonly name: EvaluatorName;
  readonly available: boolean;
  /** `passed` where known programs gave the known bits; `not run` where the evaluator is not there. */
  readonly selfCheck: 'passed' | 'failed' | 'not run';
  /** Why it is not available, or what failed; null where all is well. */
  readonly reason: string | null;
}

/**
 * The evaluator for a choice; `auto` takes the fastest that is there.
 *
 * @throws {EvaluatorError} if the one asked for is not in this version; {UsageError} if there is none of that name
 */
export function chooseEvaluator(choice: string): Evaluator {
  if (choice === 'auto' || choice === 'interpreter') return new Interpreter();
  if (choice === 'native' || choice === 'wasm') {
    throw new EvaluatorError(`--evaluator ${choice}: not in this version; use auto or interpreter`);
  }
  throw new UsageError(`--evaluator ${choice}: expected auto, ${EVALUATOR_NAMES.join(', ')}`);
}

/** What there is, each checked. */
export function reportEvaluators(): EvaluatorReport[] {
  return EVALUATOR_NAMES.map((name): EvaluatorReport => {
    if (name !== 'interpreter') {
      return { name, available: false, selfCheck: 'not run', reason: 'not in this version' };
    }
    const problem = selfCheck(new Interpreter());
    return { name, available: true, selfCheck: problem === null ? 'passed' : 'failed', reason: problem };
  });
}

/** Goes through matrices, random numbers and the elementary functions, so that one wrong bit shows in the loss. */
const KNOWN_LISTING = `
def Setup():
  s2 = 0.015625
  v1 = gaussian(0, 0.5, n_features)
  m0 = uniform(-0.5, 0.5, (n_features, n_features))
def Predict():
  v2 = dot(m0, v0)
  s1 = dot(v2, v1)
  s3 = std(v2)
  s4 = sin(s3)
  s5 = exp(s4)
  s6 = log(s5)
  s7 = arctan(s6)
  s7 = cos(s7)
  s7 = arccos(s7)
  s7 = tan(s7)
  s8 = arcsin(s6)
  s1 = s1 + s7
  s1 = s1 + s8
def Learn():
  s3 = s0 - s1
  s3 = s2 * s3
  v3 = s3 * v2
  v1 = v1 + v3
  m1 = outer(v3, v0)
  m0 = m0 + m1
`;
/** Its loss on the task below: the same on every machine, to the last bit. */
const KNOWN_LOSS = 0.4739374317449451;
const KNOWN_TASK = {
  kind: 'linear',
  features: 4,
  count: 1,
  train: 20,
  valid: 5,
  epochs: 1,
  paramSeeds: [11],
  dataSeeds: [12],
  measure: 'rms',
} as const;

/** Runs a known program on a known task. @returns what is wrong, or null */
function selfCheck(evaluator: Evaluator): string | null {
  const seeds = { paramSeeds: [...KNOWN_TASK.paramSeeds], dataSeeds: [...KNOWN_TASK.dataSeeds] };
  const set = buildTaskSet({ ...KNOWN_TASK, ...seeds }, { role: 'search', outputs: 'scalar', ...seeds });
  const result = allocateResult(set);
  const request = {
    trainExamples: KNOWN_TASK.train,
    validExamples: KNOWN_TASK.valid,
    maxAbsError: 100,
    noiseSeed: 0,
    record: 'nothing',
    validationSigmoid: 'local',
  } as const;
  evaluator.evaluate(packAlgorithm(parseListing(KNOWN_LISTING)), set, request, [0], result);
  const loss = result.losses[0];
  return loss === KNOWN_LOSS ? null : `a known program lost ${loss ?? NaN} on a known task; expected ${KNOWN_LOSS}`;
}
