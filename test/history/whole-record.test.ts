import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CurvePoint } from '../../electron/history/repositories/curve-point.ts';
import { FIRST_PAGE, type LineageRow } from '../../electron/history/repositories/lineage.ts';
import { addRun, withHistory } from './example-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);

function point(candidates: number, more: Partial<CurvePoint> = {}): CurvePoint {
  return {
    epoch: candidates / 10,
    candidates,
    chargedSteps: candidates * 100,
    cpuSeconds: 0.5,
    wallSeconds: 0.25,
    best: 0.75,
    mean: 0.5,
    deviation: 0.125,
    quantiles: [0.1, 0.25, 0.5, 0.75, 0.9],
    select: null,
    ...more,
  };
}

it('curves come back island by island, what is not known as null; pieces are replaced and cut off', () => {
  withHistory(place('curves.sqlite'), (history) => {
    addRun(history, 'one');
    const points = [point(10), point(20, { epoch: null, cpuSeconds: null, quantiles: null, select: 0.5 })];
    history.curves.put('one', [
      { experiment: 1, island: 0, piece: 0, points: [point(99)] },
      { experiment: 0, island: 1, piece: 0, points },
      { experiment: 0, island: 1, piece: 1, points: [point(30)] },
    ]);
    expect(history.curves.of('one')).toEqual([
      { experiment: 0, island: 1, points: [...points, point(30)] },
      { experiment: 1, island: 0, points: [point(99)] },
    ]);
    expect(history.curves.columns('one')[0]?.columns[1]).toEqual(new Float64Array([10, 20, 30]));
    history.curves.put('one', [{ experiment: 0, island: 1, piece: 0, points: [point(15)] }]);
    history.curves.cutOff('one', { experiment: 0, island: 1 }, 1);
    expect(history.curves.of('one')[0]?.points).toEqual([point(15)]);
  });
});

it('counts of mutations come back by kind and outcome', () => {
  withHistory(place('mutations.sqlite'), (history) => {
    addRun(history, 'one');
    const points = [
      { epoch: 1, counts: [1, 2, 3, 4, 5] },
      { epoch: 2, counts: [2, 3, 4, 5, 6] },
    ];
    history.mutationCounts.put('one', [{ experiment: 0, island: 0, piece: 0, points }]);
    expect(history.mutationCounts.of('one')).toEqual([{ experiment: 0, island: 0, points }]);
  });
});

describe('lineage', () => {
  const born = (island: number, birth: number, parent: readonly [number, number] | null): LineageRow => ({
    experiment: 0,
    island,
    birth,
    parentIsland: parent?.[0] ?? null,
    parentBirth: parent?.[1] ?? null,
    kind: parent === null ? 'founder' : 'step',
    search: birth / 100,
    select: null,
    died: null,
    edits: parent === null ? null : new Uint8Array([birth]),
    program: parent === null ? new Uint8Array([island, birth]) : null,
  });

  it('is followed over islands from an individual to its founder', () => {
    withHistory(place('lineage.sqlite'), (history) => {
      addRun(history, 'one');
      history.lineage.put('one', [born(0, 0, null), born(0, 7, [0, 0]), born(1, 3, [0, 7]), born(1, 5, [1, 3])]);
      history.lineage.put('one', [born(0, 0, null)]);
      history.lineage.score('one', [{ experiment: 0, island: 1, birth: 5, select: 0.5 }]);
      const line = history.lineage.line('one', { experiment: 0, island: 1, birth: 5 });
      expect(line.map(({ island, birth }) => [island, birth])).toEqual([
        [0, 0],
        [0, 7],
        [1, 3],
        [1, 5],
      ]);
      expect(line.at(-1)?.select).toBe(0.5);
      expect(line[0]?.program).toEqual(Buffer.from([0, 0]));
      expect(history.lineage.line('one', { experiment: 0, island: 9, birth: 9 })).toEqual([]);
      expect(history.lineage.size('one').rows).toBe(4);
    });
  });

  it('is gone through in pages, each birth once, also while more are put', () => {
    withHistory(place('pages.sqlite'), (history) => {
      addRun(history, 'one');
      const births = Array.from({ length: 25 }, (_, birth) => born(birth % 2, birth, null));
      history.lineage.put('one', births);
      const seen: number[] = [];
      let page = history.lineage.page('one', FIRST_PAGE, 10);
      for (;;) {
        seen.push(...page.rows.map(({ birth }) => birth));
        if (page.next === null) break;
        history.lineage.put('one', [born(0, 100, null)]);
        page = history.lineage.page('one', { from: page.next, seal: page.seal }, 10);
      }
      const evenThenOdd = [...births.keys()].sort((one, other) => (one % 2) - (other % 2) || one - other);
      expect(seen.filter((birth) => birth < 100)).toEqual(evenThenOdd);
    });
  });
});

it('events come back in the order in which they happened, though the clock went back; those of the program apart', () => {
  withHistory(place('events.sqlite'), (history) => {
    addRun(history, 'one');
    const event = { kind: 'worker-lost', text: 'a worker was lost', detail: null };
    history.events.add('one', { ...event, at: 50 });
    history.events.add('one', { ...event, at: 20 });
    history.events.add(null, { ...event, at: 10 });
    expect(history.events.of('one').map(({ at }) => at)).toEqual([50, 20]);
    expect(history.events.of(null)).toEqual([{ ...event, number: 1, at: 10 }]);
  });
});

it('notes are dated, edited and removed', () => {
  withHistory(place('notes.sqlite'), (history) => {
    addRun(history, 'one');
    const first = history.notes.add('one', 'looks good', 5);
    const second = history.notes.add('one', 'no', 6);
    expect(history.notes.edit('one', first, 'looks better', 7)).toBe(true);
    expect(history.notes.edit('one', 9, 'nothing there', 7)).toBe(false);
    history.notes.remove('one', second);
    expect(history.notes.of('one')).toEqual([{ number: first, text: 'looks better', writtenAt: 5, editedAt: 7 }]);
  });
});

it('archive, migrations, islands, views, data sets, task sets and the timeline come back as they were put', () => {
  withHistory(place('others.sqlite'), (history) => {
    addRun(history, 'one');
    const cheap = { hash: 'aa', fitness: 0.5, cost: 10, listing: 'cheap' };
    const dear = { hash: 'bb', fitness: 0.9, cost: 90, listing: 'dear' };
    history.archive.put('one', 0, [dear, cheap]);
    history.archive.put('one', 0, [dear, { ...cheap, cost: 5 }]);
    expect(history.archive.of('one').map(({ cost }) => cost)).toEqual([5, 90]);
    const migration = { experiment: 0, epoch: 10, source: 0, target: 1, births: [{ island: 0, birth: 7 }] };
    history.migrants.put('one', migration);
    expect(history.migrants.of('one')).toEqual([migration]);
    const island = { experiment: 0, island: 1, epoch: 3, candidates: 9, chargedSteps: 8, executedSteps: 7, refused: 0 };
    history.islands.put('one', { ...island, best: null });
    history.islands.put('one', { ...island, best: 0.5 });
    expect(history.islands.of('one')).toEqual([{ ...island, best: 0.5 }]);
    history.savedViews.put({ name: 'mine', json: '{}', savedAt: 1 });
    history.savedViews.put({ name: 'mine', json: '[]', savedAt: 2 });
    expect(history.savedViews.list()).toEqual([{ name: 'mine', json: '[]', savedAt: 2 }]);
    history.savedViews.remove('mine');
    expect(history.savedViews.get('mine')).toBeUndefined();
    const dataSet = { name: 'iris', hash: 'ff', file: 'data/ff.csv', kind: 'csv', rows: 150, bytes: 4000 };
    history.dataSets.put({ ...dataSet, columns: '[]', target: 'species', importedAt: 3 });
    expect(history.dataSets.get('iris')).toMatchObject(dataSet);
    history.dataSets.remove('iris');
    expect(history.dataSets.list()).toEqual([]);
    history.taskSets.put({ hash: 'cc', role: 'final', description: '100 linear tasks' });
    expect(history.taskSets.get('cc')?.description).toBe('100 linear tasks');
    const entry = { sitting: 's', worker: 0, beganAt: 1, endedAt: 5, activity: 'idle', why: 'nothing', runId: null };
    history.workerTimeline.add([entry, { ...entry, beganAt: 5, endedAt: 9 }]);
    expect(history.workerTimeline.since(5)).toEqual([{ ...entry, beganAt: 5, endedAt: 9 }]);
  });
});
