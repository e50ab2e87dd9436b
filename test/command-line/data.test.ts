import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { smallImages, smallLabels } from '../data-files/idx-files.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { documentOf, runCommand } from './command.ts';
import { writeSmallSpec } from './small-spec.ts';

const folder = temporaryFolder();

it('data is imported, listed, named by a spec, and not removed while a run needs it', async () => {
  const history = path.join(folder, 'history.sqlite');
  const images = path.join(folder, 'train-images-idx3-ubyte.gz');
  const labels = path.join(folder, 'labels.gz');
  writeFileSync(images, gzipSync(smallImages(300)));
  writeFileSync(labels, gzipSync(smallLabels(300)));
  const shown = await runCommand(history, 'data', 'import', images, '--labels', labels, '--name', 'small', '--dry-run');
  expect(shown.stdout).toContain('small: 300 images of 3 x 2 values');
  expect(documentOf(await runCommand(history, 'data', 'list', '--json'))).toEqual({ dataSets: [] });
  const imported = await runCommand(history, 'data', 'import', images, '--labels', labels, '--name', 'small');
  expect(imported.stdout).toContain('imported as small');
  expect(documentOf(await runCommand(history, 'data', 'list', '--json'))).toMatchObject({
    dataSets: [{ name: 'small', kind: 'images', rows: 300, features: 6, classes: 3 }],
  });

  const tasks = { kind: 'projected-binary', data: 'small', features: 2, count: 2, train: 20, valid: 10 };
  const spec = writeSmallSpec(path.join(folder, 'spec.json'), {
    tasks: { search: tasks, select: tasks, final: tasks },
    references: [],
    budget: { candidates: 300, experiments: 1 },
  });
  const run = await runCommand(history, 'evolve', spec, '--json');
  expect(run.code).toBe(0);
  expect(documentOf(run)).toMatchObject({ state: 'done' });
  const refused = await runCommand(history, 'data', 'remove', 'small');
  expect(refused.stderr).toMatch(/small: 1 run was made on it .*--force/);
  expect(refused.code).toBe(2);
  expect((await runCommand(history, 'data', 'remove', 'small', '--force')).stdout).toContain('removed small');
  const again = await runCommand(history, 'evolve', spec);
  expect(again.stderr).toMatch(/spec\.json, line \d+, column \d+: tasks\.search\.data: there is no data set "small"/);
  expect(again.code).toBe(2);
});

it('a table is shown column by column before it is taken, also where it is refused', async () => {
  const history = path.join(folder, 'tables.sqlite');
  const table = path.join(folder, 'homes.csv');
  const rows = Array.from({ length: 30 }, (_, k) => `${k};${k % 2 === 0 ? 'flat' : 'house'};${k * 2}`);
  writeFileSync(table, ['rooms;kind;price', ...rows.slice(0, 29), ';flat;3'].join('\r\n'));
  const refused = await runCommand(history, 'data', 'import', table, '--target', 'price');
  expect(refused.stdout).toMatch(/rooms +number +29 +1 +0 to 28 +feature/);
  expect(refused.stdout).toMatch(/kind +class +2 +0 +flat to house +left out: class, and features are numbers/);
  expect(refused.stderr).toContain('homes.csv, line 31: column "rooms" is empty');
  expect(refused.code).toBe(2);
  writeFileSync(table, ['rooms;kind;price', ...rows].join('\r\n'));
  const taken = documentOf(await runCommand(history, 'data', 'import', table, '--target', 'price', '--json'));
  expect(taken).toMatchObject({
    isNew: true,
    imported: { name: 'homes', target: 'price', features: 1, classes: null },
  });
});
