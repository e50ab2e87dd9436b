import path from 'node:path';
import { expect, it } from 'vitest';
import { SEMANTICS_VERSION } from '../../native-worker/algorithm/semantics-version.ts';
import { RunSession } from '../../native-worker/search/run-session.ts';
import type { ToldEvent } from '../../native-worker/worker-messages.ts';
import type { RunRecord } from '../../electron/history/repositories/run-record.ts';
import { purgeRuns } from '../../electron/workbench/edit-runs.ts';
import { followRun, type RunObserver } from '../../electron/workbench/follow-run.ts';
import { RunRecorder } from '../../electron/workbench/run-recorder.ts';
import { type HistoryClient, withHistory } from '../../electron/workbench/with-history.ts';
import { enqueueRun } from '../history/example-run.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { services, smallSpec } from '../search/run-sessions.ts';
import { CLEAN_EXIT, ended, fakeStarter } from '../workers/fake-worker.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);
const spec = smallSpec({ form: 'reference' });
const QUIET: RunObserver = { began: () => undefined, reported: () => undefined, restarted: () => undefined };
const WORKER = fakeStarter(({ tell, exit }) => {
  tell(ended('finished'));
  exit(CLEAN_EXIT);
});

async function addQueued(history: HistoryClient): Promise<RunRecord> {
  await enqueueRun(history, 'one', { semantics: SEMANTICS_VERSION }, JSON.stringify(spec));
  return (await history.runs.get('one'))!;
}

const follow = (history: HistoryClient, run: RunRecord, observer = QUIET) =>
  followRun(history, run, {
    checkpointSeconds: 1,
    evaluator: 'interpreter',
    stop: new AbortController().signal,
    observer,
    starter: WORKER,
  });

it('a run that another process finished, deleted or purged since it was listed is not run again', async () => {
  await withHistory(place('meanwhile.sqlite'), async (history) => {
    const listed = await addQueued(history);
    await history.runs.delete(['one'], 1);
    await expect(follow(history, listed)).rejects.toThrow(/one: was deleted meanwhile; .*restore one/);
    await purgeRuns(history, 1);
    await expect(follow(history, listed)).rejects.toThrow(/one: was deleted meanwhile, and purged/);
    const again = await addQueued(history);
    await history.runs.acquire('one', 2);
    const over = { outcome: 'solved', failure: null, digest: 'd', bestHash: null, bestFinal: null } as const;
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

it('an experiment keeps its champion when the run was stopped between the look and the end of the experiment', async () => {
  await withHistory(place('experiment.sqlite'), async (history) => {
    await addQueued(history);
    const session = RunSession.start(spec, services());
    const until = (kind: ToldEvent['kind']): ToldEvent => {
      for (;;) {
        const found = session.advance().find((event) => event.kind === kind);
        if (found !== undefined && found.kind !== 'progress') return found;
      }
    };
    const champion = until('champion');
    const record = async (event: ToldEvent, seconds: number): Promise<void> => {
      const recorder = await RunRecorder.open(history, 'one', spec);
      recorder.record({ kind: 'events', events: [event], seconds });
      await recorder.flush();
    };
    await record(champion, 1);
    const end = until('experiment-ended');
    await record(end, 2);
    const [kept] = await history.champions.of('one');
    expect(kept).toBeDefined();
    expect(await history.experiments.of('one')).toMatchObject([
      { number: 0, championHash: kept?.hash, search: kept?.search, select: kept?.select },
    ]);
  });
});
