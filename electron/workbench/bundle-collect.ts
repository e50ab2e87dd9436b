import path from 'node:path';
import { readDataFile } from '../../native-worker/data-files/read-data-file.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import { type Spec, TASK_ROLES } from '../../native-worker/spec/spec-schema.ts';
import { DIGITS, type TasksSpec } from '../../native-worker/spec/tasks-schema.ts';
import { type LineagePage, FIRST_PAGE } from '../history/repositories/lineage.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import { markedListing } from './algorithm-view.ts';
import { bestChampion } from './best-champion.ts';
import type { BundledRunRow, CurveRow, LineageLine } from './bundle-run.ts';
import type { DataToBundle, RunToBundle } from './bundle-write.ts';
import { algorithmModule } from './export-algorithm.ts';
import { championSubject } from './export-subject.ts';
import { storedSpec } from './stored-spec.ts';
import { UsageError } from './usage-error.ts';

const BIRTHS_OF_A_PAGE = 10_000;

/** What a run brings into a bundle. */
export interface CollectedRun {
  readonly run: RunToBundle;
  readonly data: readonly DataToBundle[];
}

/**
 * Gathers all that the history knows of a run.
 *
 * @param withData whether the data that it was made on comes along
 * @throws {UsageError} while it is worked on or waits in the queue; DataFileError where its data cannot be read
 */
export async function collectRun(history: HistoryClient, run: RunRecord, withData: boolean): Promise<CollectedRun> {
  if (run.state === 'running' || run.state === 'queued') {
    throw new UsageError(`${run.id}: is ${run.state}; a bundle holds runs that are done or stopped`);
  }
  const spec = await storedSpec(history, run);
  const champions = await history.champions.of(run.id);
  const best = bestChampion(champions);
  const named = withNamedData(spec);
  return {
    run: {
      run: await rowOf(history, { ...run, state: run.state }),
      spec: named.spec,
      champions,
      lineage: await lineageOf(history, run.id, champions),
      curve: curveRows(await history.curves.of(run.id)),
      algorithm: best && {
        listing: `${markedListing(best.listing, spec.outputs)}\n`,
        module: algorithmModule(championSubject(run, spec, best)),
      },
    },
    data: named.data.map(({ place, ...data }) => ({ ...data, content: withData ? readDataFile(place) : null })),
  };
}

async function rowOf(
  history: HistoryClient,
  run: RunRecord & { readonly state: BundledRunRow['state'] },
): Promise<BundledRunRow> {
  const json = await history.summaries.get(run.id);
  const { priority: _priority, deletedAt: _deleted, specHash: _spec, origin: _origin, ...row } = run;
  return {
    ...row,
    tags: [...run.tags],
    evaluators: (await history.evaluatorsInUse.of(run.id)).map((tier) => ({ ...tier, dropped: [...tier.dropped] })),
    experiments: await history.experiments.of(run.id),
    summary: json === undefined ? null : (JSON.parse(json) as BundledRunRow['summary']),
  };
}

/** Births that left the memory of the search, and lines as schema 1 kept them, each member once. */
async function lineageOf(
  history: HistoryClient,
  runId: string,
  champions: RunToBundle['champions'],
): Promise<LineageLine[]> {
  const lines: LineageLine[] = [];
  let { from, seal }: Pick<LineagePage, 'seal'> & { from: LineagePage['next'] } = FIRST_PAGE;
  while (from !== null) {
    const page: LineagePage = await history.lineage.page(runId, { from, seal }, BIRTHS_OF_A_PAGE);
    for (const { edits, program, ...birth } of page.rows) {
      lines.push({ record: 'birth', ...birth, edits: base64(edits), program: base64(program) });
    }
    ({ next: from, seal } = page);
  }
  const seen = new Set<string>();
  for (const { experiment, birth } of champions) {
    for (const ancestor of await history.ancestors.line(runId, experiment, birth)) {
      const key = `${ancestor.experiment} ${ancestor.birth}`;
      if (!seen.has(key)) lines.push({ record: 'ancestor', ...ancestor });
      seen.add(key);
    }
  }
  return lines;
}

function base64(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString('base64');
}

function curveRows(curves: Awaited<ReturnType<HistoryClient['curves']['of']>>): CurveRow[] {
  return curves.flatMap(({ experiment, island, points }) =>
    points.map(({ quantiles, ...point }): CurveRow => {
      const [p10, p25, p50, p75, p90] = quantiles ?? [null, null, null, null, null];
      return { experiment, island, ...point, p10, p25, p50, p75, p90 };
    }),
  );
}

type DataToFind = Omit<DataToBundle, 'content'> & { readonly place: string };

/** The spec with its data named instead of placed: a place on this machine says nothing on another. */
function withNamedData(spec: Spec): { readonly spec: Record<string, unknown>; readonly data: readonly DataToFind[] } {
  const data = new Map<string, DataToFind>();
  const named = (tasks: TasksSpec): TasksSpec => {
    if (!('dataHash' in tasks) || tasks.dataHash === undefined || tasks.data === DIGITS) return tasks;
    const { dataHash: hash, data: place, measure } = tasks;
    const name = tasks.dataName ?? plainName(place);
    const about =
      tasks.kind === 'table'
        ? { kind: 'table' as const, target: tasks.target, measure }
        : { kind: 'images' as const, target: null, measure };
    data.set(hash, { name, hash, place, ...about });
    return { ...tasks, data: name, dataName: name };
  };
  const tasks = Object.fromEntries(TASK_ROLES.map((role) => [role, named(spec.tasks[role])]));
  // Once more through the schema, for its order of keys: equal specs give equal texts.
  return { spec: resolveSpec({ ...spec, tasks }), data: [...data.values()] };
}

/** A file's name without folder and ending, of letters that a name may have. */
function plainName(place: string): string {
  const plain = path
    .parse(place)
    .name.replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64);
  return plain === '' || plain === DIGITS ? 'table' : plain;
}
