import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../../electron/history/history-error.ts';
import {
  type HistoryClient,
  openHistoryClient,
  openHistoryClientAsFound,
} from '../../../electron/history/thread/history-client.ts';
import { HistoryWriter } from '../../../electron/history/thread/history-writer.ts';
import { enqueueRun } from '../example-run.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);

async function withClient(name: string, use: (history: HistoryClient) => Promise<void>): Promise<void> {
  const history = await openHistoryClient(place(name));
  try {
    await use(history);
  } finally {
    await history.close();
  }
}

describe('the history’s thread', () => {
  it('answers calls in their order and keeps typed arrays, infinities and negative zero', async () => {
    await withClient('order.sqlite', async (history) => {
      await enqueueRun(history, 'one');
      const state = { numbers: new Float64Array([-0, NaN, Infinity]), counts: new Uint32Array([7]), bare: -Infinity };
      void history.checkpoints.put('one', { early: true }, 1);
      void history.checkpoints.put('one', state, 2);
      expect(await history.checkpoints.get('one')).toEqual({ state, savedAt: 2, instead: null });
      expect((await history.figures()).schema).toBeGreaterThan(0);
    });
  });

  it('hands over errors of the history as what they are, and a defect as an error', async () => {
    await withClient('errors.sqlite', async (history) => {
      const failed = history.notes.add('nobody', 'text', 1);
      await expect(failed).rejects.toBeInstanceOf(HistoryError);
      await expect(failed).rejects.toMatchObject({
        file: place('errors.sqlite'),
        problem: expect.any(String) as string,
      });
      await enqueueRun(history, 'one');
      const island = { experiment: 0, island: 0, epoch: NaN, candidates: 1, chargedSteps: 1, executedSteps: 1 };
      await expect(history.islands.put('one', { ...island, refused: 0, best: null })).rejects.toThrow(RangeError);
    });
  });

  it('commits several calls as one, or none of them', async () => {
    await withClient('commit.sqlite', async (history) => {
      await enqueueRun(history, 'one');
      const batch = history.commit([
        ['runs', 'rename', 'one', 'new name'],
        ['notes', 'add', 'nobody', 'text', 1],
      ]);
      await expect(batch).rejects.toThrow(/has no run nobody/);
      expect((await history.runs.get('one'))?.name).toBe('');
      await history.commit([
        ['runs', 'rename', 'one', 'new name'],
        ['notes', 'add', 'one', 'text', 1],
      ]);
      expect((await history.runs.get('one'))?.name).toBe('new name');
    });
  });

  it('says why a history cannot be opened, and makes none that is only looked for', async () => {
    mkdirSync(place('a-folder'));
    await expect(openHistoryClient(place('a-folder'))).rejects.toThrow(/is a folder; name a file inside it/);
    const none = await openHistoryClientAsFound(place('none.sqlite'));
    expect(none.isOnDisk).toBe(false);
    expect(await none.runs.list()).toEqual([]);
    await none.close();
    expect(existsSync(place('none.sqlite'))).toBe(false);
  });

  it('answers nothing after it was closed, and may be closed again', async () => {
    const history = await openHistoryClient(place('closed.sqlite'));
    await history.close();
    await history.close();
    await expect(history.runs.list()).rejects.toThrow(/closed\.sqlite: is closed/);
  });
});

describe('a writer', () => {
  it('writes what it was given in order, at the latest when asked to', async () => {
    await withClient('writer.sqlite', async (history) => {
      await enqueueRun(history, 'one');
      const writer = new HistoryWriter(history);
      writer.add(['runs', 'rename', 'one', 'first'], ['runs', 'rename', 'one', 'second']);
      expect(writer.unwritten).toBe(2);
      await writer.flush();
      expect(writer.unwritten).toBe(0);
      expect((await history.runs.get('one'))?.name).toBe('second');
      await writer.flush();
    });
  });

  it('writes nothing more after a write that failed, and says why to all who come later', async () => {
    await withClient('failed.sqlite', async (history) => {
      await enqueueRun(history, 'one');
      const writer = new HistoryWriter(history);
      writer.add(['notes', 'add', 'nobody', 'text', 1]);
      await expect(writer.flush()).rejects.toThrow(/has no run nobody/);
      await expect(writer.flush()).rejects.toThrow(/has no run nobody/);
      expect(() => {
        writer.add(['runs', 'rename', 'one', 'too late']);
      }).toThrow(/has no run nobody/);
      expect((await history.runs.get('one'))?.name).toBe('');
    });
  });
});
