import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { withHistory } from '../history/example-run.ts';
import { fillHistory } from '../history/full-history.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { documentOf, runCommand } from './command.ts';

const folder = temporaryFolder();

it('a damaged record is told by name with exit code 4, and doctor --repair saves the rest into a new file', async () => {
  const file = path.join(folder, 'damaged.sqlite');
  withHistory(file, fillHistory);
  const database = new Database(file);
  database.exec("UPDATE runs SET name = 'forged' WHERE number = 2");
  database.close();
  const { code, stderr } = await runCommand(file, 'runs');
  expect(stderr).toMatch(
    /damaged\.sqlite: its table "runs" is damaged: a row is not as it was written; `doctor --repair`/,
  );
  expect(code).toBe(4);
  const checked = await runCommand(file, 'doctor', '--json');
  expect(checked.code).toBe(4);
  expect(documentOf(checked)['history']).toMatchObject({ healthy: false, problem: stderr.trim() });
  const repaired = await runCommand(file, 'doctor', '--repair');
  expect(repaired.code).toBe(0);
  expect(repaired.stdout).toContain('runs: 2 saved, 1 damaged');
  const { runs } = documentOf(await runCommand(`${file}.repaired`, 'runs', '--json')) as { runs: { id: string }[] };
  expect(runs.map(({ id }) => id)).toEqual(['cccccccccccc', 'aaaaaaaaaaaa']);
  const again = await runCommand(file, 'doctor', '--repair');
  expect(again.code).toBe(4);
  expect(again.stderr).toMatch(/damaged\.sqlite\.repaired is there already/);
}, 60_000);

it('doctor --repair of no history is a mistake in the command, and makes nothing', async () => {
  const file = path.join(folder, 'none.sqlite');
  const { code, stderr } = await runCommand(file, 'doctor', '--repair');
  expect(code).toBe(2);
  expect(stderr).toMatch(/--repair: there is no history .*none\.sqlite/);
  expect(existsSync(file)).toBe(false);
}, 60_000);

it('a history that was cut short of its log is used as it is, which is said beside the result', async () => {
  const file = path.join(folder, 'no-log.sqlite');
  withHistory(file, fillHistory);
  const database = new Database(file);
  // As a writer leaves it that was killed: its entry is in the file.
  database.exec(`INSERT INTO upkeep VALUES ('writer-0', '{"pid":999999999,"start":"then"}')`);
  database.close();
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  const { code, stdout, stderr } = await runCommand(file, 'runs', '--json');
  expect(stderr).toMatch(/no-log\.sqlite-wal has been taken away since: what it wrote last is lost/);
  expect((JSON.parse(stdout) as { runs: unknown[] }).runs).toHaveLength(3);
  expect(code).toBe(0);
}, 60_000);
