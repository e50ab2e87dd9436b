import path from 'node:path';
import { expect, it } from 'vitest';
import { SEMANTICS_VERSION } from '../../native-worker/algorithm/semantics-version.ts';
import type { RunEvent } from '../../native-worker/search/run-events.ts';
import { RunSession } from '../../native-worker/search/run-session.ts';
import type { RunRecord } from '../../electron/history/repositories/run-record.ts';
import { purgeRuns } from '../../electron/workbench/edit-runs.ts';
import { type FollowedRun, RunInPool, type RunObserver } from '../../electron/workbench/follow-run.ts';
import { withPool } from '../../electron/workbench/open-pool.ts';
import { RunRecorder } from '../../electron/workbench/run-recorder.ts';
import { type HistoryClient, withHistory } from '../../electron/workbench/with-history.ts';
import { enqueueRun } from '../history/example-run.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { finish, services, smallSpec } from '../search/run-sessions.ts';
import { localStarter } from '../workers/local-workers.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);
const spec = smallSpec({ form: 'reference' });
const QUIET: RunObserver = { began: () => undefined, happened: () => undefined };

async function addQueued(history: HistoryClient, resolved = spec): Promise<RunRecord> {
  await enqueueRun(history, 'one', { semantics: SEMANTICS_VERSION }, JSON.stringify(resolved));
  return (await history.runs.get('one'))!;
}

const LOCAL = { workers: 2, starter: localStarter(), observer: { take: () => undefined } };
const HOW = { checkpointSeconds: 0.05, evaluator: 'interpreter', observer: QUIET } as const;

/** Works on a run with workers in this process. */
async function follow(history: HistoryClient, run: RunRecord, observer = QUIET): Promise<FollowedRun> {
  return await withPool(LOCAL, async (pool) => {
    const submitted = await RunInPool.submit(history, run, pool, { ...HOW, observer });
    return await submitted.done();
  });
}

it('a run that another process finished, deleted or purged since it was listed is not run again', async () => {
  await withHistory(place('meanwhile.sqlite'), async (history) => {
    const listed = await addQueued(history);
    await history.runs.delete(['one'], 1);
    await expect(follow(history, listed)).rejects.toThrow(/one: was deleted meanwhile; .*restore one/);
    await purgeRuns(history, 1);
    await expect(follow(history, listed)).rejects.toThrow(/one: was deleted meanwhile, and purged/);
    const again = await addQueued(history);
    await history.runs.acquire('one', 2);
    const over = {
      outcome: 'solved',
      failure: null,
      digest: 'd',
      digestForm: 2,
      bestHash: null,
      bestFinal: null,
    } as const;
    await history.runs.end('one', { ...over, state: 'done', finishedAt: 3 });
    await expect(follow(history, again)).rejects.toThrow(/one: another process has finished it/);
  });
});

it('a run whose sitting breaks off gives its lease back, with the reason', async () => {
  await withHistory(place('broken.sqlite'), async (history) => {
    const broken: RunObserver = {
      ...QUIET,
      began: () => {
        throw new Error('nobody can watch');
      },
    };
    await expect(follow(history, await addQueued(history), broken)).rejects.toThrow('nobody can watch');
    expect(await history.runs.get('one')).toMatchObject({ state: 'interrupted', failure: 'nobody can watch' });
    expect((await history.runs.acquire('one', 9)).kind).toBe('acquired');
  });
});

it('a run that is stopped before its turn comes stays as it was', async () => {
  await withHistory(place('unbegun.sqlite'), async (history) => {
    const first = await addQueued(history);
    await enqueueRun(history, 'two', { semantics: SEMANTICS_VERSION }, JSON.stringify(spec));
    const second = (await history.runs.get('two'))!;
    const endings = await withPool({ ...LOCAL, workers: 1 }, async (pool) => {
      const submitted = [
        await RunInPool.submit(history, first, pool, HOW),
        await RunInPool.submit(history, second, pool, HOW),
      ];
      for (const run of submitted) run.stop();
      return await Promise.all(submitted.map((run) => run.done()));
    });
    expect(endings.map(({ ending }) => ending?.kind ?? null)).toEqual(['stopped', null]);
    expect(await history.runs.get('one')).toMatchObject({ state: 'stopped' });
    expect(await history.runs.get('two')).toMatchObject({ state: 'queued', candidates: 0 });
  });
});

it('a run on several islands leaves a whole record: curves, mutations, islands, migrants, lines, archive', async () => {
  const islands = { islands: 2, migration: { everyEpochs: 2, count: 3 }, budget: { candidates: 2000, experiments: 2 } };
  await withHistory(place('whole.sqlite'), async (history) => {
    const { ending } = await follow(history, await addQueued(history, smallSpec({ form: 'reference' }, islands)));
    expect(ending?.kind).toBe('finished');
    const run = await history.runs.get('one');
    expect(run).toMatchObject({ state: 'done', outcome: 'budget-spent', candidates: 2000 });
    const curves = await history.curves.of('one');
    expect(curves.map(({ experiment, island }) => [experiment, island])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(curves.at(-1)?.points.at(-1)).toMatchObject({ candidates: 2000, epoch: 24 });
    const mutations = await history.mutationCounts.of('one');
    const counted = mutations.map(({ points }) => points.at(-1)?.counts.reduce((sum, count) => sum + count, 0));
    expect(counted).toEqual([500, 500, 500, 500]);
    expect((await history.islands.of('one')).map(({ candidates }) => candidates)).toEqual([500, 500, 500, 500]);
    const migrations = await history.migrants.of('one');
    expect(migrations.length).toBeGreaterThan(10);
    expect(migrations[0]).toMatchObject({ epoch: 2, source: 0, target: 1 });
    expect((await history.archive.of('one')).length).toBeGreaterThan(0);
    for (const champion of await history.champions.of('one')) {
      const line = await history.lineage.line('one', champion);
      expect(line[0]?.kind).toBe('founder-random');
      expect(line.at(-1)).toMatchObject({ search: champion.search, select: champion.select });
    }
    expect(await history.checkpoints.get('one')).toBeUndefined();
    const finalTasks = ending?.kind === 'finished' ? ending.result.finalTasks : '';
    expect(await history.taskSets.get(finalTasks)).toMatchObject({
      description: '3 linear tasks, F = 4, 40 + 20 examples',
    });
  });
});

it('an experiment keeps its champion when the run was stopped between the look and the end of the experiment', async () => {
  await withHistory(place('experiment.sqlite'), async (history) => {
    await addQueued(history);
    const events = finish(RunSession.start(spec, services()));
    const champion = events.find(({ kind }) => kind === 'champion')!;
    const end = events.find(({ kind }) => kind === 'experiment-ended')!;
    const record = async (event: RunEvent, seconds: number): Promise<void> => {
      const recorder = await RunRecorder.open(history, 'one', spec);
      void recorder.record({ kind: 'events', events: [event], seconds });
      await recorder.flush();
    };
    await record(champion, 1);
    await record(end, 2);
    const [kept] = await history.champions.of('one');
    expect(kept).toBeDefined();
    expect(await history.experiments.of('one')).toMatchObject([
      { number: 0, championHash: kept?.hash, search: kept?.search, select: kept?.select },
    ]);
  });
});
