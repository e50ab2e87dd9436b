/*
 * The benchmark: `npm run bench [-- --json --quick --full]`. What is measured, and how to read it: README.md beside this.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type EvaluationTiming, timeEvaluations } from './evaluations.ts';
import { candidatesPerSecond, costPerSolution, presetSpec } from './searches.ts';
import { compileYardstick } from './yardstick.ts';

interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: 's' | '1/s';
  readonly timesYardstick?: number;
  readonly least?: number;
  readonly most?: number;
  readonly note?: string;
}

const { values: flags } = parseArgs({
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, full: { type: 'boolean' } },
});

const ROUNDS = flags.quick === true ? 3 : 5;
const RATE_CANDIDATES = flags.quick === true ? 40_000 : 200_000;
const SOLUTIONS = flags.quick === true ? 3 : 20;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function evaluationResults({ name, evaluator, seconds, yardstick }: EvaluationTiming): Result[] {
  const timing: Result = {
    name,
    value: seconds.median,
    unit: 's',
    least: seconds.least,
    most: seconds.most,
    ...(yardstick === null ? {} : { timesYardstick: yardstick.times }),
  };
  const measured = [timing, { ...timing, name: `${name}@${evaluator}` }];
  if (yardstick === null) return measured;
  const { median, least, most } = yardstick.seconds;
  return [...measured, { name: `yardstick-${name}`, value: median, unit: 's', least, most }];
}

function solutionResult(name: string, preset: string, changes: Readonly<Record<string, unknown>> = {}): Result {
  const cost = costPerSolution((seed) => presetSpec(preset, { ...changes, seed }), SOLUTIONS);
  const note = `${cost.solved} of ${cost.experiments} runs solved`;
  return { name, value: cost.cpuSecondsPerSolution, unit: 's', note };
}

function measure(): Result[] {
  say('Compiling the yardstick ...');
  const yardstick = compileYardstick();
  if (yardstick === null) say('No C++ compiler (g++) was found: nothing is compared with the yardstick.');
  try {
    say('Timing evaluations, in turn with the yardstick ...');
    const results = timeEvaluations(yardstick, ROUNDS).flatMap(evaluationResults);
    say("Timing the reference's demo search ...");
    const demo = presetSpec('demo', { budget: { candidates: RATE_CANDIDATES } });
    const rate: Result = {
      name: 'demo-candidates-per-second-reference-form',
      value: candidatesPerSecond(demo),
      unit: '1/s',
    };
    say(`Solving linear regression ${SOLUTIONS} times ...`);
    const workbench = solutionResult('demo-cpu-seconds-per-solution-workbench-form', 'linear-regression');
    if (flags.full !== true) {
      say(
        'Left out, since they take hours: the demo in the reference form and affine regression; --full measures them.',
      );
      return [...results, rate, workbench];
    }
    say(`Solving the demo in the reference's form ${SOLUTIONS} times: about an hour ...`);
    const reference = solutionResult('demo-cpu-seconds-per-solution-reference-form', 'demo');
    say(`Solving affine regression ${SOLUTIONS} times: hours ...`);
    const affine = solutionResult('affine-cpu-seconds-per-solution-workbench-form', 'affine-regression');
    return [...results, rate, workbench, reference, affine];
  } finally {
    yardstick?.dispose();
  }
}

function table(results: readonly Result[]): string {
  const rows = results.map(({ name, value, unit, timesYardstick, least, most, note }) => {
    const amount = unit === 's' ? `${value.toPrecision(3)} s` : `${Math.round(value)} /s`;
    const range = least === undefined || most === undefined ? '' : ` [${least.toPrecision(3)}, ${most.toPrecision(3)}]`;
    const times = timesYardstick === undefined ? '' : `  ${timesYardstick.toFixed(3)} x yardstick`;
    return `${name.padEnd(50)} ${amount}${range}${times}${note === undefined ? '' : `  (${note})`}`;
  });
  return rows.join('\n');
}

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryBytes: totalmem(),
  platform: `${process.platform}-${process.arch}`,
  node: process.version,
};
const results = measure();
process.stdout.write(
  flags.json === true
    ? `${JSON.stringify({ machine, results }, null, 2)}\n`
    : `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}\n${table(results)}\n`,
);
