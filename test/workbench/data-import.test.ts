import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ImportRequest, offerData, type OfferedData } from '../../electron/workbench/data-import.ts';
import { type DataSets, removeData, takeData, type TakenData } from '../../electron/workbench/data-sets.ts';
import { UsageError } from '../../electron/workbench/usage-error.ts';
import { DataFileError } from '../../native-worker/data-files/data-file-error.ts';
import { smallImages, smallLabels } from '../data-files/idx-files.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { dataSetsIn } from './data-sets-in-memory.ts';

const root = temporaryFolder();
const HOMES = ['rooms,kind,remark,price', ...Array.from({ length: 24 }, (_, k) => `${k % 5},${k % 2 ? 'flat' : 'house'},no ${k},${k * 1.5}`)].join('\n'); // prettier-ignore
const NOW = Date.UTC(2026, 0, 1);
let count = 0;
let folder = '';
let sets: DataSets;

beforeEach(() => {
  folder = path.join(root, String(count++));
  mkdirSync(folder);
  sets = dataSetsIn(folder);
});

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const offer = (request: ImportRequest): Promise<OfferedData> => offerData(request, sets.folder, NOW);
const take = async (request: ImportRequest): Promise<TakenData> => takeData(sets.catalog, await offer(request), NOW);
const copies = (): string[] => (existsSync(sets.folder.path) ? readdirSync(sets.folder.path) : []);

describe('a table', () => {
  it('is shown before it is taken: type, range and use of each column', async () => {
    const { description } = await offer({ file: write('homes.csv', HOMES), target: 'price' });
    expect(description).toMatchObject({ kind: 'table', name: 'homes', rows: 24, target: 'price', measure: 'rms' });
    expect(description.kind === 'table' && description.columns).toEqual([
      { name: 'rooms', type: 'number', distinct: 5, missing: 0, range: ['0', '4'], use: 'feature' },
      { name: 'kind', type: 'class', distinct: 2, missing: 0, range: ['flat', 'house'], use: 'left out' },
      { name: 'remark', type: 'text', distinct: 24, missing: 0, range: null, use: 'left out' },
      { name: 'price', type: 'number', distinct: 24, missing: 0, range: ['0', '34.5'], use: 'target' },
    ]);
    expect(copies()).toEqual([]);
  });

  it('is copied byte for byte, under the hash of its content', async () => {
    const { entry, isNew } = await take({ file: write('homes.csv', HOMES), target: 'price' });
    expect(isNew).toBe(true);
    expect(entry).toMatchObject({ name: 'homes', kind: 'table', rows: 24, features: 1, classes: null, target: 'price', importedAt: NOW }); // prettier-ignore
    expect(await sets.catalog.list()).toEqual([entry]);
    expect(copies()).toEqual([entry.hash]);
    expect(readFileSync(sets.folder.fileOf(entry), 'utf8')).toBe(HOMES);
  });

  it('has classes where the target is text or few whole numbers, unless told otherwise', async () => {
    const file = write('homes.csv', HOMES);
    const measureOf = async (request: Partial<ImportRequest>): Promise<unknown> => {
      const { description } = await offer({ file, ...request });
      return description.kind === 'table' && description.measure;
    };
    expect(await measureOf({ target: 'kind' })).toBe('accuracy');
    expect(await measureOf({ target: 'rooms' })).toBe('accuracy');
    expect(await measureOf({ target: 'rooms', measure: 'rms' })).toBe('rms');
    expect(await measureOf({ target: 'price' })).toBe('rms');
    expect((await take({ file, target: 'kind' })).entry).toMatchObject({ classes: 2, features: 2 });
  });

  it('may be gzipped, and is kept unzipped', async () => {
    const { entry } = await take({ file: write('homes.csv.gz', gzipSync(HOMES)), target: 'price' });
    expect(entry.name).toBe('homes');
    expect(readFileSync(sets.folder.fileOf(entry), 'utf8')).toBe(HOMES);
  });

  it('with something missing is refused by line and column, and leaves nothing behind', async () => {
    const file = write('homes.csv', HOMES.replace('\n2,house', '\n,house'));
    const offered = await offer({ file, target: 'price' });
    expect(offered.description.kind === 'table' && offered.description.columns[0]).toMatchObject({ missing: 1 });
    await expect(takeData(sets.catalog, offered, NOW)).rejects.toThrow(
      'homes.csv, line 4: column "rooms" is empty; expected a number: fill it in or leave the row out',
    );
    expect(copies()).toEqual([]);
    expect(await sets.catalog.list()).toEqual([]);
  });
});

describe('images', () => {
  const request = (): ImportRequest => ({
    file: write('train-images-idx3-ubyte.gz', gzipSync(smallImages(24))),
    labels: write('train-labels-idx1-ubyte', smallLabels(24)),
    name: 'small',
  });

  it('are taken with their labels', async () => {
    const offered = await offer(request());
    expect(offered.description).toMatchObject({ kind: 'images', name: 'small', rows: 24, shape: [3, 2] });
    const { entry } = await takeData(sets.catalog, offered, NOW);
    expect(entry).toMatchObject({ kind: 'images', rows: 24, features: 6, classes: 3, target: null, columns: [] });
    expect(copies()).toEqual([entry.hash]);
  });

  it('that are looked at and not taken leave nothing behind', async () => {
    await (await offer(request())).discard();
    expect(copies()).toEqual([]);
  });

  it('that cannot be used leave nothing behind', async () => {
    const labels = write('labels', smallLabels(23));
    await expect(offer({ ...request(), labels })).rejects.toThrow(DataFileError);
    expect(copies()).toEqual([]);
  });
});

describe('the same data again', () => {
  it('under the same name is there already; a copy that was damaged is mended', async () => {
    const file = write('homes.csv', HOMES);
    const { entry } = await take({ file, target: 'price' });
    writeFileSync(sets.folder.fileOf(entry), 'damaged');
    const again = await takeData(
      sets.catalog,
      await offerData({ file, target: 'price' }, sets.folder, NOW + 1),
      NOW + 1,
    );
    expect(again).toEqual({ entry, isNew: false });
    expect(readFileSync(sets.folder.fileOf(entry), 'utf8')).toBe(HOMES);
  });

  it.each<[string, (file: string) => Partial<ImportRequest>, RegExp]>([
    ['under another name', () => ({ name: 'houses' }), /houses: the same data is here already, as "homes"/],
    ['with another target', () => ({ target: 'rooms' }), /homes: is here already, with "price" to be predicted/],
    ['other data under its name', () => ({ file: write('b.csv', `${HOMES}\n1,flat,x,2`), name: 'homes' }), /homes: is the name of other data already; choose another with --name/],
  ])('%s is refused, and nothing changes', async (_, change, message) => {
    const file = write('homes.csv', HOMES);
    const { entry } = await take({ file, target: 'price' });
    await expect(take({ file, target: 'price', ...change(file) })).rejects.toThrow(message);
    expect(await sets.catalog.list()).toEqual([entry]);
    expect(copies()).toEqual([entry.hash]);
  }); // prettier-ignore
});

describe('an import that cannot be is refused with what to do', () => {
  it.each<[string, () => ImportRequest, RegExp]>([
    ['no target', () => ({ file: write('homes.csv', HOMES) }), /which column is to be predicted\? --target with one of: rooms, kind, remark, price/],
    ['an unknown target', () => ({ file: write('homes.csv', HOMES), target: 'prize' }), /did you mean "price"/],
    ['labels for a table', () => ({ file: write('homes.csv', HOMES), target: 'price', labels: 'x' }), /--labels says nothing/],
    ['images without labels', () => ({ file: write('x', smallImages(24)) }), /name the file of their labels with --labels/],
    ['a target for images', () => ({ file: write('x', smallImages(24)), labels: 'x', target: 'y' }), /leave --target and --measure out/],
    ['a name that is taken by the program', () => ({ file: write('digits.csv', HOMES), target: 'price' }), /"digits" cannot be the name of a data set.*--name/],
    ['a name like a path', () => ({ file: write('homes.csv', HOMES), target: 'price', name: '../x' }), /"\.\.\/x" cannot be the name/],
    ['a name like a file', () => ({ file: write('homes.csv', HOMES), target: 'price', name: 'a.csv' }), /"a.csv" cannot be the name/],
    ['a damaged gzip file', () => ({ file: write('homes.csv.gz', gzipSync(HOMES).subarray(0, -9)), target: 'price' }), /gzip content is cut off|is damaged/],
    ['a file that is not there', () => ({ file: path.join(folder, 'nowhere.csv'), target: 'x' }), /there is no such file/],
  ])('%s', async (_, request, message) => {
    await expect(take(request())).rejects.toThrow(message);
    expect(copies()).toEqual([]);
  }); // prettier-ignore

  it('a folder that cannot be made', async () => {
    writeFileSync(sets.folder.path, 'a file');
    const failure = take({ file: write('homes.csv', HOMES), target: 'price' });
    await expect(failure).rejects.toThrow(UsageError);
    await expect(failure).rejects.toThrow(`${sets.folder.path}: data cannot be kept there`);
  });
});

it('what an import that was killed left behind goes with a later one, once it is a day old', async () => {
  const [old, recent] = ['incoming-1-aa', 'incoming-1-bb'].map((name) => path.join(sets.folder.path, name));
  for (const draft of [old!, recent!]) mkdirSync(draft, { recursive: true });
  utimesSync(old!, NOW / 1000 - 90_000, NOW / 1000 - 90_000);
  utimesSync(recent!, NOW / 1000 - 60, NOW / 1000 - 60);
  const { entry } = await take({ file: write('homes.csv', HOMES), target: 'price' });
  expect(copies().toSorted()).toEqual([entry.hash, 'incoming-1-bb'].toSorted());
});

describe('removing data', () => {
  it('takes it from the list and the disk', async () => {
    const { entry } = await take({ file: write('homes.csv', HOMES), target: 'price' });
    expect(await removeData(sets, 'homes', { force: false })).toEqual(entry);
    expect(await sets.catalog.list()).toEqual([]);
    expect(copies()).toEqual([]);
  });

  it('is refused while runs on record were made on it, unless it is forced', async () => {
    const { entry } = await take({ file: write('homes.csv', HOMES), target: 'price' });
    const used = { catalog: dataSetsIn(folder, { [entry.hash]: ['0123456789ab'] }).catalog, folder: sets.folder };
    await used.catalog.put(entry);
    await expect(removeData(used, 'homes', { force: false })).rejects.toThrow(
      /homes: 1 run was made on it \(0123456789ab\).*--force/,
    );
    expect(copies()).toEqual([entry.hash]);
    await removeData(used, 'homes', { force: true });
    expect(copies()).toEqual([]);
  });

  it('says which there are where there is none of that name', async () => {
    await take({ file: write('homes.csv', HOMES), target: 'price' });
    await expect(removeData(sets, 'hommes', { force: false })).rejects.toThrow('no data set "hommes"; did you mean "homes"?'); // prettier-ignore
    await expect(removeData(sets, 'x', { force: false })).rejects.toThrow('`data list` lists them');
  });
});
