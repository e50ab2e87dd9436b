import { describe, expect, it } from 'vitest';
import { guessSeparator } from '../../native-worker/data-files/csv-separator.ts';

describe('what parts the cells of a table', () => {
  it.each([
    ['commas', 'a,b\n1,2\n', ','],
    ['semicolons', 'a;b\n1;2\n', ';'],
    ['tabs', 'a\tb\n1\t2\n', '\t'],
    ['semicolons, with commas for points', 'a;b\n1,5;2,5\n2,5;1\n', ';'],
    ['commas, with semicolons in a quoted cell', 'a,"b;c;d"\n1,2\n', ','],
    ['semicolons, with commas in quoted cells', '"a,b,c";d\n"x,y";2\n', ';'],
    ['commas, one row being cut off', 'a,b,c\n1,2,3\n4,5', ','],
    ['tabs, with stray quotes that are none of CSV’s', 'a\tb\n1\t2\n3\t4"\n', '\t'],
    ['a byte order mark before a quote', '\ufeff"a;b";c\n"1";2\n', ';'],
    ['nothing: one column', 'a\n1\n', ','],
    ['nothing at all', '', ','],
  ])('%s', (_, text, separator) => {
    expect(guessSeparator(text)).toBe(separator);
  });
});
