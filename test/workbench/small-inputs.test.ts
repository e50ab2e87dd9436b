import { describe, expect, it } from 'vitest';
import {
  deleteRuns,
  purgeRuns,
  renameRun,
  restoreRun,
  runsToDelete,
  tagRun,
} from '../../electron/workbench/edit-runs.ts';
import { findRun } from '../../electron/workbench/find-run.ts';
import { listRuns } from '../../electron/workbench/run-listing.ts';
import { parseSeedList } from '../../electron/workbench/seed-list.ts';
import { parseSpecPath } from '../../electron/workbench/spec-path.ts';
import path from 'node:path';
import { withHistory } from '../../electron/workbench/with-history.ts';
import { enqueueRun } from '../history/example-run.ts';
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
  it('may be cut short as long as it means one run, and "last" is the newest', async () => {
    await withHistory(path.join(folder, 'ids.sqlite'), async (history) => {
      await enqueueRun(history, 'abc111abc111');
      await enqueueRun(history, 'abc222abc222');
      const found = async (id: string): Promise<string> => (await findRun(history, id)).id;
      expect(await found('abc1')).toBe('abc111abc111');
      expect(await found('ABC2')).toBe('abc222abc222');
      expect(await found('last')).toBe('abc222abc222');
      await expect(found('abc')).rejects.toThrow(/2 runs begin like this \(abc222abc222, abc111abc111\)/);
      await expect(found('fff')).rejects.toThrow(/there is no run whose id begins like this/);
      await expect(found('')).rejects.toThrow(/there is no run/);
    });
  });

  it('"last" of an empty history is an error', async () => {
    await withHistory(path.join(folder, 'none.sqlite'), async (history) => {
      await expect(findRun(history, 'last')).rejects.toThrow(/there is no run in/);
    });
  });
});

it('runs are listed by filter and limit, renamed, tagged, deleted and had back', async () => {
  await withHistory(path.join(folder, 'list.sqlite'), async (history) => {
    await enqueueRun(history, 'aaa', { preset: 'demo' });
    await enqueueRun(history, 'bbb', { name: 'My Run' });
    await enqueueRun(history, 'ccc');
    const listed = async (filter?: string, limit?: number): Promise<string[]> =>
      (await listRuns(history, { filter, limit })).map(({ id }) => id);
    expect(await listed()).toEqual(['ccc', 'bbb', 'aaa']);
    expect(await listed('my run')).toEqual(['bbb']);
    expect(await listed('DEMO')).toEqual(['aaa']);
    expect(await listed('queued', 2)).toEqual(['ccc', 'bbb']);
    await renameRun(history, 'aaa', '  other name ');
    expect(await listed('other')).toEqual(['aaa']);
    await expect(renameRun(history, 'aaa', ' ')).rejects.toThrow(/the name is empty/);
    await expect(tagRun(history, 'aaa', ['two\nlines'], [])).rejects.toThrow(/line breaks/);
    expect(await tagRun(history, 'aaa', ['good', 'fast'], [])).toEqual(['fast', 'good']);
    expect(await tagRun(history, 'aaa', [], ['good'])).toEqual(['fast']);
    expect(await listed('fast')).toEqual(['aaa']);
    await deleteRuns(history, await runsToDelete(history, ['aaa', 'aaa', 'bbb']), 9);
    expect(await listed()).toEqual(['ccc']);
    await restoreRun(history, 'bbb');
    expect(await listed()).toEqual(['ccc', 'bbb']);
    expect(await purgeRuns(history, 10)).toBe(1);
    expect(await listed()).toEqual(['ccc', 'bbb']);
    await history.runs.acquire('ccc', 10);
    await expect(runsToDelete(history, ['ccc'])).rejects.toThrow(/ccc: is running; stop it first/);
    const [ccc] = await history.runs.list();
    await expect(deleteRuns(history, ccc === undefined ? [] : [ccc], 11)).rejects.toThrow(/ccc: is running/);
  });
});
