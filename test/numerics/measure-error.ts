/**
 * Prints the largest error of each elementary function over many points, in ulps, as the table of
 * `native-worker/numerics/README.md`. Usage: node test/numerics/measure-error.ts [points per function, 200000].
 */
import { HIGH_PRECISION } from './high-precision/elementary-functions.ts';
import { errorInUlps } from './high-precision/rounded-value.ts';
import { FUNCTION_NAMES, OWN_FUNCTIONS } from './own-functions.ts';
import { fixedPoints, randomPoint } from './sample-points.ts';
import { SampleSource } from './sample-source.ts';

const count = Number(process.argv[2] ?? 200_000);
console.log('| function | largest error (ulp) | at | points |\n| --- | --- | --- | --- |');
for (const name of FUNCTION_NAMES) {
  const source = new SampleSource(1);
  const fixed = fixedPoints(name);
  let largest = 0;
  let where = NaN;
  for (let index = 0; index < fixed.length + count; index++) {
    const x = fixed[index] ?? randomPoint(name, source);
    const error = errorInUlps(OWN_FUNCTIONS[name](x), HIGH_PRECISION[name](x));
    if (error > largest) {
      largest = error;
      where = x;
    }
  }
  console.log(`| ${name} | ${largest.toFixed(4)} | ${where} | ${fixed.length + count} |`);
}
