import path from 'node:path';
import { expect, it } from 'vitest';
import { SEMANTICS_VERSION } from '../../native-worker/algorithm/semantics-version.ts';
import type { RunRecord } from '../../electron/history/repositories/run-record.ts';
import { followGroup, type GroupObserver } from '../../electron/workbench/follow-group.ts';
import { withHistory } from '../../electron/workbench/with-history.ts';
import { enqueueRun } from '../history/example-run.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { smallSpec } from '../search/run-sessions.ts';
import { failingStarter } from '../workers/failing-starter.ts';

const folder = temporaryFolder();

function observing() {
  const seen: string[] = [];
  const observer: GroupObserver = {
    began: () => undefined,
    happened: () => undefined,
    poolHappened: () => undefined,
    ended: ({ run }) => seen.push(`${run.id} ${run.state}`),
    leftOut: ({ reason }) => seen.push(reason.message),
  };
  return { seen, observer };
}

it('runs of a group that are deleted or run by another process are left out, and the others go on', async () => {
  await withHistory(path.join(folder, 'group.sqlite'), async (history) => {
    const spec = JSON.stringify(smallSpec({ form: 'reference' }));
    const runs: RunRecord[] = [];
    for (const id of ['one', 'two', 'three', 'four']) {
      await enqueueRun(history, id, { semantics: SEMANTICS_VERSION }, spec);
      runs.push((await history.runs.get(id))!);
    }
    await history.runs.delete(['one'], 1);
    await history.runs.acquire('three', 1);
    const { seen, observer } = observing();
    const stop = new AbortController().signal;
    const group = await followGroup(history, runs, {
      checkpointSeconds: 1,
      evaluator: 'interpreter',
      stop,
      observer,
      workers: 1,
      starter: failingStarter('enough'),
    });
    expect(group.leftOut.map(({ run }) => run.id)).toEqual(['one', 'three']);
    expect(group.details.map(({ run }) => run.id)).toEqual(['two', 'four']);
    expect(group.failed.map(({ id }) => id)).toEqual(['two', 'four']);
    const timeline = await history.workerTimeline.since(0);
    const worked = timeline.filter(({ activity }) => activity === 'working').map(({ runId }) => runId);
    expect(worked).toEqual(expect.arrayContaining(['two', 'four']));
    expect(seen.toSorted()).toEqual([
      'four failed',
      expect.stringContaining('one: was deleted meanwhile'),
      expect.stringContaining('three: another process runs it'),
      'two failed',
    ]);
  });
});
