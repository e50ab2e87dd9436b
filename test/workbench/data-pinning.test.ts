import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DataFolder } from '../../electron/workbench/data-folder.ts';
import { offerData } from '../../electron/workbench/data-import.ts';
import { type KnownData, mayNameImportedData, pinData, withDataFrom } from '../../electron/workbench/data-pinning.ts';
import { type DataSets, takeData } from '../../electron/workbench/data-sets.ts';
import { runTaskSets } from '../../native-worker/search/run-task-sets.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import { SpecError } from '../../native-worker/spec/spec-error.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { specForDigest } from '../../native-worker/spec/spec-for-digest.ts';
import { fileTaskSource } from '../../native-worker/task-source.ts';
import { smallImages, smallLabels } from '../data-files/idx-files.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { exampleSpec } from '../spec/example-spec.ts';
import { dataSetsIn } from './data-sets-in-memory.ts';

const root = temporaryFolder();
let count = 0;
let folder = '';
let sets: DataSets;
let known: KnownData;

beforeEach(async () => {
  folder = path.join(root, String(count++));
  mkdirSync(folder);
  sets = dataSetsIn(folder);
  writeFileSync(path.join(folder, 'images'), smallImages(300));
  writeFileSync(path.join(folder, 'labels'), smallLabels(300));
  const rows = Array.from({ length: 60 }, (_, k) => `${k % 7},${(k * k) % 11},${k}`);
  writeFileSync(path.join(folder, 'homes.csv'), ['rooms,area,price', ...rows].join('\n'));
  for (const request of [
    { file: path.join(folder, 'homes.csv'), target: 'price' },
    { file: path.join(folder, 'images'), labels: path.join(folder, 'labels'), name: 'small' },
  ]) {
    await takeData(sets.catalog, await offerData(request, sets.folder, 1), 1);
  }
  known = { entries: await sets.catalog.list(), folder: sets.folder };
});

/** A spec whose three sets are cut from some data. */
function specWith(tasks: Record<string, unknown>): Spec {
  const outputs = tasks['kind'] === 'projected-multiclass' ? 'vector' : 'scalar';
  return resolveSpec({ ...exampleSpec(), outputs, tasks: { search: tasks, select: tasks, final: tasks } });
}
const sizes = { features: 4, count: 2, train: 20, valid: 10 };
const pairs = { kind: 'projected-binary', ...sizes, data: 'small' };
const several = { kind: 'projected-multiclass', ...sizes, data: 'small' };
const homes = { kind: 'table', data: 'homes', target: 'price' };

describe('a spec that names imported data', () => {
  it.each([
    ['pairs of classes of images', pairs],
    ['several classes of images', several],
    ['a table', homes],
  ])('gets its place, its hash and tasks: %s', (_, tasks) => {
    const spec = pinData(specWith(tasks), folder, known);
    const entry = known.entries.find(({ name }) => name === tasks.data)!;
    expect(spec.tasks.final).toMatchObject({
      data: sets.folder.fileOf(entry),
      dataName: tasks.data,
      dataHash: entry.hash,
      ...(tasks === homes ? {} : { dataClasses: 3 }),
    });
    const made = runTaskSets(spec, fileTaskSource('/nowhere'));
    for (const role of ['search', 'select', 'final'] as const) {
      expect(made.get(role, 0).tasks).toHaveLength(tasks === homes ? 1 : 2);
    }
  });

  it('is the same to the digest as the table’s file', () => {
    const named = pinData(specWith(homes), folder, known);
    const file = pinData(specWith({ ...homes, data: './homes.csv' }), folder, known);
    expect(file.tasks.search).toMatchObject({ data: path.join(folder, 'homes.csv') });
    expect(specForDigest(named)).toBe(specForDigest(file));
  });

  it('can be used again as it is on record', () => {
    for (const tasks of [pairs, homes]) {
      const spec = pinData(specWith(tasks), folder, known);
      expect(mayNameImportedData(spec)).toBe(true);
      expect(pinData(resolveSpec(JSON.parse(JSON.stringify(spec))), '/nowhere', known)).toEqual(spec);
    }
  });

  it('finds its data where the history has been moved to', () => {
    const spec = pinData(specWith(pairs), folder, known);
    const moved = path.join(root, `moved-${count}`);
    renameSync(folder, moved);
    const there = withDataFrom(new DataFolder(path.join(moved, 'history.sqlite')), spec);
    expect(runTaskSets(there, fileTaskSource('/nowhere')).get('search', 0).tasks).toHaveLength(2);
    expect(specForDigest(there)).toBe(specForDigest(spec));
  });

  it('is told from one that needs no list of them', () => {
    expect(mayNameImportedData(resolveSpec(exampleSpec()))).toBe(false);
    expect(mayNameImportedData(specWith({ ...pairs, data: 'digits' }))).toBe(false);
    expect(mayNameImportedData(specWith({ ...homes, data: './homes.csv' }))).toBe(false);
    expect(mayNameImportedData(specWith(pairs))).toBe(true);
  });
});

describe('a name that cannot be used is refused with its place in the spec', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['unknown images', { ...pairs, data: 'smal' }, 'tasks.search.data', 'there is no data set "smal"; did you mean "small"?'],
    ['an unknown table', { ...homes, data: 'hauses' }, 'tasks.search.data', 'there is no data set "hauses"'],
    ['a table as images', { ...pairs, data: 'homes' }, 'tasks.search.data', '"homes" is a table; expected images'],
    ['images as a table', { ...homes, data: 'small' }, 'tasks.search.data', '"small" holds images; expected "kind" "projected-binary"'],
    ['a class that the images lack', { ...pairs, pairs: [[0, 3]] }, 'tasks.search.pairs[0]', '[0, 3] is no pair of two different classes from 0 to 2'],
    ['more classes than features', { ...several, features: 2 }, 'tasks.search.features', '3 classes need at least as many features'],
  ])('%s', (_, tasks, place, message) => {
    const failure = catching(() => pinData(specWith(tasks), folder, known));
    expect(failure).toBeInstanceOf(SpecError);
    const [first] = (failure as SpecError).problems;
    expect(first?.path).toBe(place);
    expect(first?.message).toContain(message);
  }); // prettier-ignore

  it('that is a file’s, too', () => {
    writeFileSync(path.join(folder, 'homes'), 'a,b\n');
    const failure = catching(() => pinData(specWith(homes), folder, known));
    expect((failure as SpecError).message).toContain(
      'both an imported data set and a file; write "./homes" for the file',
    );
  });

  it('whose copy is gone, by the place of the copy', async () => {
    const entry = known.entries.find(({ name }) => name === 'homes')!;
    await sets.folder.remove(entry.hash);
    expect(() => pinData(specWith(homes), folder, known)).toThrow(
      `${sets.folder.fileOf(entry)}: there is no such file`,
    );
  });
});

function catching(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return null;
}
