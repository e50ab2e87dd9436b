import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { documentOf, runCommand } from './command.ts';

const folder = temporaryFolder();
const history = path.join(folder, 'deep', 'none.sqlite');

it.concurrent.each([
  [['show', 'last']],
  [['resume', 'last']],
  [['export', 'last', '--out', path.join(folder, 'found.ts')]],
  [['runs', 'digest', 'last']],
  [['runs', 'verify', 'last']],
  [['runs', 'delete', 'last', '--yes']],
])('%j says that there is no history', async (args) => {
  const { code, stderr } = await runCommand(history, ...args);
  expect(stderr).toBe(`last: there is no run, since there is no history ${history}\n`);
  expect(code).toBe(2);
});

it.concurrent('lists nothing, purges nothing, and is healthy', async () => {
  const [runs, list, json, purge, doctor] = await Promise.all([
    runCommand(history, 'runs'),
    runCommand(history, 'runs', 'list', '--limit', '3'),
    runCommand(history, 'runs', '--json'),
    runCommand(history, 'runs', 'purge'),
    runCommand(history, 'doctor', '--json'),
  ]);
  const none = { code: 0, stdout: `no runs yet: there is no history ${history}\n` };
  expect(runs).toMatchObject(none);
  expect(list).toMatchObject(none);
  expect(documentOf(json)).toEqual({ runs: [] });
  expect(purge).toMatchObject({ code: 0, stdout: 'removed 0 runs\n' });
  expect(documentOf(doctor)['history']).toMatchObject({ file: history, exists: false, healthy: true, bytes: 0 });
});

it('no command made a file', () => {
  expect(readdirSync(folder)).toEqual([]);
});
