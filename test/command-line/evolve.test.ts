import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addRun, withHistory } from '../history/example-run.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { documentOf, runCommand } from './command.ts';
import { writeSmallSpec } from './small-spec.ts';

const folder = temporaryFolder();
const spec = writeSmallSpec(path.join(folder, 'small.json'));

describe('evolve', () => {
  const history = path.join(folder, 'evolve.sqlite');

  it('ends with one JSON document, tells the run’s id first, and keeps the run', async () => {
    const evolved = await runCommand(history, 'evolve', spec, '--json', '--note', 'a note', '--set', 'name="mine"');
    expect(evolved.code).toBe(0);
    const result = documentOf(evolved);
    expect(result).toMatchObject({
      state: 'done',
      outcome: 'budget-spent',
      name: 'mine',
      seed: 7,
      candidates: expect.any(Number) as number,
      trainSteps: { charged: expect.any(Number) as number, executed: expect.any(Number) as number },
      best: {
        hash: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        search: expect.any(Number) as number,
        select: expect.any(Number) as number,
        final: expect.any(Number) as number,
        listing: expect.stringContaining('def Predict():') as string,
      },
      seconds: expect.any(Number) as number,
    });
    expect(result['id']).toMatch(/^[0-9a-f]{12,}$/);
    expect(result['digest']).toMatch(/^[0-9a-f]{64}$/);
    expect(result['candidates']).toBeGreaterThanOrEqual(3000);

    const progress = evolved.stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(progress[0]).toMatchObject({ kind: 'started', id: result['id'] });
    expect(progress.some(({ kind }) => kind === 'champion')).toBe(true);

    const [listed, digest, shown, verified, resumed] = await Promise.all([
      runCommand(history, 'runs', '--json', '--filter', 'mine', '--limit', '3'),
      runCommand(history, 'runs', 'digest', 'last'),
      runCommand(history, 'show', 'last', '--json'),
      runCommand(history, 'runs', 'verify', String(result['id']).slice(0, 6)),
      runCommand(history, 'resume', 'last', '--json'),
    ]);
    expect(documentOf(listed)).toMatchObject({
      runs: [
        {
          id: result['id'],
          name: 'mine',
          preset: null,
          seed: 7,
          state: 'done',
          outcome: 'budget-spent',
          candidates: result['candidates'],
          digest: result['digest'],
          note: 'a note',
        },
      ],
    });
    expect(digest.stdout.trimEnd().split('\n').at(-1)).toBe(result['digest']);
    expect(verified).toMatchObject({ code: 0, stdout: `equal: ${String(result['digest'])}\n` });
    expect(resumed.code).toBe(0);
    expect(documentOf(resumed)).toEqual(result);
    const details = documentOf(shown);
    expect(details).toMatchObject({
      finalLooks: 1,
      experiments: [{ number: 0 }, { number: 1 }],
      references: [{ label: 'linear' }],
      differences: expect.arrayContaining([{ path: 'method.population', form: 1000, spec: 100 }]) as unknown[],
    });
    expect((details['byTask'] as { final: number[] }).final).toHaveLength(4);
    expect((details['ancestry'] as unknown[]).length).toBeGreaterThan(0);
  });

  it('shows a person the program, its fitness beside the hand-designed one, its ancestry, and how to go on', async () => {
    const { code, stdout, stderr } = await runCommand(
      history,
      'evolve',
      spec,
      '--candidates',
      '1000',
      '--set',
      'method.validity=weak',
    );
    expect(code).toBe(0);
    for (const text of [
      'The program that was found',
      'def Learn():',
      '# dead',
      'canonical form',
      'T_final',
      '  linear',
      'Looks at this T_final in this history, this one included: 2.',
      'the steps of its ancestry',
      ': a random program\n',
      'Filter "weak"',
      'were refused for it',
      'Where the spec differs from form "reference"',
      'npm run automl-zero -- show',
      'npm run automl-zero -- export',
    ]) {
      expect(stdout).toContain(text);
    }
    expect(stderr).toContain('to compare: linear');
  });

  it('runs a group, one run a seed, and gives a list', async () => {
    const group = await runCommand(
      history,
      'evolve',
      spec,
      '--seeds',
      '3-5',
      '--candidates',
      '500',
      '--json',
      '--quiet',
    );
    expect(group).toMatchObject({ code: 0, stderr: '' });
    const { runs } = documentOf(group) as { runs: Record<string, unknown>[] };
    expect(runs.map(({ seed }) => seed)).toEqual([3, 4, 5]);
    expect(new Set(runs.map(({ digest }) => digest)).size).toBe(3);
    const again = await runCommand(history, 'evolve', spec, '--seed', '4', '--candidates', '500', '--json', '--quiet');
    expect(documentOf(again)['digest']).toBe(runs[1]?.['digest']);
  });

  it('writes the algorithm as TypeScript when it reached the bar, and exits with 3 when it did not', async () => {
    const file = path.join(folder, 'found.ts');
    const missed = path.join(folder, 'missed.ts');
    const [reached, not] = await Promise.all([
      runCommand(history, 'evolve', spec, '--set', 'budget.stopAbove=0.05', '--export', file),
      runCommand(history, 'evolve', spec, '--set', 'budget.stopAbove=1', '--candidates', '300', '--export', missed),
    ]);
    expect(reached.code).toBe(0);
    expect(reached.stdout).toContain('solved');
    expect(readFileSync(file, 'utf8')).toContain('export default class FoundAlgorithm');
    expect(not.code).toBe(3);
    expect(not.stderr).toContain('nothing reached the bar');
    expect(() => readFileSync(missed)).toThrow(/ENOENT/);
  });
});

it('runs are deleted with --yes or after asking, had back, and purged', async () => {
  const history = path.join(folder, 'edit.sqlite');
  const [id = '', other = ''] = ['abcabcabcabc', 'defdefdefdef'].map((name) =>
    withHistory(history, (opened) => addRun(opened, name)),
  );
  const asked = await runCommand(history, 'runs', 'delete', id);
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('repeat with --yes') as string });
  expect(await runCommand(history, 'runs', 'delete', id, other, '--yes')).toMatchObject({ code: 0 });
  expect((await runCommand(history, 'runs', 'restore', other)).stdout).toBe(`${other} is back\n`);
  const askedAgain = await runCommand(history, 'runs', 'purge');
  expect(askedAgain).toMatchObject({ code: 2, stderr: expect.stringContaining('remove 1 run for good?') as string });
  expect((await runCommand(history, 'runs', 'purge', '--yes')).stdout).toBe('removed 1 run\n');
  expect((await runCommand(history, 'runs')).stdout).toMatch(/^ID .*\ndefdefdefdef {2}queued .*\n$/);
});
