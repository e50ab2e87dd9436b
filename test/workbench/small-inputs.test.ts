import { describe, expect, it } from 'vitest';
import { deleteRuns, renameRun, restoreRun, runsToDelete, tagRun } from '../../electron/workbench/edit-runs.ts';
import { findRun } from '../../electron/workbench/find-run.ts';
import { listRuns } from '../../electron/workbench/run-listing.ts';
import { parseSeedList } from '../../electron/workbench/seed-list.ts';
import { parseSpecPath } from '../../electron/workbench/spec-path.ts';
import path from 'node:path';
import { addRun, withHistory } from '../history/example-run.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';

const folder = temporaryFolder();

describe('a list of seeds', () => {
  it('holds ranges and single seeds, in order', () => {
    expect(parseSeedList('1-3')).toEqual([1, 2, 3]);
    expect(parseSeedList('9, 4-5,7')).toEqual([9, 4, 5, 7]);
    expect(parseSeedList('0')).toEqual([0]);
  });

  it.each([
    ['', /expected seeds such as/],
    ['a', /expected seeds such as/],
    ['1-', /expected seeds such as/],
    ['5-3', /runs backwards/],
    ['1,1', /1 is listed twice/],
    ['1-3,2', /2 is listed twice/],
    ['1-99999999', /more than 10000 runs/],
    ['9007199254740993', /too large/],
  ])('%j is refused', (text, message) => {
    expect(() => parseSeedList(text)).toThrow(message);
  });
});

it('a path has keys and indices', () => {
  expect(parseSpecPath('tasks.search.features')).toEqual(['tasks', 'search', 'features']);
  expect(parseSpecPath('method.mutations[0].weight')).toEqual(['method', 'mutations', 0, 'weight']);
  for (const bad of ['', '.', 'a.', '.a', 'a..b', 'a[x]', 'a[0', 'a=b']) expect(parseSpecPath(bad)).toBeNull();
});

describe('an id', () => {
  it('may be cut short as long as it means one run, and "last" is the newest', () => {
    withHistory(path.join(folder, 'ids.sqlite'), (history) => {
      addRun(history, 'abc111abc111', { createdAt: 1 });
      addRun(history, 'abc222abc222', { createdAt: 2 });
      expect(findRun(history, 'abc1').id).toBe('abc111abc111');
      expect(findRun(history, 'ABC2').id).toBe('abc222abc222');
      expect(findRun(history, 'last').id).toBe('abc222abc222');
      expect(() => findRun(history, 'abc')).toThrow(/2 runs begin like this \(abc222abc222, abc111abc111\)/);
      expect(() => findRun(history, 'fff')).toThrow(/there is no run whose id begins like this/);
      expect(() => findRun(history, '')).toThrow(/there is no run/);
    });
  });

  it('"last" of an empty history is an error', () => {
    withHistory(path.join(folder, 'none.sqlite'), (history) => {
      expect(() => findRun(history, 'last')).toThrow(/there is no run in/);
    });
  });
});

it('runs are listed by filter and limit, renamed, tagged, deleted and had back', () => {
  withHistory(path.join(folder, 'list.sqlite'), (history) => {
    addRun(history, 'aaa', { createdAt: 1, preset: 'demo' });
    addRun(history, 'bbb', { createdAt: 2, name: 'My Run' });
    addRun(history, 'ccc', { createdAt: 3 });
    const listed = (filter?: string, limit?: number): string[] =>
      listRuns(history, { filter, limit }).map(({ id }) => id);
    expect(listed()).toEqual(['ccc', 'bbb', 'aaa']);
    expect(listed('my run')).toEqual(['bbb']);
    expect(listed('DEMO')).toEqual(['aaa']);
    expect(listed('queued', 2)).toEqual(['ccc', 'bbb']);
    renameRun(history, 'aaa', '  other name ');
    expect(listed('other')).toEqual(['aaa']);
    expect(() => renameRun(history, 'aaa', ' ')).toThrow(/the name is empty/);
    expect(() => tagRun(history, 'aaa', ['two\nlines'], [])).toThrow(/line breaks/);
    expect(tagRun(history, 'aaa', ['good', 'fast'], [])).toEqual(['fast', 'good']);
    expect(tagRun(history, 'aaa', [], ['good'])).toEqual(['fast']);
    expect(listed('fast')).toEqual(['aaa']);
    deleteRuns(history, runsToDelete(history, ['aaa', 'aaa', 'bbb']), 9);
    expect(listed()).toEqual(['ccc']);
    restoreRun(history, 'bbb');
    expect(listed()).toEqual(['ccc', 'bbb']);
    history.runs.acquire('ccc', 10);
    expect(() => runsToDelete(history, ['ccc'])).toThrow(/ccc: is running; stop it first/);
  });
});
