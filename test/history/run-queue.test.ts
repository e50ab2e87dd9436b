import path from 'node:path';
import { expect, it } from 'vitest';
import type { Repositories } from '../../electron/history/open-history.ts';
import { addRun, withHistory } from './example-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);
const order = ({ queue }: Repositories, limit = 10): string[] => queue.waiting(limit).map(({ id }) => id);

function filled(history: Repositories): void {
  for (const id of ['a', 'b', 'c', 'd']) addRun(history, id);
}

it('the queue is in the order in which runs came, those of higher priority first', () => {
  withHistory(place('priority.sqlite'), (history) => {
    filled(history);
    expect(order(history)).toEqual(['a', 'b', 'c', 'd']);
    history.queue.prioritize(['c'], 5);
    expect(order(history)).toEqual(['c', 'a', 'b', 'd']);
    expect(order(history, 2)).toEqual(['c', 'a']);
  });
});

it('runs are moved before others, with their priority, and to the end', () => {
  withHistory(place('move.sqlite'), (history) => {
    filled(history);
    history.queue.move('d', 'b');
    expect(order(history)).toEqual(['a', 'd', 'b', 'c']);
    history.queue.move('c', 'a');
    expect(order(history)).toEqual(['c', 'a', 'd', 'b']);
    history.queue.prioritize(['b'], 1);
    history.queue.move('d', 'b');
    expect(order(history)).toEqual(['d', 'b', 'c', 'a']);
    history.queue.move('d', null);
    expect(order(history)).toEqual(['b', 'c', 'a', 'd']);
  });
});

it('paused, running, finished and deleted runs do not wait', () => {
  withHistory(place('pause.sqlite'), (history) => {
    filled(history);
    history.queue.pause(['a']);
    history.runs.acquire('b', 1);
    history.runs.delete(['c'], 1);
    expect(order(history)).toEqual(['d']);
    history.queue.pause(['b']);
    expect(history.runs.get('b')?.state).toBe('running');
    history.queue.unpause(['a']);
    expect(order(history)).toEqual(['a', 'd']);
  });
});

it('a group is queued whole or not at all', () => {
  withHistory(place('group.sqlite'), (history) => {
    const run = { groupId: 'g', semantics: 1, name: 'both', preset: null, note: '', createdAt: 1 };
    const queued = history.queue.enqueue({
      spec: '{}',
      runs: [1, 2].map((seed) => ({ ...run, id: `g${seed}`, seed })),
    });
    expect(queued.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(history.groups.get('g')).toMatchObject({ name: 'both' });
    expect(() =>
      history.queue.enqueue({ spec: '{}', runs: [3, 1].map((seed) => ({ ...run, id: `g${seed}`, seed })) }),
    ).toThrow(/UNIQUE/);
    expect(history.runs.list()).toHaveLength(2);
  });
});
