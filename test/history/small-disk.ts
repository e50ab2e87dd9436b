import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterAll } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** A disk of its own in memory. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the room there is. */
  fill(): void;
  /** Gives it back. */
  makeRoom(): void;
  /** Lets nothing be written any more, or again. */
  remount(mode: 'ro' | 'rw'): void;
}

const FILLER = 'filler';
const CHUNK = Buffer.alloc(4096, 1);

/**
 * A disk of some kilobytes, gone after the tests of the file. Null where this process may not mount one: says so, and
 * fails where the continuous integration is, which may.
 */
export function smallDisk(kilobytes: number): SmallDisk | null {
  const folder = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0) {
    const reason = `no small disk could be mounted, so full and read-only disks are not tested: ${mounted.stderr}`;
    if (process.env['CI'] === 'true') throw new Error(reason);
    console.warn(reason);
    return null;
  }
  afterAll(() => {
    spawnSync('umount', ['-l', folder]);
  });
  const filler = path.join(folder, FILLER);
  return {
    folder,
    fill: () => {
      const descriptor = openSync(filler, 'a');
      try {
        for (;;) writeSync(descriptor, CHUNK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(descriptor);
      }
    },
    makeRoom: () => {
      rmSync(filler, { force: true });
    },
    remount: (mode) => {
      spawnSync('mount', ['-o', `remount,${mode}`, folder]);
    },
  };
}
