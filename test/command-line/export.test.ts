import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { runCommand } from './command.ts';

const folder = temporaryFolder();
const history = path.join(folder, 'history.sqlite');
const listing = path.join(folder, 'linear.alg');
writeFileSync(listing, 'def Predict():\n  s1 = dot(v1, v0)\n');

describe('an export that says what cannot be is refused', () => {
  const cases: readonly [what: string, args: readonly string[], out: string, message: RegExp][] = [
    [
      'a name that is no TypeScript',
      [listing, '--with-test'],
      'found.js',
      /--out .*found\.js: expected a name that ends in \.ts/,
    ],
    [
      'a number of classes for scalar outputs',
      [listing, '--classes', '3'],
      'found.ts',
      /--classes: scalar outputs have no number of classes; add --outputs vector/,
    ],
    [
      'an option of files for what is no file',
      ['last', '--measure', 'accuracy'],
      'found.ts',
      /--measure: is for algorithms in files, and there is no file last; leave it out for a run/,
    ],
  ];
  it.concurrent.each(cases)('%s', async (_what, args, out, message) => {
    const file = path.join(folder, out);
    const { code, stderr } = await runCommand(history, 'export', ...args, '--out', file);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(existsSync(file)).toBe(false);
  });
});

it('an algorithm from a file with vector outputs is exported', async () => {
  const file = path.join(folder, 'classes.ts');
  const args = ['export', listing, '--outputs', 'vector', '--classes', '3', '--out', file];
  expect((await runCommand(history, ...args)).code).toBe(0);
  expect(existsSync(file)).toBe(true);
});
