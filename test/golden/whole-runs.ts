/*
 * The reference's integration runs to their ends, which takes minutes where the tests take seconds.
 * `node test/golden/whole-runs.ts` prints what is found and fails where it is not what the reference printed.
 */
import assert from 'node:assert/strict';
import { removeDeadCode } from '../../native-worker/algorithm/remove-dead-code.ts';
import { allocateResult } from '../../native-worker/evaluator/evaluator.ts';
import { combineFitness, fitnessOfLoss } from '../../native-worker/evaluator/fitness.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { integrationLinear, integrationNonlinear, linearTasks } from './reference-search.ts';

/** Training steps of the linear run. */
const BUDGET = 1e8;

const linear = integrationLinear();
// The reference counts the founders' steps against the budget first, which comes to the same.
while (linear.counts.executedSteps < BUDGET) linear.sweep();
const champion = linear.search.fittest;
assert.ok(champion);
const set = linearTasks(100, 10_000);
const result = allocateResult(set);
const request = {
  trainExamples: 10_000,
  validExamples: 100,
  maxAbsError: 100,
  noiseSeed: 0,
  record: 'nothing',
  validationSigmoid: 'local',
} as const;
const tasks = set.tasks.map((_, index) => index);
new Interpreter().evaluate(removeDeadCode(champion.program, 'scalar'), set, request, tasks, result);
const final = combineFitness(
  result.losses.map((loss) => fitnessOfLoss(loss, 'rms')),
  'mean',
);
console.log(`linear: ${linear.search.candidates} individuals, final ${final.toFixed(6)}`);
assert.equal(final.toFixed(6), '1.000000');

const nonlinear = integrationNonlinear();
nonlinear.runUntil(91_000);
const row = nonlinear.progress();
console.log(`nonlinear: 91000 individuals, mean ${row.mean}, deviation ${row.deviation}, best ${row.best}`);
assert.deepEqual(row, { mean: '0.724830', deviation: '0.423565', best: '1.000000' });
