/*
 * The benchmark: `npm run bench [-- --json --quick --full]`. What is measured, and how to read it: README.md beside this.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildSeconds } from './build-time.ts';
import { evaluationResults } from './evaluation-results.ts';
import { historyResults } from './history-results.ts';
import { bindToOneCore } from './one-core.ts';
import { type PresentEvaluator, presentEvaluators } from './present-evaluators.ts';
import { type Result, resultTable } from './result.ts';
import { canonicalFormResult, loopResult, machineScale, rateResult, solutionResult } from './search-results.ts';
import { scalingResult } from './scaling.ts';
import { presetSpec } from './searches.ts';
import { workerBytes } from './worker-memory.ts';
import { compileYardstick } from './yardstick.ts';

const { values: flags } = parseArgs({
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, full: { type: 'boolean' } },
});
const isQuick = flags.quick === true;

const ROUNDS = isQuick ? 1 : 5;
const BATCHES = isQuick ? { seconds: 0.05, count: 5 } : { seconds: 0.15, count: 5 };
/** Candidates of a rate: slower evaluators get fewer. */
const RATE_CANDIDATES = { compiled: isQuick ? 300_000 : 2_000_000, interpreter: isQuick ? 30_000 : 150_000 } as const;
const LOOP_CANDIDATES = isQuick ? 100_000 : 500_000;
const SOLUTIONS = isQuick ? 3 : 20;
const WORKER_SECONDS = isQuick ? 2 : 10;
const SCALING = isQuick ? { seconds: 3, rounds: 1 } : { seconds: 10, rounds: 5 };
/** The largest takes eleven gigabytes on the disk for some minutes. */
const HISTORY = isQuick
  ? { runs: 100, points: 10_000 }
  : { runs: 1000, points: flags.full === true ? 100_000 : 10_000 };

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** What a process of its own takes, and compiling: not bound to a core. */
async function unboundResults(): Promise<Result[]> {
  const results: Result[] = [];
  if (!isQuick) {
    say('Compiling the native evaluator once more, for its time ...');
    const seconds = await buildSeconds();
    if (seconds !== null) results.push({ name: 'native-build', value: seconds, unit: 's', note: 'wall time' });
  }
  say('Timing two workers beside one ...');
  const budget = { candidates: 1_000_000_000 };
  results.push(await scalingResult(presetSpec('demo', { islands: 2, budget }), SCALING.seconds, SCALING.rounds));
  say('Looking at the memory of a worker ...');
  const bytes = await workerBytes(presetSpec('demo', {}), WORKER_SECONDS);
  if (bytes !== null) {
    results.push({ name: 'worker-resident', value: bytes, unit: 'bytes', note: `demo, after ${WORKER_SECONDS} s` });
  }
  say('Filling a history, and reading it ...');
  results.push(...(await historyResults(HISTORY.runs, HISTORY.points)));
  return results;
}

/** Evaluations, in turn with the yardstick. */
function timedEvaluations(evaluators: readonly PresentEvaluator[]): Result[] {
  say('Compiling the yardstick ...');
  const yardstick = compileYardstick();
  if (yardstick === null) say('No C++ compiler (g++) was found: nothing is compared with the yardstick.');
  try {
    say('Timing evaluations, in turn with the yardstick ...');
    return evaluationResults(evaluators, yardstick, ROUNDS, BATCHES);
  } finally {
    yardstick?.dispose();
  }
}

/** Whole searches, by the best evaluator unless the name says another. */
function searchResults(tiers: readonly PresentEvaluator[], scale: number | null): Result[] {
  const [best] = tiers;
  if (best === undefined) throw new Error('there is no evaluator at all');
  say("Timing the reference's demo search ...");
  const rateName = 'demo-candidates-per-second-reference-form';
  const rates = tiers.map(({ suffix, evaluator }) => {
    const candidates = RATE_CANDIDATES[evaluator.name === 'interpreter' ? 'interpreter' : 'compiled'];
    return rateResult(`${rateName}@${suffix}`, candidates, evaluator, scale);
  });
  const costs = [
    canonicalFormResult(BATCHES),
    loopResult('search-loop-per-candidate-reference-form', 'demo', LOOP_CANDIDATES),
    loopResult('child-generation-per-candidate-workbench-form', 'linear-regression', LOOP_CANDIDATES / 10),
  ];
  const solved = (form: string, preset: string, problem = 'demo'): Result => {
    const name = `${problem}-cpu-seconds-per-solution-${form}-form`;
    say(`Solving ${preset} ${SOLUTIONS} times, in form ${form} ...`);
    return solutionResult(name, preset, SOLUTIONS, best.evaluator, scale, problem === 'demo');
  };
  return [
    ...rates.slice(0, 1).map((rate) => ({ ...rate, name: rateName })),
    ...rates,
    ...costs,
    // Half a minute each, and more.
    ...(isQuick ? [] : [solved('reference', 'demo')]),
    solved('workbench', 'linear-regression'),
    ...(flags.full === true ? [solved('workbench', 'affine-regression', 'affine')] : []),
  ];
}

const { tiers, others, absent } = await presentEvaluators();
for (const reason of absent) say(`Not measured: ${reason}`);
const unbound = await unboundResults();
const core = bindToOneCore();
const evaluations = timedEvaluations([...tiers, ...others]);
const results = [...evaluations, ...searchResults(tiers, machineScale(evaluations)), ...unbound];
if (isQuick) say('Left out of the quick benchmark: the demo solved in form reference.');
if (flags.full !== true) say('Left out, since it takes an hour or more: affine regression; --full measures it.');

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryBytes: totalmem(),
  platform: `${process.platform}-${process.arch}`,
  node: process.version,
  /** The core that everything was bound to; null where it was not. */
  core,
  instructionSet: tiers[0]?.instructionSet ?? null,
};
process.stdout.write(
  flags.json === true
    ? `${JSON.stringify({ machine, results }, null, 2)}\n`
    : `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${tiers[0]?.suffix ?? ''} ${machine.instructionSet ?? ''}\n${resultTable(results)}\n`,
);
