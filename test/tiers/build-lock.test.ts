import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { returnLock, takeLock } from '../../native-worker/tiers/build-lock.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';

const folder = temporaryFolder();
const HOUR = 3600;
const LOCK_MODULE = join(import.meta.dirname, '..', '..', 'native-worker', 'tiers', 'build-lock.ts');

function makeOlder(file: string, seconds: number): void {
  const then = statSync(file).mtimeMs / 1000 - seconds;
  utimesSync(file, then, then);
}

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
    makeOlder(file, HOUR);
    expect(takeLock(file)).toBe(true);
  });

  it('that was not written to yet is left to its owner', () => {
    const file = join(folder, 'empty');
    writeFileSync(file, '');
    expect(takeLock(file)).toBe(false);
  });

  it('that was not written to for seconds is taken over', () => {
    const file = join(folder, 'long-empty');
    writeFileSync(file, '');
    makeOlder(file, 10);
    expect(takeLock(file)).toBe(true);
  });

  it.runIf(process.platform !== 'win32')('is an error and no file where there is no room for a process number', () => {
    const file = join(folder, 'no-room');
    const take = `import(process.argv[1]).then(({ takeLock }) => takeLock(process.argv[2]))`;
    // Files may be made, but not hold a byte.
    const limited = ['-c', 'ulimit -f 0; exec "$@"', 'sh', process.execPath, '-e', take, LOCK_MODULE, file];
    const { status, stderr } = spawnSync('sh', limited, { encoding: 'utf8' });
    expect(stderr).toMatch(/EFBIG/);
    expect(status).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  it('is an error where nothing can be written', () => {
    expect(() => takeLock(join(folder, 'no-such-folder', 'lock'))).toThrow(/ENOENT/);
  });
});
