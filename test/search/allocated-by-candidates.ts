/*
 * `node --min-semi-space-size=128 --max-semi-space-size=128 allocated-by-candidates.ts FORM` prints how many bytes of the
 * heap a search takes for a candidate on the demo's space, all told: proposing, scoring and accepting. The evaluator costs
 * nothing and is not what is measured. The young generation has to be large enough for no garbage to be collected meanwhile.
 */
import { getHeapStatistics } from 'node:v8';
import { IslandSearch } from '../../native-worker/search/island-search.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { idleEvaluator } from '../benchmark/idle-evaluator.ts';
import { demoSpec } from './search-spaces.ts';

const form = process.argv[2];
/** The workbench form makes some ten programs for each that it scores. */
const WARM_UP = form === 'workbench' ? 10_000 : 100_000;
const CANDIDATES = form === 'workbench' ? 5000 : 50_000;
/** The engine's own work (code that it compiles) falls into one or another of them. */
const WINDOWS = 4;

const spec = demoSpec({ form, population: 100 });
const seeds = [1, 2];
const set = buildTaskSet(spec.tasks.search, { role: 'search', outputs: 'scalar', paramSeeds: seeds, dataSeeds: seeds });
const random = new ThreefryRandomSource({ seed: 1, experiment: 0, island: 0, purpose: 'search' });
const search = new IslandSearch({ spec, island: 0, set, random, evaluator: idleEvaluator(), noiseSeed: () => 0 });

function bytesFor(candidates: number): number {
  const end = search.candidates + candidates;
  const before = getHeapStatistics().used_heap_size;
  while (search.candidates < end) search.advance(Infinity);
  return getHeapStatistics().used_heap_size - before;
}

bytesFor(WARM_UP);
console.log(Math.min(...Array.from({ length: WINDOWS }, () => bytesFor(CANDIDATES) / CANDIDATES)));
