import { writeFile } from 'node:fs/promises';
import { readCsv } from '../../native-worker/data-files/csv-text.ts';
import { loadImages } from '../../native-worker/data-files/load-images.ts';
import { readTable } from '../../native-worker/data-files/load-table.ts';
import { describeColumns } from '../../native-worker/data-files/table-columns.ts';
import { type CurvePoint, POINTS_IN_PIECE, type Quantiles } from '../history/repositories/curve-point.ts';
import type { CurvePiece } from '../history/repositories/curves.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import type { Command } from '../history/thread/remote.ts';
import { canonicalListing } from './algorithm-view.ts';
import type { Bundle, OpenedData, OpenedRun } from './bundle-read.ts';
import type { CurveRow } from './bundle-run.ts';
import type { DatasetEntry, DescribedColumn } from './data-catalog.ts';
import type { DataSets } from './data-sets.ts';

/** What became of a bundle's run. */
export interface EnteredRun {
  readonly id: string;
  /** `entered`; or there was one of this id already, with the same digest or another, which stays as it is. */
  readonly kind: 'entered' | 'was-here' | 'differs';
}

/**
 * Enters the runs of a bundle into the history, beside its own ones, with where they come from on record; all of them
 * or none. Data comes first, under other names where theirs are taken.
 *
 * @param from what the bundle is called
 * @param now milliseconds since 1970
 */
export async function enterBundle(
  history: HistoryClient,
  sets: DataSets,
  bundle: Bundle,
  from: string,
  now: number,
): Promise<EnteredRun[]> {
  for (const data of bundle.data) await enterData(sets, data, now);
  const entered: EnteredRun[] = [];
  const commands: Command[] = [];
  const origin = JSON.stringify({ kind: 'bundle', file: from, program: bundle.manifest.program, openedAt: now });
  for (const opened of bundle.runs) {
    const { id, digest } = opened.run;
    const known = await history.runs.get(id);
    if (known !== undefined) {
      entered.push({ id, kind: known.digest === digest ? 'was-here' : 'differs' });
      continue;
    }
    const { seed: _seed, ...seedless } = opened.spec;
    const specHash = await history.specs.put(JSON.stringify(seedless));
    commands.push(...commandsFor(opened, specHash, origin, now));
    entered.push({ id, kind: 'entered' });
  }
  if (commands.length > 0) await history.commit(commands);
  return entered;
}

function commandsFor(
  { run, spec, champions, lineage, curve }: OpenedRun,
  specHash: string,
  origin: string,
  now: number,
): Command[] {
  const { id } = run;
  const commands: Command[] = champions.map(({ hash, listing }): Command => [
    'algorithms',
    'put',
    hash,
    canonicalListing(listing, spec.outputs),
  ]);
  const { groupId, semantics, name, preset, seed, note, createdAt } = run;
  commands.push(['runs', 'add', { id, groupId, specHash, semantics, name, preset, seed, note, createdAt, origin }]);
  if (run.tags.length > 0) commands.push(['runs', 'tag', id, run.tags, []]);
  const { candidates, chargedSteps, executedSteps, refused, seconds, cpuSeconds, bestSearch, bestSelect } = run;
  commands.push(
    [
      'runs',
      'update',
      id,
      { candidates, chargedSteps, executedSteps, refused, seconds, cpuSeconds, bestSearch, bestSelect },
    ],
    ['runs', 'end', id, { ...endOf(run), finishedAt: run.finishedAt ?? now }],
  );
  for (const champion of champions) commands.push(['champions', 'put', id, champion]);
  for (const experiment of run.experiments) commands.push(['experiments', 'put', id, experiment]);
  for (const tier of run.evaluators) commands.push(['evaluatorsInUse', 'put', id, tier, createdAt]);
  if (run.summary !== null) commands.push(['summaries', 'put', id, JSON.stringify(run.summary)]);
  const finalTasks = run.summary?.['finalTasks'];
  if (typeof finalTasks === 'string' && run.bestHash !== null && run.bestFinal !== null) {
    const look = { runId: id, taskSet: finalTasks, algorithm: run.bestHash, fitness: run.bestFinal, lookedAt: now };
    commands.push(['finalLooks', 'put', look]);
  }
  commands.push(['curves', 'put', id, curvePieces(curve)]);
  for (const line of lineage) {
    if (line.record === 'birth') {
      const { record: _record, edits, program, ...birth } = line;
      commands.push(['lineage', 'put', id, [{ ...birth, edits: bytesOf(edits), program: bytesOf(program) }]]);
    } else {
      const { record: _record, ...ancestor } = line;
      commands.push(['ancestors', 'put', id, [ancestor]]);
    }
  }
  return commands;
}

function endOf({ state, outcome, failure, digest, digestForm, bestHash, bestFinal }: OpenedRun['run']) {
  return { state, outcome, failure, digest, digestForm, bestHash, bestFinal };
}

function bytesOf(base64: string | null): Uint8Array | null {
  return base64 === null ? null : new Uint8Array(Buffer.from(base64, 'base64'));
}

function curvePieces(rows: readonly CurveRow[]): CurvePiece[] {
  const islands = Map.groupBy(rows, ({ experiment, island }) => `${experiment ?? 0} ${island ?? 0}`);
  return [...islands.values()].flatMap((points) =>
    Array.from({ length: Math.ceil(points.length / POINTS_IN_PIECE) }, (_, piece): CurvePiece => {
      const part = points.slice(piece * POINTS_IN_PIECE, (piece + 1) * POINTS_IN_PIECE);
      return { experiment: part[0]?.experiment ?? 0, island: part[0]?.island ?? 0, piece, points: part.map(pointOf) };
    }),
  );
}

function pointOf({
  experiment: _experiment,
  island: _island,
  p10,
  p25,
  p50,
  p75,
  p90,
  ...point
}: CurveRow): CurvePoint {
  const known = (value: number | null): number => value ?? NaN;
  const quantiles: Quantiles = [known(p10), known(p25), known(p50), known(p75), known(p90)];
  return {
    epoch: point.epoch,
    candidates: known(point.candidates),
    chargedSteps: known(point.chargedSteps),
    cpuSeconds: point.cpuSeconds,
    wallSeconds: known(point.wallSeconds),
    best: known(point.best),
    mean: known(point.mean),
    deviation: known(point.deviation),
    quantiles: quantiles.some(Number.isNaN) ? null : quantiles,
    select: point.select,
  };
}

async function enterData({ catalog, folder }: DataSets, data: OpenedData, now: number): Promise<void> {
  const { content, kind, hash } = data;
  const known = await catalog.list();
  if (content === null || known.some((entry) => entry.hash === hash)) return;
  const draft = await folder.draft(kind, now, async (file) => {
    await writeFile(file, content, { flush: true });
    return { hash, entry: { ...entryOf(data, content, file), importedAt: now } };
  });
  await draft.keep();
  const taken = new Set(known.map(({ name }) => name));
  let name = data.name;
  for (let number = 2; taken.has(name); number++) name = `${data.name}-${number}`;
  await catalog.put({ ...draft.written.entry, name });
}

function entryOf(
  { name, kind, hash, target, measure }: OpenedData,
  content: Uint8Array,
  file: string,
): Omit<DatasetEntry, 'importedAt'> {
  const shared = { name, kind, hash, target, bytes: content.length };
  if (kind === 'images' || target === null) {
    const images = loadImages(file, { dataName: name });
    const classes = images.labelNames?.length ?? null;
    return { ...shared, rows: images.rowCount, features: images.columnCount, classes, columns: [] };
  }
  const table = readTable(file, content, { target, columns: 'all', measure, dataName: name });
  const columns = describeColumns(readCsv(file, content)).map((column): DescribedColumn => {
    const isFeature = table.columnNames.includes(column.name);
    return { ...column, use: column.name === target ? 'target' : isFeature ? 'feature' : 'left out' };
  });
  const classes = table.labelNames?.length ?? null;
  return { ...shared, rows: table.rowCount, features: table.columnCount, classes, columns };
}
