import { spawnSync } from 'node:child_process';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { returnLock, takeLock } from '../../native-worker/tiers/build-lock.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';

const folder = temporaryFolder();
const HOUR = 3600;

describe('a lock', () => {
  it('is had once, until it is given back', () => {
    const file = join(folder, 'once');
    expect(takeLock(file)).toBe(true);
    expect(takeLock(file)).toBe(false);
    returnLock(file);
    expect(existsSync(file)).toBe(false);
    expect(takeLock(file)).toBe(true);
  });

  it('of a process that has ended is taken over', () => {
    const file = join(folder, 'ended');
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(file, String(pid));
    expect(takeLock(file)).toBe(true);
  });

  it('that is older than any build is taken over, whoever has it', () => {
    const file = join(folder, 'old');
    expect(takeLock(file)).toBe(true);
    const long = Date.now() / 1000 - HOUR;
    utimesSync(file, long, long);
    expect(takeLock(file)).toBe(true);
  });

  it('that was not written to yet is left to its owner', () => {
    const file = join(folder, 'empty');
    writeFileSync(file, '');
    expect(takeLock(file)).toBe(false);
  });

  it('is an error where nothing can be written', () => {
    expect(() => takeLock(join(folder, 'no-such-folder', 'lock'))).toThrow(/ENOENT/);
  });
});
