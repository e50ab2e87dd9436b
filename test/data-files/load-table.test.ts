import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DataFileError } from '../../native-worker/data-files/data-file-error.ts';
import { loadDataset } from '../../native-worker/data-files/load-dataset.ts';
import { loadTable, type TableColumns } from '../../native-worker/data-files/load-table.ts';
import type { Dataset } from '../../native-worker/tasks/dataset.ts';
import { tasksSpec } from '../tasks/sets.ts';

const folder = mkdtempSync(join(tmpdir(), 'table-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const rms: TableColumns = { target: 'price', columns: 'all', measure: 'rms' };
const accuracy: TableColumns = { ...rms, target: 'kind', measure: 'accuracy' };
const HEADER = 'rooms,area,kind,price';

/** Twenty rows; one of them can be replaced. Line 1 is the header, so row 1 is on line 2. */
function lines(replacement?: { line: number; text: string }): string[] {
  const rows = Array.from({ length: 20 }, (_, k) => `${k},${k * 2.5},${k % 2 === 0 ? 'flat' : 'house'},${100 + k}`);
  const all = [HEADER, ...rows];
  if (replacement !== undefined) all[replacement.line - 1] = replacement.text;
  return all;
}

function write(content: string | Uint8Array, name = 'homes.csv'): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function load(content: string | Uint8Array, wanted: TableColumns = rms): Dataset {
  return loadTable(write(content), wanted);
}

describe('a table of one’s own', () => {
  it('gives every numeric column but the target, and leaves out columns of text', () => {
    const table = load(lines().join('\n'));
    expect(table).toMatchObject({ name: 'homes.csv', rowCount: 20, columnCount: 2, labelNames: null });
    expect(table.columnNames).toEqual(['rooms', 'area']);
    expect([...table.features.subarray(0, 4)]).toEqual([0, 0, 1, 2.5]);
    expect([...table.labels.subarray(0, 2)]).toEqual([100, 101]);
    expect(table.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives the listed columns in the listed order', () => {
    const table = load(lines().join('\n'), { ...rms, columns: ['area', 'rooms'] });
    expect(table.columnNames).toEqual(['area', 'rooms']);
    expect([...table.features.subarray(2, 4)]).toEqual([2.5, 1]);
  });

  it('turns the values of a target into classes in sorted order', () => {
    const words = load(lines().join('\n'), accuracy);
    expect(words.labelNames).toEqual(['flat', 'house']);
    expect([...words.labels.subarray(0, 3)]).toEqual([0, 1, 0]);
    const numbers = Array.from({ length: 20 }, (_, k) => `${k},${k % 2 === 0 ? 10 : 9}`);
    expect(load(['x,kind', ...numbers].join('\n'), accuracy).labelNames).toEqual(['9', '10']);
  });

  it('reads what spreadsheets write: byte order mark, Windows line ends, quotes, spaces, blank lines', () => {
    const quoted = lines({ line: 3, text: ' "1" , 2.5,"a ""quoted"", name",1.01e2' });
    const table = load(`\ufeff${quoted.join('\r\n')}\r\n\r\n`);
    expect(table.rowCount).toBe(20);
    expect(table.columnNames).toEqual(['rooms', 'area']);
    expect([...table.features.subarray(2, 4)]).toEqual([1, 2.5]);
    expect(table.labels[1]).toBe(101);
  });

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('reads cells separated by %s, quoted ones with commas in them', (_, separator) => {
    const [header = '', ...rows] = lines().map((line) => line.replaceAll(',', separator));
    const remarked = [`${header}${separator}remark`, ...rows.map((line) => `${line}${separator}"a, b${separator}, c"`)];
    const table = load(remarked.join('\r\n'));
    expect(table.columnNames).toEqual(['rooms', 'area']);
    expect([...table.features.subarray(2, 4)]).toEqual([1, 2.5]);
    expect(table.labels[1]).toBe(101);
  });

  it('is called by the name that it was imported under', () => {
    expect(load(lines().join('\n'), { ...rms, dataName: 'homes' }).name).toBe('homes');
  });

  it('leaves out a column without a name, such as a spreadsheet’s row numbers', () => {
    const numbered = lines().map((line, index) => (index === 0 ? `,${line}` : `${index},${line}`));
    expect(load(numbered.join('\n')).columnNames).toEqual(['rooms', 'area']);
  });

  it('is found from the folder of the spec', () => {
    write(lines().join('\n'), 'nearby.csv');
    const spec = tasksSpec({ kind: 'table', data: 'nearby.csv', target: 'price' });
    expect(loadDataset(spec, folder)?.name).toBe('nearby.csv');
  });

  it('is refused once it has changed since the run was made', () => {
    const { hash } = load(lines().join('\n'));
    expect(load(lines().join('\n'), { ...rms, dataHash: hash }).hash).toBe(hash);
    const changed = lines({ line: 5, text: '9,9,flat,9' }).join('\n');
    expect(() => load(changed, { ...rms, dataHash: hash })).toThrow('has changed since the run was made');
  });
});

describe('a table that cannot be used is refused with its file, line and column', () => {
  it.each<[string, string | Uint8Array, string, TableColumns?]>([
    ['an empty file', '', 'is empty'],
    ['a binary file', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 1), 'is binary (it holds zero bytes); expected CSV text'],
    ['text that is not UTF-8', Uint8Array.of(0x61, 0x2c, 0xe9, 0x0a), 'is not UTF-8 text'],
    ['blank lines only', '\n\n\n', 'has no rows; expected a header'],
    ['a header only', HEADER, 'has 0 rows of data; expected at least 20'],
    ['too few rows', lines().slice(0, 20).join('\n'), 'has 19 rows of data; expected at least 20'],
    ['a cut-off last row', lines({ line: 21, text: '19,47' }).join('\n'), 'line 21: has 2 cells, but the header has 4'],
    ['a row too long', lines({ line: 4, text: '1,2,flat,3,4' }).join('\n'), 'line 4: has 5 cells, but the header has 4'],
    ['a cell that is never closed', lines({ line: 9, text: '1,2,"fla' }).join('\n'), 'a quoted cell is never closed'],
    ['a stray quote', lines({ line: 9, text: '1,2,fl"at,3' }).join('\n'), 'line 9: cannot be read as CSV: a quote stands'],
    ['a word among numbers', lines({ line: 7, text: '5,twelve,flat,105' }).join('\n'), 'line 7: column "area" has "twelve"; expected a number'],
    ['an empty cell', lines({ line: 7, text: '5,,flat,105' }).join('\n'), 'line 7: column "area" is empty; expected a number'],
    ['an infinite number', lines({ line: 7, text: '5,Infinity,flat,105' }).join('\n'), 'line 7: column "area" has "Infinity"'],
    ['a number too large', lines({ line: 7, text: '5,-1e200,flat,105' }).join('\n'), 'line 7: column "area" has -1e200; expected at most 1e+150'],
    ['a word in the target', lines({ line: 7, text: '5,12.5,flat,dear' }).join('\n'), 'line 7: column "price" has "dear"'],
    ['an unknown target', lines().join('\n'), 'has no column "prize" (target); did you mean "price"?', { ...rms, target: 'prize' }],
    ['a target like no column', lines().join('\n'), 'it has: rooms, area, kind, price', { ...rms, target: 'colour' }],
    ['an unknown column', lines().join('\n'), 'has no column "Room" (columns); did you mean "rooms"?', { ...rms, columns: ['Room'] }],
    ['a listed column of text', lines().join('\n'), 'line 2: column "kind" has "flat"', { ...rms, columns: ['rooms', 'kind'] }],
    ['the target among the columns', lines().join('\n'), 'both the target and one of the columns', { ...rms, columns: ['price'] }],
    ['a column listed twice', lines().join('\n'), '"area" is listed twice', { ...rms, columns: ['area', 'rooms', 'area'] }],
    ['two columns of one name', `a,b,a\n${'1,2,3\n'.repeat(20)}`, 'line 1: names two columns "a"'],
    ['no column of numbers', `kind,price\n${'flat,2\n'.repeat(20)}`, 'no column of numbers besides the target'],
    ['commas for points', lines({ line: 7, text: '5;12,5;flat;105' }).join('\n').replaceAll(/(?<!;12),/g, ';'), 'line 7: column "area" has "12,5"; expected a number without commas'],
    ['a whole column with commas for points', `a;price\n${'1,5;2\n'.repeat(20)}`, 'line 2: column "a" has "1,5"'],
    ['a target of one class', lines().join('\n').replaceAll('house', 'flat'), 'every row has "flat" in the target "kind"', accuracy],
    ['a class that is missing', lines({ line: 3, text: '1,2.5,,101' }).join('\n'), 'line 3: column "kind" is empty; expected a class', accuracy],
  ])('%s', (_, content, message, wanted = rms) => {
    const refused = (): unknown => load(content, wanted);
    expect(refused).toThrow(DataFileError);
    expect(refused).toThrow(join(folder, 'homes.csv'));
    expect(refused).toThrow(message);
  }); // prettier-ignore

  it('a file that is not there, or a directory', () => {
    expect(() => loadTable(join(folder, 'nowhere.csv'), rms)).toThrow('nowhere.csv: there is no such file');
    mkdirSync(join(folder, 'inner'));
    expect(() => loadTable(join(folder, 'inner'), rms)).toThrow('inner: is a directory; expected a file');
    expect(() => loadTable(join(folder, 'inner'), rms)).toThrow(DataFileError);
  });
});

describe('loading what a set is cut from', () => {
  it('gives the digits for images and nothing for generated tasks', () => {
    const sizes = { features: 8, count: 1, train: 10, valid: 10 };
    expect(loadDataset(tasksSpec({ kind: 'projected-binary', ...sizes }), folder)?.name).toBe('digits');
    expect(loadDataset(tasksSpec({ kind: 'projected-multiclass', ...sizes }), folder)?.name).toBe('digits');
    expect(loadDataset(tasksSpec({ kind: 'linear', ...sizes }), folder)).toBeNull();
  });
});
