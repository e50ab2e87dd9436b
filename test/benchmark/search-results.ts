import { canonicalize } from '../../native-worker/algorithm/canonical-form.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { randomProgram } from '../search/programs.ts';
import { idleEvaluator } from './idle-evaluator.ts';
import { type Batches, stopwatch } from './measure.ts';
import { REFERENCE_CANDIDATES_PER_SECOND, REFERENCE_SECONDS_PER_SOLUTION, SCALE } from './reference-figures.ts';
import type { Result } from './result.ts';
import { candidatesPerSecond, costPerSolution, presetSpec } from './searches.ts';

/** How much slower than the reference's machine this one is, by the yardstick; null where that is not known. */
export type MachineScale = number | null;

/** From what the yardstick took here. */
export function machineScale(results: readonly Result[]): MachineScale {
  const here = results.find(({ name }) => name === `yardstick-${SCALE.workload}`);
  return here === undefined ? null : here.value / SCALE.seconds;
}

/** Candidates a CPU second of the reference's demo, in its own form with its cache. */
export function rateResult(name: string, candidates: number, evaluator: Evaluator, scale: MachineScale): Result {
  const value = candidatesPerSecond(presetSpec('demo', { budget: { candidates } }), evaluator);
  const times = scale === null ? {} : { timesReference: (value * scale) / REFERENCE_CANDIDATES_PER_SECOND };
  return { name, value, unit: '1/s', ...times, note: `${candidates} candidates` };
}

/** CPU seconds a solved run of a preset, failures included. @param isDemo whether the reference's demo is what is solved */
export function solutionResult(
  name: string,
  preset: string,
  wanted: number,
  evaluator: Evaluator,
  scale: MachineScale,
  isDemo: boolean,
): Result {
  const { cpuSecondsPerSolution, solved, experiments } = costPerSolution(
    (seed) => presetSpec(preset, { seed }),
    wanted,
    evaluator,
  );
  const times =
    scale === null || !isDemo
      ? {}
      : { timesReference: (REFERENCE_SECONDS_PER_SOLUTION * scale) / cpuSecondsPerSolution };
  const note = `${solved} of ${experiments} runs solved`;
  return { name, value: cpuSecondsPerSolution, unit: 's', ...times, note };
}

/** CPU time of the search around the evaluator, by candidate: where evaluating costs nothing. */
export function loopResult(name: string, preset: string, candidates: number): Result {
  const perSecond = candidatesPerSecond(presetSpec(preset, { budget: { candidates } }), idleEvaluator());
  return { name, value: 1e6 / perSecond, unit: 'us', note: 'all but the evaluator' };
}

const PROGRAMS = 1000;

/** CPU time of the canonical form of a random program of the demo's search space. */
export function canonicalFormResult(batches: Batches): Result {
  const space = presetSpec('demo', {});
  const random = new ThreefryRandomSource({ seed: 1, experiment: 0, island: 0, purpose: 'search' });
  const programs: readonly Program[] = Array.from({ length: PROGRAMS }, () => randomProgram(space, random));
  const all = stopwatch(() => {
    for (const program of programs) canonicalize(program, space.outputs);
  }, batches);
  return { name: 'canonical-form-per-candidate', value: (all() / PROGRAMS) * 1e6, unit: 'us' };
}
