import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { withHistory } from '../history/example-run.ts';
import { documentOf, runCommand } from './command.ts';
import { writeSmallSpec } from './small-spec.ts';

const folder = temporaryFolder();
const history = path.join(folder, 'history.sqlite');
const spec = writeSmallSpec(path.join(folder, 'small.json'));
const listing = path.join(folder, 'linear.txt');
writeFileSync(
  listing,
  'def Setup():\n  s2 = 0.2\ndef Predict():\n  s1 = dot(v1, v0)\ndef Learn():\n  s3 = s0 - s1\n  s3 = s2 * s3\n  v2 = s3 * v0\n  v1 = v1 + v2\n',
);

function rows(name: string, count: number): Record<string, unknown>[] {
  const text = readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .slice(0, count)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

it('answers rows of both kinds one by one, in order, as JSON lines', async () => {
  const programs = rows('programs.jsonl', 3);
  const instructions = rows('ops.jsonl', 2);
  const file = path.join(folder, 'rows.jsonl');
  writeFileSync(file, [...programs, ...instructions].map((row) => `${JSON.stringify(row)}\n`).join('\n'));
  const { code, stdout } = await runCommand(history, 'evaluate', file);
  expect(code).toBe(0);
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(answers).toHaveLength(5);
  programs.forEach(({ expected }, index) => {
    const { fitness, trainSteps } = expected as { fitness: number; trainSteps: number };
    expect(answers[index]?.['fitness']).toBeCloseTo(fitness, 9);
    expect(answers[index]?.['trainSteps']).toBe(trainSteps);
    expect(Object.keys(answers[index] ?? {}).sort()).toEqual([
      'fitness',
      'trainAbsErrors',
      'trainSteps',
      'validAbsErrors',
    ]);
  });
  expect(answers.slice(3).map(({ after }) => Object.keys(after as object))).toEqual([
    ['s', 'v', 'm'],
    ['s', 'v', 'm'],
  ]);
});

it('scores an algorithm on the tasks of a spec; a look at T_final goes on record', async () => {
  const [selected, final, again] = await Promise.all([
    runCommand(history, 'evaluate', listing, '--tasks', `${spec}#select`, '--json'),
    runCommand(history, 'evaluate', listing, '--tasks', `${spec}#final`, '--json'),
    runCommand(path.join(folder, 'other.sqlite'), 'evaluate', listing, '--tasks', `${spec}#final`),
  ]);
  const score = documentOf(selected) as { fitness: number; byTask: number[]; hash: string };
  expect(score.byTask).toHaveLength(4);
  expect(score.fitness).toBeCloseTo(score.byTask.reduce((sum, each) => sum + each, 0) / 4, 12);
  expect(score.fitness).toBeGreaterThan(0.9);
  expect(score.hash).toMatch(/^[0-9a-f]{32}$/);
  expect(again.stdout).toContain(`hash     ${score.hash}`);
  const { fitness } = documentOf(final) as { fitness: number };
  const evolved = await runCommand(history, 'evolve', spec, '--candidates', '200', '--json', '--quiet');
  const shown = documentOf(await runCommand(history, 'show', 'last', '--json'));
  expect(evolved.code).toBe(0);
  expect(shown['finalLooks']).toBe(2);
  expect(fitness).toBeGreaterThan(0.9);
  withHistory(history, ({ runs }) => {
    expect(runs.list()).toHaveLength(1);
  });
});

it('doctor tells runtime, cores, evaluators with their self-check, and the history’s health', async () => {
  const [healthy, sick] = await Promise.all([
    runCommand(history, 'doctor', '--json'),
    runCommand(folder, 'doctor', '--json'),
  ]);
  expect(healthy.code).toBe(0);
  expect(documentOf(healthy)).toMatchObject({
    runtime: expect.stringContaining(process.versions.node) as string,
    cores: expect.any(Number) as number,
    evaluators: [
      { name: 'native' },
      { name: 'wasm' },
      { name: 'interpreter', available: true, selfCheck: 'passed', reason: null },
    ],
    history: { file: history, healthy: true, schema: 3, bytes: expect.any(Number) as number },
    electron: { present: expect.any(Boolean) as boolean },
  });
  expect(sick.code).toBe(4);
  expect(documentOf(sick)).toMatchObject({ history: { healthy: false } });
});

it('presets are listed, and printed one by one', async () => {
  const [listed, printed] = await Promise.all([runCommand(history, 'presets'), runCommand(history, 'presets', 'demo')]);
  expect(listed.stdout).toMatch(/^linear-regression +Evolves/m);
  expect(documentOf(printed)).toMatchObject({ version: 1, method: { form: 'reference' } });
});
