import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { documentOf, runCommand, startCommand } from './command.ts';
import { writeSmallSpec } from './small-spec.ts';

const folder = temporaryFolder();
// Long enough to be interrupted: the first experiment takes seconds.
const spec = writeSmallSpec(path.join(folder, 'long.json'), { budget: { candidates: 200_000, experiments: 2 } });
const STARTED = '"kind":"progress"';

/** Processes that a process has started and that still live. */
function childrenOf(pid: number): number[] {
  try {
    return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(Number);
  } catch {
    return []; // `ps` fails where it finds none.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilDead(pid: number): Promise<void> {
  for (let k = 0; k < 200 && isAlive(pid); k++) await pause(50);
}

describe('a run that is disturbed comes to the same digest as one that is not', () => {
  const undisturbed = runCommand(path.join(folder, 'undisturbed.sqlite'), 'evolve', spec, '--json', '--quiet');

  it('stopped by Ctrl-C: its state is saved, and it says how to go on', async () => {
    const history = path.join(folder, 'interrupted.sqlite');
    const run = startCommand(history, ['evolve', spec, '--json']);
    await run.stderrHas(STARTED);
    run.child.kill('SIGINT');
    const stopped = await run.finished;
    expect(stopped.code).toBe(130);
    const result = documentOf(stopped);
    expect(result).toMatchObject({ state: 'stopped', outcome: 'stopped' });
    expect(stopped.stderr.trimEnd().split('\n').at(-1)).toContain(
      `go on with: npm run automl-zero -- resume ${String(result['id'])}`,
    );

    const resumed = await runCommand(history, 'resume', String(result['id']), '--json', '--quiet');
    expect(resumed.code).toBe(0);
    expect(documentOf(resumed)['digest']).toBe(documentOf(await undisturbed)['digest']);
  });

  it('stopped and shown to a person: the hand-designed figures are known, also when it goes on; how to go on is last', async () => {
    const history = path.join(folder, 'seen.sqlite');
    const launcher = fileURLToPath(new URL('../../electron/command-line/launch.mjs', import.meta.url));
    const command = [process.execPath, launcher, '--history', history, 'evolve', spec];
    // Both streams in one, for the order of what is said.
    const child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command], { stdio: ['ignore', 'pipe', 'ignore'] });
    let shown = '';
    await new Promise((resolve) => {
      child.once('close', resolve);
      child.stdout.on('data', (chunk: Buffer) => {
        if (!shown.includes('to compare') && chunk.includes('to compare')) child.kill('SIGINT');
        shown += chunk.toString();
      });
    });
    expect(shown.trimEnd().split('\n').at(-1)).toMatch(/^go on with: npm run automl-zero -- resume /);
    const [line, search = '', select = ''] = /to compare: linear: T_search (\S+), T_select (\S+)/.exec(shown) ?? [];
    expect(line).toBeDefined();

    const resumed = startCommand(history, ['resume', 'last']);
    await resumed.stderrHas(line!);
    resumed.child.kill('SIGINT');
    await resumed.finished;
    const looked = startCommand(history, ['resume', 'last', '--json']);
    await looked.stderrHas('"kind":"champion"');
    looked.child.kill('SIGINT');
    await looked.finished;
    const { stdout } = await runCommand(history, 'show', 'last');
    expect(stdout).toMatch(new RegExp(`  linear +${search} +${select} +–`));
  });

  it('its terminal closed: its state is saved all the same, though nobody hears of it', async () => {
    const history = path.join(folder, 'closed.sqlite');
    const run = startCommand(history, ['evolve', spec, '--json']);
    await run.stderrHas(STARTED);
    run.child.stderr?.destroy();
    run.child.kill('SIGHUP');
    expect((await run.finished).code).toBe(130);
    const { runs } = documentOf(await runCommand(history, 'runs', '--json')) as { runs: object[] };
    expect(runs).toMatchObject([{ state: 'stopped', outcome: 'stopped' }]);
  });

  it('killed: its worker ends with it, it shows as interrupted, and goes on from its last saved state', async () => {
    const history = path.join(folder, 'killed.sqlite');
    const run = startCommand(history, ['evolve', spec, '--json', '--checkpoint-seconds', '0.2']);
    await run.stderrHas(STARTED);
    await pause(500);
    const [worker] = childrenOf(run.child.pid!);
    expect(worker).toBeDefined();
    run.child.kill('SIGKILL');
    await run.finished;
    await untilDead(worker!);
    expect(isAlive(worker!)).toBe(false);
    const { runs } = documentOf(await runCommand(history, 'runs', '--json')) as { runs: { state: string }[] };
    expect(runs[0]?.state).toBe('interrupted');

    const resumed = await runCommand(history, 'resume', 'last', '--json', '--quiet');
    expect(documentOf(resumed)['digest']).toBe(documentOf(await undisturbed)['digest']);
  });

  it('its worker killed: another one goes on, and nobody runs it twice meanwhile', async () => {
    const history = path.join(folder, 'worker-killed.sqlite');
    const run = startCommand(history, ['evolve', spec, '--json', '--checkpoint-seconds', '0.2']);
    await run.stderrHas(STARTED);
    const [worker] = childrenOf(run.child.pid!);
    // Held, so that it is not done before the other command asks.
    process.kill(worker!, 'SIGSTOP');
    const twice = await runCommand(history, 'resume', 'last');
    expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining('another process runs it') as string });
    process.kill(worker!, 'SIGKILL');
    const ended = await run.finished;
    expect(ended.stderr).toContain('"kind":"restarted"');
    expect(ended.stderr).toContain('was ended by SIGKILL');
    expect(documentOf(ended)['digest']).toBe(documentOf(await undisturbed)['digest']);
  });
});
