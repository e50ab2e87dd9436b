import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { smallDisk } from '../history/small-disk.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { documentOf, runCommand, startCommand } from './command.ts';
import { writeSmallSpec } from './small-spec.ts';

const disk = smallDisk(16_384);
const folder = temporaryFolder();

it.skipIf(disk === null)(
  'a run on a disk that becomes full stops, says so with exit code 4, and goes on to the same result after room is made',
  async () => {
    if (disk === null) return;
    const history = path.join(disk.folder, 'history.sqlite');
    const budget = { budget: { candidates: 60_000, experiments: 1, stopAbove: null } };
    const spec = writeSmallSpec(path.join(folder, 'spec.json'), budget);
    const run = startCommand(history, ['evolve', spec, '--json', '--checkpoint-seconds', '0.2']);
    await run.stderrHas(/"candidates":[1-9]/);
    await pause(500);
    disk.fill();
    const { code, stderr } = await run.finished;
    expect(stderr).toMatch(/history\.sqlite: the disk is full; make room/);
    expect(code).toBe(4);
    disk.makeRoom();
    const { runs } = documentOf(await runCommand(history, 'runs', '--json')) as { runs: { state: string }[] };
    expect(runs.map(({ state }) => state)).toEqual(['interrupted']);
    const [resumed, undisturbed] = await Promise.all([
      runCommand(history, 'resume', 'last', '--json', '--quiet'),
      runCommand(path.join(folder, 'other.sqlite'), 'evolve', spec, '--json', '--quiet'),
    ]);
    expect(resumed.code).toBe(0);
    expect(documentOf(resumed)['digest']).toBe(documentOf(undisturbed)['digest']);
  },
  120_000,
);
