import { describe, expect, it } from 'vitest';
import { readCsv } from '../../native-worker/data-files/csv-text.ts';
import { areFewWholeNumbers, describeColumns } from '../../native-worker/data-files/table-columns.ts';

function table(...lines: readonly string[]): ReturnType<typeof readCsv> {
  return readCsv('some.csv', new TextEncoder().encode(lines.join('\n')));
}

describe('what a column holds is guessed from its cells', () => {
  const text = table('size,kind,remark,', '10,flat,sunny,1', ',house,near the lake,2', '9,flat,,3', 'nine,house,old,4');
  it('numbers, classes or text, with what is missing and the range', () => {
    expect(describeColumns(text)).toEqual([
      { name: 'size', type: 'number', distinct: 3, missing: 1, range: ['9', '10'] },
      { name: 'kind', type: 'class', distinct: 2, missing: 0, range: ['flat', 'house'] },
      { name: 'remark', type: 'text', distinct: 3, missing: 1, range: null },
      { name: '', type: 'number', distinct: 4, missing: 0, range: ['1', '4'] },
    ]);
  });

  it('an empty column is text', () => {
    expect(describeColumns(table('a,b', '1,', '2,'))[1]).toMatchObject({ type: 'text', distinct: 0, missing: 2 });
  });

  it('more than 256 different texts are text, however often each comes', () => {
    const names = Array.from({ length: 257 }, (_, k) => `name ${k}`);
    expect(describeColumns(table('a', ...names, ...names))[0]?.type).toBe('text');
    expect(describeColumns(table('a', ...names.slice(1), ...names.slice(1)))[0]?.type).toBe('class');
  });

  it('few whole numbers, each often, may be classes; others are not', () => {
    const column = (...cells: readonly string[]): boolean => areFewWholeNumbers(table('a', ...cells), 0);
    expect(column('0', '1', '1', '0')).toBe(true);
    expect(column('0', '1', '2', '3')).toBe(false);
    expect(column('0.5', '1', '1', '0.5')).toBe(false);
    const eleven = Array.from({ length: 11 }, (_, k) => String(k));
    expect(column(...eleven, ...eleven)).toBe(false);
  });
});
