import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../electron/history/history-error.ts';
import { openHistory } from '../../electron/history/open-history.ts';
import { addRun, processes, withHistory } from './example-run.ts';
import { asText, fillHistory, kindsOfRecords } from './full-history.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);

/** A process that opens a history, notes something in it, says so and waits to be killed. */
const WRITER = `
  const { openHistory } = await import(process.argv[1]);
  const history = openHistory(process.argv[2]);
  history.repositories.notes.add('one', 'written before the end', 5);
  console.log('written');
  setInterval(() => undefined, 1000);
`;

/** Has a process write to a history and kills it. */
async function killedWriter(file: string): Promise<void> {
  const module = new URL('../../electron/history/open-history.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, module, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('a history whose writer was killed', () => {
  it('has what was written, as long as its log is there', async () => {
    const file = place('killed.sqlite');
    withHistory(file, (history) => addRun(history, 'one'));
    await killedWriter(file);
    expect(existsSync(`${file}-wal`)).toBe(true);
    withHistory(file, (history, { notices }) => {
      expect(notices).toEqual([]);
      expect(history.notes.of('one')).toHaveLength(1);
    });
  });

  it('opens as it was before, and says so, where the log was taken away', async () => {
    const file = place('no-log.sqlite');
    withHistory(file, (history) => addRun(history, 'one'));
    await killedWriter(file);
    for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    withHistory(file, (history, { notices }) => {
      expect(notices).toEqual([
        expect.stringMatching(/no-log\.sqlite: .*its log no-log\.sqlite-wal has been taken away/),
      ]);
      expect(history.runs.get('one')?.state).toBe('queued');
      expect(history.notes.of('one')).toEqual([]);
      expect(history.events.of(null)).toMatchObject([{ kind: 'notice', text: notices[0] }]);
    });
    withHistory(file, (_, { notices }) => {
      expect(notices).toEqual([]);
    });
  });

  it('is not taken for one without a log when another process has folded the log in', async () => {
    const file = place('folded.sqlite');
    withHistory(file, (history) => addRun(history, 'one'));
    await killedWriter(file);
    withHistory(file, () => undefined);
    expect(existsSync(`${file}-wal`)).toBe(false);
    withHistory(file, (history, { notices }) => {
      expect(notices).toEqual([]);
      expect(history.notes.of('one')).toHaveLength(1);
    });
  });
});

it('a history that is cut off at any place is refused or gives what was written, never anything else', () => {
  const whole = place('whole.sqlite');
  withHistory(whole, fillHistory);
  const database = new Database(whole);
  const size = (database.pragma('page_count', { simple: true }) as number) * 4096;
  database.close();
  const truth = withHistory(whole, (_, history) =>
    Object.fromEntries(Object.entries(kindsOfRecords(history)).map(([kind, read]) => [kind, asText(read)])),
  );
  let told = 0;
  for (let cut = 1; cut < 40; cut++) {
    const file = place('cut.sqlite');
    copyFileSync(whole, file);
    truncateSync(file, Math.floor((size * cut) / 40) + (cut % 3) * 100);
    try {
      const history = openHistory(file);
      try {
        for (const [kind, read] of Object.entries(kindsOfRecords(history))) expect(asText(read)).toBe(truth[kind]);
      } finally {
        history.close();
      }
    } catch (error) {
      expect(error).toBeInstanceOf(HistoryError);
      told++;
    }
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  }
  expect(told).toBeGreaterThan(35);
});

it('a history that another writer keeps locked is waited for, and then told', () => {
  const file = place('locked.sqlite');
  withHistory(file, (history) => addRun(history, 'one'));
  const history = openHistory(file, { busyMilliseconds: 50 });
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  expect(() => history.repositories.notes.add('one', 'text', 1)).toThrow(
    /another process has kept it locked; close that process and try again/,
  );
  other.exec('COMMIT');
  other.close();
  expect(history.repositories.notes.add('one', 'text', 1)).toBe(1);
  history.close();
});

it('two programs on one history never run one run together, and the second goes on when the first has ended', () => {
  const file = place('two.sqlite');
  withHistory(file, (history) => addRun(history, 'one'));
  const alive = [11, 12];
  const first = openHistory(file, { processes: processes(11, alive) });
  const second = openHistory(file, { processes: processes(12, alive) });
  expect(first.repositories.runs.acquire('one', 1).kind).toBe('acquired');
  expect(second.repositories.runs.acquire('one', 2).kind).toBe('held');
  alive.shift();
  expect(second.repositories.runs.acquire('one', 3).kind).toBe('acquired');
  first.close();
  second.close();
});
