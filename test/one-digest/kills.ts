/*
 * Cases drawn at random until so many processes have been killed; exit code 1 where any run came to another result.
 */
import { parseArgs } from 'node:util';
import { caseText } from './draw-case.ts';
import { tryCase } from './try-case.ts';

const MOST_KILLS_OF_A_RUN = 8;
const SECONDS_OF_A_RUN = 5;
/** Of all kills, at least so many are to find a saved state, or cuts were not tried. */
const LEAST_SHARE_AT_CUT = 0.6;

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const wanted = Number(values.kills ?? 200);
const firstSeed = Number(values.seed ?? 1);
const sum = { cases: 0, disturbances: 0, kills: 0, killsAtCut: 0, killsAtNewCut: 0, cuts: 0, different: 0 };
while (sum.kills < wanted) {
  const seed = firstSeed + sum.cases;
  const { drawn, disturbed, problems, seconds } = await tryCase(seed, MOST_KILLS_OF_A_RUN, SECONDS_OF_A_RUN);
  sum.cases++;
  console.log(`${seed}: ${caseText(drawn)}; ${seconds.toFixed(1)} s in one process`);
  if (problems.length > 0) {
    sum.different++;
    for (const problem of problems) console.log(`  NOT EQUAL: ${problem}`);
  }
  if (disturbed !== null) {
    const { disturbances, kills, killsAtCut, killsAtNewCut, cuts } = disturbed;
    sum.disturbances += disturbances.length;
    sum.kills += kills;
    sum.killsAtCut += killsAtCut;
    sum.killsAtNewCut += killsAtNewCut;
    sum.cuts += cuts;
    console.log(`  ${disturbances.join(', ')}; ${killsAtCut} of ${kills} kills at one of ${cuts} cuts`);
  } else if (sum.cases > wanted) break;
}
console.log(
  `${sum.cases} cases, ${sum.disturbances} disturbances, ${sum.kills} kills: ${sum.killsAtCut} of them after a cut (${sum.killsAtNewCut} after another one than the kill before), ${sum.cuts} cuts; ${sum.different} cases not equal`,
);
if (sum.different > 0) process.exitCode = 1;
if (sum.killsAtCut < LEAST_SHARE_AT_CUT * sum.kills) {
  console.log('too few kills found a cut: the runs are too short for this machine');
  process.exitCode = 1;
}
