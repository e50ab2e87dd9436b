/*
 * Compares the kernel with the interpreter over random programs, bit by bit:
 *   node test/kernel-evaluator/differential.ts --programs 1000000 --seed 1 [--first 0]
 * Progress goes to stderr, one line that sums up to stdout; the exit code is 1 if anything differed.
 */
import { parseArgs } from 'node:util';
import { runDifferential } from './differential-run.ts';
import { evaluatorsOf, kernelsPresent } from './evaluators-present.ts';

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
  },
});

function wholeNumber(option: 'programs' | 'seed' | 'first'): number {
  const value = Number(values[option]);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`--${option} is ${values[option]}; expected a whole number from 0 on`);
}

const programs = wholeNumber('programs');
const { kernels, absent } = await kernelsPresent();
for (const reason of absent) process.stderr.write(`left out: ${reason}\n`);
const evaluators = evaluatorsOf(kernels);
const outcome = runDifferential({
  seed: wholeNumber('seed'),
  first: wholeNumber('first'),
  programs,
  evaluators,
  mostDifferences: 10,
  onProgress: (done, differences) => {
    process.stderr.write(`${done} of ${programs} programs, ${differences} differences\n`);
  },
});
for (const difference of outcome.differences) process.stderr.write(`\n${difference}\n`);
process.stdout.write(
  `${outcome.programs} programs, seed ${values.seed}: ${outcome.comparisons} comparisons with the interpreter by ` +
    `${evaluators.map(({ label }) => label).join(', ')}; ${outcome.tasks} tasks, ${outcome.scored} with a loss, ` +
    `${outcome.failed} failed in training; ${outcome.differences.length} differences\n`,
);
process.exitCode = outcome.differences.length > 0 ? 1 : 0;
