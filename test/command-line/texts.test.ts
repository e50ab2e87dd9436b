import { expect, it } from 'vitest';
import {
  bytesText,
  countText,
  durationText,
  fitnessText,
  shortCountText,
  shortFitnessText,
  shortTimeText,
} from '../../electron/command-line/number-text.ts';
import { tableLines } from '../../electron/command-line/table-text.ts';

it('figures are written for people', () => {
  expect([fitnessText(0.9999), fitnessText(1), fitnessText(null)]).toEqual(['0.999900', '1.000000', '–']);
  expect([countText(999), countText(1234567.4)]).toEqual(['999', '1,234,567']);
  expect([0, 9.94, 9.99, 59.4, 59.6, 185, 3599.6, 7800].map(durationText)).toEqual([
    '0.0 s',
    '9.9 s',
    '10.0 s',
    '59 s',
    '1 min 00 s',
    '3 min 05 s',
    '1 h 00 min',
    '2 h 10 min',
  ]);
  expect([bytesText(100), bytesText(91_000), bytesText(3_400_000)]).toEqual(['1 kB', '91 kB', '3.4 MB']);
});

it('figures of the live line are short, and none looks better than it is', () => {
  expect([0.99999, 1, null].map(shortFitnessText)).toEqual(['0.9999', '1.0000', '–']);
  expect([0, 999.4, 999.6, 99_949, 99_951, 999_499, 999_500, 4.25e7, 2e9].map(shortCountText)).toEqual([
    '0',
    '999',
    '1.0k',
    '99.9k',
    '100k',
    '999k',
    '1.0M',
    '42.5M',
    '2.0G',
  ]);
  expect([0.2, 59, 59.5, 3540, 3541, 3601].map(shortTimeText)).toEqual([
    '1 s',
    '59 s',
    '1 min',
    '59 min',
    '1 h',
    '2 h',
  ]);
});

it('columns are as wide as their widest cell, numbers to the right', () => {
  const columns = [
    { title: 'A', align: 'left' },
    { title: 'LONG', align: 'right' },
    { title: 'C', align: 'left' },
  ] as const;
  expect(
    tableLines(columns, [
      ['wide cell', '1', ''],
      ['x', '12345', 'end'],
    ]),
  ).toEqual(['A           LONG  C', 'wide cell      1', 'x          12345  end']);
});
