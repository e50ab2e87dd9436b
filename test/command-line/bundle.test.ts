import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { packArchive } from '../../electron/workbench/bundle-archive.ts';
import { sha256 } from '../../native-worker/data-files/file-hash.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { documentOf, runCommand } from './command.ts';
import { writeSmallSpec } from './small-spec.ts';

const folder = temporaryFolder();
const here = path.join(folder, 'here.sqlite');
const there = path.join(folder, 'there', 'there.sqlite');
const file = path.join(folder, 'run.zip');

it('a run is bundled with its data, opened beside others, and run again to the same digest', async () => {
  const table = path.join(folder, 'homes.csv');
  const rows = Array.from({ length: 60 }, (_, k) => `${k % 7},${(k * k) % 11},${k % 5}.5`);
  writeFileSync(table, ['rooms,area,price', ...rows].join('\n'));
  const tasks = { kind: 'table', data: './homes.csv', target: 'price' };
  const budget = { candidates: 300, experiments: 1 };
  const changes = { tasks: { search: tasks, select: tasks, final: tasks }, references: [], budget };
  const spec = writeSmallSpec(path.join(folder, 'spec.json'), changes);
  const run = documentOf(await runCommand(here, 'evolve', spec, '--json'));

  const written = await runCommand(here, 'bundle', 'last', '--out', file, '--with-data');
  expect(written.stderr).toBe('');
  expect(written.code).toBe(0);
  const bytes = readFileSync(file);
  await runCommand(here, 'bundle', 'last', '--out', file, '--with-data');
  expect(readFileSync(file).equals(bytes)).toBe(true);
  const names = Object.keys(unzipSync(bytes)).map((name) => name.replace(String(run['id']), 'ID'));
  expect(names.filter((name) => name.startsWith('runs/'))).toEqual(['algorithm.ts', 'algorithm.txt', 'champions.json', 'curve.csv', 'lineage.jsonl', 'run.json', 'spec.json'].map((name) => `runs/ID/${name}`)); // prettier-ignore
  expect(bytes.includes(folder)).toBe(false);

  writeFileSync(table, 'gone');
  const opened = await runCommand(there, 'bundle', 'open', file, '--verify');
  expect(opened.stderr).toBe('');
  expect(opened.stdout).toContain(`${String(run['id'])}: equal: ${String(run['digest'])}`);
  expect(opened.code).toBe(0);
  const verified = await runCommand(there, 'runs', 'verify', String(run['id']));
  expect(verified.code).toBe(0);
  expect(documentOf(await runCommand(there, 'show', 'last', '--json'))).toMatchObject({
    id: run['id'],
    digest: run['digest'],
    best: run['best'],
  });
  expect((await runCommand(there, 'bundle', 'open', file)).stdout).toContain('is here already, with the same digest');
  // From there the run goes on as it came.
  const again = path.join(folder, 'again.zip');
  await runCommand(there, 'bundle', 'last', '--out', again, '--with-data');
  const contents = (archive: string) => unzipSync(readFileSync(archive));
  const [before, after] = [contents(file), contents(again)];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const name of Object.keys(before).filter((each) => !/run\.json|manifest/.test(each))) {
    expect(Buffer.from(after[name]!).toString(), name).toBe(Buffer.from(before[name]!).toString());
  }
});

it('a bundle with a forged digest is told from a true one', async () => {
  const files = new Map(Object.entries(unzipSync(readFileSync(file))));
  const decode = (name: string) => JSON.parse(new TextDecoder().decode(files.get(name))) as Record<string, unknown>;
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const [id] = decode('manifest.json')['runs'] as string[];
  const name = `runs/${id!}/run.json`;
  files.set(name, encode({ ...decode(name), digest: '0'.repeat(64) }));
  const forged = path.join(folder, 'forged.zip');
  const elsewhere = path.join(folder, 'elsewhere', 'history.sqlite');
  writeFileSync(forged, packArchive(forged, files));
  const refused = await runCommand(elsewhere, 'bundle', 'open', forged);
  expect(refused.stderr).toMatch(/run\.json: (is not what its manifest says|has \d+ bytes, and the manifest says)/);
  expect(refused.code).toBe(2);
  const manifest = decode('manifest.json');
  const listed = (manifest['files'] as { name: string }[]).map((each) => {
    const content = files.get(each.name)!;
    return { name: each.name, bytes: content.length, sha256: sha256(content) };
  });
  files.set('manifest.json', encode({ ...manifest, files: listed }));
  writeFileSync(forged, packArchive(forged, files));
  const opened = await runCommand(elsewhere, 'bundle', 'open', forged, '--verify');
  expect(opened.stdout).toContain(`${id!}: different`);
  expect(opened.code).toBe(6);
});
