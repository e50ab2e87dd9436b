import { withPool } from '../../electron/workbench/open-pool.ts';
import type { ExecutionEvent } from '../../electron/workers/submitted-run.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { spreadOf } from './measure.ts';
import { spreadResult, type Result } from './result.ts';

/** Seconds after which a worker's code is compiled and its caches are warm. */
const WARM_UP_SECONDS = 3;

/** What a run had done at a moment of the wall clock. */
interface Moment {
  readonly candidates: number;
  readonly seconds: number;
}

/** How many times the candidates a second two workers come to, beside one, on the same spec of two islands. */
export async function scalingResult(spec: Spec, seconds: number, rounds: number): Promise<Result> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const one = await candidatesPerWallSecond(spec, 1, seconds);
    const two = await candidatesPerWallSecond(spec, 2, seconds);
    ratios.push(two / one);
  }
  return {
    ...spreadResult('scaling-1-to-2', spreadOf(ratios), 'x'),
    note: 'two workers over one, two islands of the demo',
  };
}

/** From real worker processes, once they are warm. */
async function candidatesPerWallSecond(spec: Spec, workers: number, seconds: number): Promise<number> {
  let first: Moment | null = null;
  let last: Moment | null = null;
  await withPool({ workers, observer: { take: () => undefined } }, async (pool) => {
    const run = { id: 'scaling', spec, saved: () => Promise.resolve(null), seconds: 0, priority: 0 };
    const execution = pool.submit(
      { ...run, evaluator: 'auto', checkpointSeconds: 10 },
      {
        take: (event) => {
          const moment = momentOf(event);
          if (moment === null || moment.seconds < WARM_UP_SECONDS) return undefined;
          first ??= moment;
          last = moment;
          if (moment.seconds - first.seconds >= seconds) execution.stop();
          return undefined;
        },
      },
    );
    await execution.done;
  });
  return rateBetween(first, last);
}

function momentOf(event: ExecutionEvent): Moment | null {
  if (event.kind !== 'events') return null;
  const progress = event.events.findLast(({ kind }) => kind === 'progress');
  return progress?.kind === 'progress'
    ? { candidates: progress.figures.counts.candidates, seconds: event.seconds }
    : null;
}

function rateBetween(first: Moment | null, last: Moment | null): number {
  if (first === null || last === null) throw new Error('the run ended before anything could be measured');
  return (last.candidates - first.candidates) / (last.seconds - first.seconds);
}
