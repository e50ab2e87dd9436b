import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

describe('the boundary check', () => {
  let house: string;

  beforeEach(() => {
    house = mkdtempSync(join(tmpdir(), 'boundaries-'));
    for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json'])
      cpSync(join(ROOT, file), join(house, file));
    symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'), 'junction');
    write('native-worker/search/target.ts', 'export const target = 1;\n');
    write('native-worker/numerics/target.ts', 'export const target = 1;\n');
    write('native-worker/tiers/target.ts', 'export const target = 1;\n');
    write('electron/workbench/target.ts', 'export const target = 1;\n');
  });
  afterEach(() => {
    rmSync(house, { recursive: true, force: true });
  });

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), text);
  }

  /** What the check prints and how it ends, for a house with one more file. */
  function checked(file: string, text: string): { status: number | null; output: string } {
    write(file, text);
    const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const run = spawnSync(
      process.execPath,
      [cruiser, '--config', '.dependency-cruiser.mjs', 'native-worker', 'electron'],
      {
        cwd: house,
        encoding: 'utf8',
      },
    );
    return { status: run.status, output: run.stdout + run.stderr };
  }

  it('lets imports point down', () => {
    const { status, output } = checked(
      'native-worker/search/user.ts',
      "export { target } from '../numerics/target.ts';\n",
    );
    expect(output).toMatch(/no dependency violations/);
    expect(status).toBe(0);
  });

  it.each([
    ['the numerics import the search', 'native-worker/numerics/user.ts', '../search/target.ts', 'imports-downwards'],
    [
      'the engine imports the program around it',
      'native-worker/search/user.ts',
      '../../electron/workbench/target.ts',
      'imports-downwards',
    ],
    ['the search chooses its evaluator', 'native-worker/search/user.ts', '../tiers/target.ts', 'imports-downwards'],
    ["a kernel's binding reads a file", 'native-worker/kernel-evaluator/user.ts', 'node:fs', 'engine-is-pure'],
    ['an algorithm reads a file', 'native-worker/algorithm/user.ts', 'node:fs', 'engine-is-pure'],
    ['the evaluator starts a process', 'native-worker/evaluator/user.ts', 'child_process', 'engine-is-pure'],
  ])('fails where %s', (_what, file, target, rule) => {
    const { status, output } = checked(file, `import * as found from '${target}';\nexport const user = found;\n`);
    expect(output).toContain(rule);
    expect(status).not.toBe(0);
  });
});
