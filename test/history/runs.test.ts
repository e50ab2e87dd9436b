import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEnd } from '../../electron/history/repositories/run-record.ts';
import { addRun, processes, purgeAll, withHistory } from './example-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);
const DONE: RunEnd = {
  state: 'done',
  outcome: 'solved',
  failure: null,
  digest: 'd'.repeat(64),
  digestForm: 2,
  bestHash: null,
  bestFinal: 0.75,
  finishedAt: 2000,
};

describe('the lease of a run', () => {
  it('lets only one living process run it', () => {
    const file = place('lease.sqlite');
    withHistory(file, (history) => {
      addRun(history, 'one');
      expect(history.runs.get('one')?.state).toBe('queued');
    });
    expect(withHistory(file, ({ runs }) => runs.acquire('one', 5).kind, processes(11, [11, 12]))).toBe('acquired');
    expect(withHistory(file, ({ runs }) => runs.acquire('one', 6).kind, processes(12, [11, 12]))).toBe('held');
    expect(withHistory(file, ({ runs }) => runs.get('one')?.state, processes(12, [11, 12]))).toBe('running');
  });

  it('passes on when its process is dead: the run shows as interrupted and may be run again', () => {
    const file = place('dead.sqlite');
    withHistory(file, (history) => addRun(history, 'one'));
    withHistory(file, ({ runs }) => runs.acquire('one', 5).kind, processes(11, [11]));
    expect(withHistory(file, ({ runs }) => runs.get('one')?.state, processes(12, [12]))).toBe('interrupted');
    expect(withHistory(file, ({ runs }) => runs.acquire('one', 7).kind, processes(12, [12]))).toBe('acquired');
    expect(withHistory(file, ({ runs }) => runs.get('one')?.startedAt, processes(12, [12]))).toBe(5);
  });

  it('is given back at the end', () => {
    const file = place('end.sqlite');
    withHistory(file, (history) => addRun(history, 'one'));
    withHistory(file, ({ runs }) => runs.acquire('one', 5).kind, processes(11, [11, 12]));
    withHistory(file, ({ runs }) => {
      runs.end('one', { ...DONE, state: 'stopped', outcome: 'stopped' });
    });
    expect(withHistory(file, ({ runs }) => runs.acquire('one', 8).kind, processes(12, [11, 12]))).toBe('acquired');
  });

  it('is not given for a run that is done or deleted', () => {
    withHistory(place('over.sqlite'), (history) => {
      addRun(history, 'done');
      expect(history.runs.acquire('done', 5).kind).toBe('acquired');
      history.runs.end('done', DONE);
      expect(history.runs.acquire('done', 6).kind).toBe('done');
      expect(history.runs.get('done')).toMatchObject({ state: 'done', outcome: 'solved' });
      addRun(history, 'deleted');
      history.runs.delete(['deleted'], 7);
      expect(history.runs.acquire('deleted', 8).kind).toBe('deleted');
      expect(history.runs.acquire('never', 8)).toEqual({ kind: 'gone' });
    });
  });

  it('is told by the real processes of this machine', () => {
    const file = place('real.sqlite');
    withHistory(file, (history) => {
      addRun(history, 'one');
      expect(history.runs.acquire('one', 5).kind).toBe('acquired');
      expect(history.runs.get('one')?.state).toBe('running');
      expect(history.runs.acquire('one', 6).kind).toBe('held');
    });
  });
});

describe('the list of runs', () => {
  it('has the newest first, with what is known of each', () => {
    withHistory(place('list.sqlite'), (history) => {
      addRun(history, 'older', { createdAt: 1 });
      addRun(history, 'newer', { createdAt: 2, name: 'second', preset: 'demo', seed: 7 });
      history.runs.update('newer', {
        candidates: 10,
        chargedSteps: 100,
        executedSteps: 90,
        refused: 3,
        seconds: 1.5,
        cpuSeconds: 2.5,
        bestSearch: 0.5,
        bestSelect: null,
      });
      history.runs.end('newer', DONE);
      const [first, second] = history.runs.list();
      expect(second?.id).toBe('older');
      expect(first).toMatchObject({
        id: 'newer',
        name: 'second',
        preset: 'demo',
        seed: 7,
        state: 'done',
        outcome: 'solved',
        candidates: 10,
        chargedSteps: 100,
        executedSteps: 90,
        refused: 3,
        seconds: 1.5,
        bestSearch: 0.5,
        bestSelect: null,
        bestFinal: 0.75,
        digest: DONE.digest,
      });
    });
  });

  it('is in the order in which runs were added, also when the clock was set back in between', () => {
    withHistory(place('clock.sqlite'), (history) => {
      addRun(history, 'first', { createdAt: 9000 });
      addRun(history, 'second', { createdAt: 10 });
      expect(history.runs.list().map(({ id }) => id)).toEqual(['second', 'first']);
    });
  });

  it('keeps names and tags, without double tags', () => {
    withHistory(place('tags.sqlite'), (history) => {
      addRun(history, 'one');
      const { runs } = history;
      runs.rename('one', 'my favourite');
      runs.tag('one', ['good', 'fast'], []);
      runs.tag('one', ['good'], []);
      expect(runs.get('one')).toMatchObject({ name: 'my favourite', tags: ['fast', 'good'] });
      runs.tag('one', [], ['good', 'never given']);
      expect(runs.get('one')?.tags).toEqual(['fast']);
    });
  });

  it('deletes none of several runs where one of them is running, and names that one', () => {
    withHistory(place('running.sqlite'), (history) => {
      addRun(history, 'one');
      addRun(history, 'two');
      history.runs.acquire('two', 1);
      expect(history.runs.delete(['one', 'two'], 2)?.id).toBe('two');
      expect(history.runs.list()).toHaveLength(2);
    });
  });

  it('hides a deleted run until it is restored; a purge removes it for good, with what belonged to it', () => {
    withHistory(place('delete.sqlite'), (history) => {
      addRun(history, 'one');
      addRun(history, 'two', { specHash: history.specs.put('{"other":true}') });
      history.checkpoints.put('two', { at: 5 }, 0);
      history.runs.delete(['one'], 9);
      expect(history.runs.list().map(({ id }) => id)).toEqual(['two']);
      history.runs.restore('one');
      expect(history.runs.list()).toHaveLength(2);
      history.runs.delete(['two'], 9);
      expect(history.runs.listDeleted().map(({ id }) => id)).toEqual(['two']);
      expect(purgeAll(history)).toBe(1);
      expect(history.runs.get('two')).toBeUndefined();
      expect(history.checkpoints.get('two')).toBeUndefined();
      expect(history.specs.get(history.specs.put('{"version":1}'))).toBeDefined();
    });
  });
});
