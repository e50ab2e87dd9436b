import path from 'node:path';
import { expect, it } from 'vitest';
import { openHistory } from '../../electron/history/open-history.ts';
import { addRun, withHistory } from './example-run.ts';
import { smallDisk } from './small-disk.ts';

const disk = smallDisk(4096);
const LARGE = { bytes: new Uint8Array(600_000).map((_, index) => index * 31) };

it.skipIf(disk === null)(
  'a cut that no longer fits is told, the one before is there, and all goes on after room is made',
  () => {
    if (disk === null) return;
    const file = path.join(disk.folder, 'full.sqlite');
    const history = openHistory(file);
    const { checkpoints, notes } = history.repositories;
    addRun(history.repositories, 'one');
    checkpoints.put('one', { ...LARGE, cut: 1 }, 1);
    disk.fill();
    const failures: string[] = [];
    for (let cut = 2; cut < 12; cut++) {
      try {
        checkpoints.put('one', { ...LARGE, cut }, cut);
      } catch (error) {
        failures.push((error as Error).message);
      }
    }
    expect(failures.length).toBeGreaterThan(0);
    for (const message of failures) expect(message).toMatch(/full\.sqlite: the disk is full; make room/);
    const last = checkpoints.get('one')?.savedAt ?? 0;
    expect(last).toBe(11 - failures.length);
    disk.makeRoom();
    checkpoints.put('one', { ...LARGE, cut: 12 }, 12);
    notes.add('one', 'went on', 1);
    history.close();
    withHistory(file, (again, { notices }) => {
      expect(notices).toEqual([]);
      expect(again.checkpoints.get('one')).toMatchObject({ savedAt: 12, instead: null });
      expect(again.notes.of('one')).toHaveLength(1);
    });
  },
);

it.skipIf(disk === null)('a history cannot be made on a full disk, and it is told why', () => {
  if (disk === null) return;
  disk.fill();
  expect(() => openHistory(path.join(disk.folder, 'new.sqlite'))).toThrow(/new\.sqlite: the disk is full; make room/);
  disk.makeRoom();
  withHistory(path.join(disk.folder, 'new.sqlite'), (history) => addRun(history, 'one'));
});

it.skipIf(disk === null)('a history on a read-only file system is refused as such', () => {
  if (disk === null) return;
  const file = path.join(disk.folder, 'read-only.sqlite');
  withHistory(file, (history) => addRun(history, 'one'));
  disk.remount('ro');
  try {
    expect(() => openHistory(file)).toThrow(/read-only\.sqlite: lies on a read-only file system/);
  } finally {
    disk.remount('rw');
  }
});
