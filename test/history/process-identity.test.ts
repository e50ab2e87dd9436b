import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { OPERATING_SYSTEM, type ProcessIdentity } from '../../electron/history/process-identity.ts';

const self = () => OPERATING_SYSTEM.self();
const isAlive = (identity: ProcessIdentity): boolean => OPERATING_SYSTEM.isAlive(identity);

describe('a process', () => {
  it('lives while it runs, and is not taken for another one of the same number', async () => {
    expect(isAlive(self())).toBe(true);
    expect(self().pid).toBe(process.pid);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const pid = child.pid!;
    expect(isAlive({ pid, start: '' })).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive({ pid, start: '' })).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('started at another time is another process', () => {
    expect(isAlive({ ...self(), start: 'long ago' })).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('that has ended, and whose parent has not noticed, is dead', async () => {
    // The shell's child ends when its parent has become a program that does not wait for children.
    const parent = spawn('sh', ['-c', '(read line < /dev/stdin) & echo $!; exec sleep 60'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    try {
      parent.stdin.end('\n');
      await expect.poll(() => isAlive({ pid, start: '' }), { timeout: 10_000 }).toBe(false);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
